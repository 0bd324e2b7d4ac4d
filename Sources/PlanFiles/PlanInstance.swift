/// One question to the planner, in whole numbers only: what may be left, who lives there, and where they may
/// go.
///
/// Areas are m², money is øre, distances are metres, space per user is hundredths of a m² (so that 7.5 m² is
/// 750). Dates are ISO text (`yyyy-MM-dd`), which compares as it reads.
public struct PlanInstance: Equatable, Sendable {
    /// The day by which the reduction counts: a lease that ends later cannot be ended by the plan.
    public var planDate: String
    /// The area that the target's per cent is taken of.
    public var baselineArea: Int
    /// The least area that the plan must leave.
    public var target: Int
    /// The most area that the plan may leave; nil is no ceiling.
    public var ceiling: Int?
    /// How much disruption above the least the third stage may use, in thousandths.
    public var slackPermille: Int
    /// One-off cost less proceeds is spread over this many years.
    public var annualiseYears: Int
    /// Avoided backlog is spread over this many years; nil leaves backlog out of the saving.
    public var backlogYears: Int?
    /// Which end of the space interval a moved user needs.
    public var spaceBasis: SpaceBasis
    /// In key order, as all lists here.
    public var activities: [Activity]
    /// What could be left, and what cannot.
    public var properties: [Property]
    /// Where newcomers could go.
    public var rooms: [Room]
    /// Rooms that take only so many, whatever their space.
    public var places: [Places]
    /// Who lives in the properties.
    public var groups: [UserGroup]
    /// Where each group may go, and how much farther that is.
    public var moves: [Move]
    /// Properties of which only one may be left.
    public var exclusives: [Exclusive]

    /// A question with its parts; the numbers default to the plan's usual ones.
    public init(
        planDate: String, baselineArea: Int, target: Int, ceiling: Int? = nil, slackPermille: Int = 50,
        annualiseYears: Int = 10,
        backlogYears: Int? = 20, spaceBasis: SpaceBasis = .high, activities: [Activity] = [],
        properties: [Property] = [], rooms: [Room] = [],
        places: [Places] = [], groups: [UserGroup] = [], moves: [Move] = [], exclusives: [Exclusive] = []
    ) {
        self.planDate = planDate
        self.baselineArea = baselineArea
        self.target = target
        self.ceiling = ceiling
        self.slackPermille = slackPermille
        self.annualiseYears = annualiseYears
        self.backlogYears = backlogYears
        self.spaceBasis = spaceBasis
        self.activities = activities
        self.properties = properties
        self.rooms = rooms
        self.places = places
        self.groups = groups
        self.moves = moves
        self.exclusives = exclusives
    }

    /// Which end of an interval is taken: `high` needs the most space and is the safe one.
    public enum SpaceBasis: String, CaseIterable, Sendable { case low, high }

    /// A scenario's hand on one property.
    public enum Forced: String, CaseIterable, Sendable {
        /// The plan decides.
        case free = "-"
        /// It stays; it is left, unless something else holds it.
        case keep, leave
    }

    /// What users do, and how far they may be asked to move.
    public struct Activity: Equatable, Sendable {
        /// Its name in groups, rooms and places.
        public var key: String
        /// The farthest that its users may be moved, as the moves measure it.
        public var limitMetres: Int
        /// An activity, and how far its users may be asked to move.
        public init(key: String, limitMetres: Int) {
            self.key = key
            self.limitMetres = limitMetres
        }
    }

    /// A property that could be left, or that cannot and says why.
    public struct Property: Equatable, Sendable {
        /// Its name in rooms, groups and exclusives, such as a BFE number.
        public var key: String
        /// The town or district, for questions about one; no limit asks for it.
        public var locality: String
        /// Net area that goes when the property is left.
        public var area: Int
        /// Recurring cost a year that goes with it.
        public var saving: Int
        /// øre, once: what it costs to leave.
        public var oneOffCost: Int
        /// øre, once: what a sale brings.
        public var proceeds: Int
        /// Maintenance backlog that need not be mended.
        public var backlog: Int
        /// A decision keeps it, or it is not the municipality's to leave; it is never left.
        public var mustKeep: Bool
        /// Protected by law; never left.
        public var listed: Bool
        /// A guard that the plan is to heed protects it, such as an open building case; never left.
        public var guarded: Bool
        /// Nothing says what its users do, so nobody can say where they would go: a person must look before
        /// it is left.
        public var unjudged: Bool
        /// People counted in it. When it is left, at least so many are moved.
        public var headcount: Int
        /// First day on which it can be left (a lease's term); nil is at once.
        public var exitFrom: String?
        /// What a scenario asks of it; free in the plan itself.
        public var forced: Forced
        /// UTM 32 easting and northing in metres; nil where no coordinates are known. Information only: moves
        /// carry the distance.
        public var easting: Int?
        /// UTM 32 northing in metres; nil where none is known.
        public var northing: Int?

