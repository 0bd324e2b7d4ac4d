import PlanChecker

extension StageSolver {
    /// The largest reduction, asked part by part: without a target the parts of a municipality do not touch one another.
    func largestReduction() -> StageAnswer {
        var closed: Set<String> = [], users: [String: [String: Int]] = [:], claim = 0
        for part in index.parts() {
            let own = PlanIndex(part)
            guard own.free.contains(true) || part.properties.contains(where: { $0.forced == .leave }) else { continue }
            let start = Greedy.plan(own, .reduction, target: nil)
            switch StageSolver(index: own, solver: solver, effort: effort).solve(.reduction, start: start) {
            case .infeasible: return .infeasible
            case .gaveUp: return .gaveUp
            case .plan(let plan):
                closed.formUnion(plan.closed)
                for m in plan.moves { users[m.group, default: [:]][m.room] = m.users }
                claim += plan.bound?.solverClaim ?? plan.sums.area
            }
        }
        let left = index.instance.properties.indices.filter { closed.contains(index.instance.properties[$0].key) }
        let onArcs = index.arcs.map { users[index.groups[$0.group].key]?[index.rooms[$0.room].key] ?? 0 }
        let plan = index.plan(.reduction, left: left, users: onArcs)
        guard case .found(let whole) = TightenedModel.make(index, .reduction, limit: nil, solver) else { return .plan(plan) }
        let leaf = Plan.Leaf(cases: [], multipliers: Certificate.multipliers(whole, denominator: Certificate.denominator(.reduction)))
        return .plan(Certificate.attach([leaf], solverClaim: claim, to: plan, of: index.instance))
    }
}
