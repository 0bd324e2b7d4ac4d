import PlanFiles

/// Whether a property leaves in every, in some or in no plan close to the best.
public struct CoreEntry: Equatable, Sendable {
    /// The property's key.
    public var property: String
    /// Whether the plan itself leaves it.
    public var inThePlan: Bool
    /// Where it stands among the plans that are close enough.
    public var membership: Membership

    /// How the membership was settled.
    public enum Membership: Equatable, Sendable {
        /// Leaves in every plan that close: none without it exists.
        case every(Proof)
        /// Leaves in one and stays in another: both were found.
        case some
        /// Leaves in none.
        case none(Proof)
        /// Not settled within the questions allowed.
        case undecided
    }

    /// What the word "every" or "none" rests on.
    public enum Proof: Equatable, Sendable {
        /// The relaxation's prices, or the relaxation asked again, leave no room for such a plan.
        case relaxation
        /// The solver searched and found that none exists.
        case search
    }
}

/// Settles every free property: by prices, by the relaxation, by plans already found, and at last by asking
/// for a plan.
func core(_ asked: StageSolver, _ plan: Plan, withinPermille: Int, questions: Int) -> [CoreEntry] {
    let index = asked.index
    let best = plan.sums.net
    let least = best - Int(Int128(best.magnitude) * Int128(withinPermille) / 1000)
    guard
        case .found(let whole) = TightenedModel.make(
            index, .saving, limit: plan.disruptionLimit, asked.solver)
    else { return [] }
    let gain = whole.reducedValues()
    let inPlan = Set(plan.closed)
    let free = index.instance.properties.indices.filter { index.free[$0] }
    var settled: [Int: CoreEntry.Membership] = [:]
    var witnesses = [inPlan]
    for p in free {
        guard let x = whole.model.propertyColumn[p],
            inPlan.contains(index.instance.properties[p].key) == (gain[x] > 0)
        else { continue }
        let without = (whole.objective - abs(gain[x])) * whole.model.scale
        if without < Double(least) - 1 { settled[p] = gain[x] > 0 ? .every(.relaxation) : .none(.relaxation) }
    }
    var left = questions
    for p in free where settled[p] == nil {
        let key = index.instance.properties[p].key
        let other = !inPlan.contains(key)
        if witnesses.contains(where: { $0.contains(key) == other }) {
            settled[p] = .some
            continue
        }
        guard left > 0 else {
            settled[p] = .undecided
            continue
        }
        left -= 1
        var forced = index.instance.forcing([key], other ? .leave : .keep)
        forced.target = index.instance.target
        switch asked.asking(forced).best(atLeast: least, limit: plan.disruptionLimit) {
        case .none(let proof): settled[p] = other ? .none(proof) : .every(proof)
        case .some(let found):
            witnesses.append(Set(found.closed))
            settled[p] = .some
        case .unknown: settled[p] = .undecided
        }
    }
    return free.map { p in
        let key = index.instance.properties[p].key
        return CoreEntry(property: key, inThePlan: inPlan.contains(key), membership: settled[p] ?? .undecided)
    }
}

extension StageSolver {
    /// Whether a plan with at least this net saving exists.
    enum Existence {
        case some(Plan)
        case none(CoreEntry.Proof)
        case unknown
    }

    func best(atLeast least: Int, limit: Int?) -> Existence {
        switch TightenedModel.make(index, .saving, limit: limit, solver) {
        case .infeasible: return .none(.relaxation)
        case .gaveUp: return .unknown
        case .found(let t): if t.objective * t.model.scale < Double(least) - 1 { return .none(.relaxation) }
        }
        switch solve(.saving, limit: limit) {
        case .infeasible: return .none(.search)
        case .gaveUp: return .unknown
        case .plan(let plan):
            if plan.sums.net >= least { return .some(plan) }
            guard let claim = plan.bound?.solverClaim, claim < least else { return .unknown }
            return .none(.search)
        }
    }
}