        /// A property; without more a free one that nothing is known of but its area.
        public init(
            key: String, locality: String = "", area: Int, saving: Int = 0, oneOffCost: Int = 0,
            proceeds: Int = 0, backlog: Int = 0, mustKeep: Bool = false,
            listed: Bool = false, guarded: Bool = false, unjudged: Bool = false, headcount: Int = 0,
            exitFrom: String? = nil, forced: Forced = .free,
            easting: Int? = nil, northing: Int? = nil
        ) {
            self.key = key
            self.locality = locality
            self.area = area
            self.saving = saving
            self.oneOffCost = oneOffCost
            self.proceeds = proceeds
            self.backlog = backlog
            self.mustKeep = mustKeep
            self.listed = listed
            self.guarded = guarded
            self.unjudged = unjudged
            self.headcount = headcount
            self.exitFrom = exitFrom
            self.forced = forced
            self.easting = easting
            self.northing = northing
        }
    }

    /// Room for newcomers in a property, beyond the users already there.
    public struct Room: Equatable, Sendable {
        /// Its name in moves and places.
        public var key: String
        /// Key of the property whose leaving closes it.
        public var property: String
        /// What may take place here, in key order.
        public var activities: [String]
        /// Space that newcomers can have, in hundredths of a m².
        public var freeSpace: Int
        /// Room for these activities.
        public init(key: String, property: String, activities: [String], freeSpace: Int) {
            self.key = key
            self.property = property
            self.activities = activities
            self.freeSpace = freeSpace
        }
    }

    /// How many newcomers of one activity a room takes at most, whatever its space: what is left of the
    /// capacity that the place itself states. A room and activity without such a line is limited by space
    /// alone.
    public struct Places: Equatable, Sendable {
        /// Key of the room.
        public var room: String
        /// Key of the activity.
        public var activity: String
        /// Whole users.
        public var free: Int
        /// At most so many newcomers.
        public init(room: String, activity: String, free: Int) {
            self.room = room
            self.activity = activity
            self.free = free
        }
    }

    /// Users of one property who share an activity.
    public struct UserGroup: Equatable, Sendable {
        /// Its name in moves.
        public var key: String
        /// Key of the property that it leaves when that is left.
        public var property: String
        /// Key of what it does; a room that it goes to must take it.
        public var activity: String
        /// Whole users.
        public var users: Int
        /// Space that one user needs, in hundredths of a m²: an interval.
        public var spaceLow: Int
        /// The interval's upper end, in hundredths of a m²; not below `spaceLow`.
        public var spaceHigh: Int
        /// So many of them move together: 1 each alone (an office), a school class, or all `users` (a
        /// library). `users` is a multiple of it.
        public var unit: Int
        /// A group; without a unit its users may all go different ways.
        public init(
            key: String, property: String, activity: String, users: Int, spaceLow: Int, spaceHigh: Int,
            unit: Int = 1
        ) {
            self.key = key
            self.property = property
            self.activity = activity
            self.users = users
            self.spaceLow = spaceLow
            self.spaceHigh = spaceHigh
            self.unit = unit
        }
    }

    /// A group may go to a room, this much farther than today. Only moves within the activity's limit count;
    /// longer ones are listed for scenarios.
    public struct Move: Equatable, Sendable {
        /// Key of the group.
        public var group: String
        /// Key of the room.
        public var room: String
        /// Metres beyond the way of today, for one user; never below 0.
        public var extraMetres: Int
        /// A way that a group may go.
        public init(group: String, room: String, extraMetres: Int) {
            self.group = group
            self.room = room
            self.extraMetres = extraMetres
        }
    }

    /// At most one of these properties may be left.
    public struct Exclusive: Equatable, Sendable {
        /// Its name in the proof's rows.
        public var key: String
        /// Keys of the properties, in key order.
        public var properties: [String]
        /// Properties of which at most one may be left.
        public init(key: String, properties: [String]) {
            self.key = key
            self.properties = properties
        }
    }
}

extension PlanInstance.UserGroup {
    /// Space that one user needs at this end of the interval, in hundredths of a m².
    public func space(_ basis: PlanInstance.SpaceBasis) -> Int { basis == .high ? spaceHigh : spaceLow }
}

extension PlanInstance {
    /// Shares of an øre in the net saving: one unit is 1/`netScale` øre a year, so that annualised sums stay
    /// whole numbers.
    public var netScale: Int { annualiseYears * (backlogYears ?? 1) }
}
