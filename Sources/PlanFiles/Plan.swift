/// A plan as it is written down: what is left, who goes where, every sum it claims and the proof of its
/// bound.
public struct Plan: Equatable, Sendable {
    /// Which of the three questions this plan answers.
    public var stage: Stage
    /// Properties that are left, in key order.
    public var closed: [String]
    /// Who goes where, in the order of group and room.
    public var moves: [Move]
    /// What it claims to come to; the checker reckons every one of them again.
    public var sums: Sums
    /// The disruption that the saving stage may use; nil in the other stages.
    public var disruptionLimit: Int?
    /// What no plan can do better than, with its proof; nil when none is claimed.
    public var bound: Bound?

    /// A plan; without anything else the one that leaves nothing, and claims nothing.
    public init(
        stage: Stage, closed: [String] = [], moves: [Move] = [], sums: Sums = Sums(),
        disruptionLimit: Int? = nil, bound: Bound? = nil
    ) {
        self.stage = stage
        self.closed = closed
        self.moves = moves
        self.sums = sums
        self.disruptionLimit = disruptionLimit
        self.bound = bound
    }

    /// The questions, in the order they are asked.
    public enum Stage: String, CaseIterable, Sendable {
        /// The largest reduction that is feasible; the target is not a limit here.
        case reduction
        /// At the target, the fewest user-metres.
        case disruption
        /// At that disruption and the stated slack, the greatest net saving a year.
        case saving

        /// True when a larger objective is better.
        public var maximises: Bool { self != .disruption }
    }

    /// Users of one group who go to one room.
    public struct Move: Equatable, Sendable {
        /// Key of the group.
        public var group: String
        /// Key of the room.
        public var room: String
        /// Whole users, a multiple of the group's `unit`.
        public var users: Int
        /// So many of the group's users in the room.
        public init(group: String, room: String, users: Int) {
            self.group = group
            self.room = room
            self.users = users
        }
    }

    /// Every sum a plan claims.
    public struct Sums: Equatable, Sendable {
        /// m² left.
        public var area = 0
        /// øre a year.
        public var saving = 0
        /// øre, once.
        public var oneOffCost = 0
        /// øre, once.
        public var proceeds = 0
        /// øre, once: maintenance that need not be done.
        public var backlog = 0
        /// Saving net of the annualised one-off cost and with the annualised backlog, in 1/`netScale` øre a
        /// year.
        public var net = 0
        /// Whole users.
        public var usersMoved = 0
        /// Users times extra metres.
        public var disruption = 0
        /// All of them nothing.
        public init() {}
    }

    /// A claim that no plan does better, and the multipliers that prove it.
    public struct Bound: Equatable, Sendable {
        /// In the stage's own unit: m², user-metres, or 1/`netScale` øre a year.
        public var claimed: Int
        /// What the solver says of its own search: shown, never believed.
        public var solverClaim: Int
        /// Every multiplier is its numerator over this.
        public var denominator: Int
        /// Limits on parts of the plan, each proved from the rows and the lemmas before it.
        public var lemmas: [Lemma]
        /// A tree of cases; the bound is the worst of its leaves. One leaf without assumptions is the plain
        /// relaxation.
        public var leaves: [Leaf]
        /// A claim with its proof; what the proof gives is reckoned from `lemmas` and `leaves` alone.
        public init(claimed: Int, solverClaim: Int, denominator: Int, lemmas: [Lemma] = [], leaves: [Leaf]) {
            self.claimed = claimed
            self.solverClaim = solverClaim
            self.denominator = denominator
            self.lemmas = lemmas
            self.leaves = leaves
        }
    }

    /// A limit on what some properties and the users who move out of them can add to the objective, at prices
    /// for the rows they share with others: `weight` times the objective, less each price times its row, over
    /// those columns alone. How high it is, the leaves prove.
    public struct Lemma: Equatable, Sendable {
        /// Keys of the properties, in key order.
        public var properties: [String]
        /// How often the objective counts; whole, like the prices.
        public var weight: Int
        /// Whole prices, not over the bound's denominator.
        public var prices: [Multiplier]
        /// The tree of cases that proves it; see `Bound.leaves`.
        public var leaves: [Leaf]
        /// A lemma and its proof.
        public init(properties: [String], weight: Int, prices: [Multiplier], leaves: [Leaf]) {
            self.properties = properties
            self.weight = weight
            self.prices = prices
            self.leaves = leaves
        }
    }

    /// One case of the proof: some properties left, some kept, some users sent, and the multipliers that
    /// bound what is then possible.
    public struct Leaf: Equatable, Sendable {
        /// What is assumed here; empty: nothing.
        public var cases: [Case]
        /// One for each row that counts; a row without one counts 0.
        public var multipliers: [Multiplier]
        /// A case and the multipliers that bound it.
        public init(cases: [Case], multipliers: [Multiplier]) {
            self.cases = cases
            self.multipliers = multipliers
        }
    }

    /// An assumption: this property is left or it is kept; or, with a room, at least so many units of this
    /// group go there, or fewer do.
    public struct Case: Hashable, Sendable {
        /// The property's key, or the group's.
        public var key: String
        /// The room's key; nil where the property is left or kept.
        public var room: String?
        /// With a room: so many of the group's units, at least 1.
        public var units = 1
        /// Left, or so many go there.
        public var holds: Bool
        /// The property is left, or (false) kept.
        public init(property: String, left: Bool) {
            key = property
            holds = left
        }
        /// So many units of the group or more go to the room, or (false) fewer do.
        public init(group: String, room: String, units: Int = 1, goes: Bool) {
            key = group
            self.room = room
            self.units = units
            holds = goes
        }
    }

    /// What one constraint is worth, over the bound's denominator.
    public struct Multiplier: Equatable, Sendable {
        /// The constraint.
        public var row: RowName
        /// Wider than other numbers: what proves a case impossible counts many times all that a plan could
        /// cost, in the denominator's fractions.
        public var numerator: Int128
        /// A row and what it is worth.
        public init(row: RowName, numerator: Int128) {
            self.row = row
            self.numerator = numerator
        }
    }

    /// The constraints of the relaxation, by name.
    public enum RowName: Hashable, Sendable {
        /// At least the target's area is left.
        case target
        /// At most the ceiling's area is left.
        case ceiling
        /// Disruption within the third stage's limit.
        case disruption
        /// The group's users all find a place when its property is left.
        case group(String)
        /// The room's space, none when its property is left.
        case room(String)
        /// The room's places for users of this activity, none when its property is left.
        case places(room: String, activity: String)
        /// At most one of them is left.
        case exclusive(String)
        /// The group's users in this room, none when the room's property is left.
        case arrive(group: String, room: String)
        /// The group's users in this room, none when their own property is kept.
        case depart(group: String, room: String)
        /// The proof's lemma with this number, from 0.
        case lemma(Int)
    }
}

extension Plan.Sums {
    /// The sum that this stage is about.
    public func objective(_ stage: Plan.Stage) -> Int {
        switch stage {
        case .reduction: area
        case .disruption: disruption
        case .saving: net
        }
    }
}

extension Plan {
    /// The same properties and moves as an answer to another question; nothing is claimed about how good it
    /// is.
    public func answering(_ stage: Stage, limit: Int? = nil) -> Plan {
        var plan = self
        (plan.stage, plan.disruptionLimit, plan.bound) = (stage, limit, nil)
        return plan
    }
}
