import PlanChecker

extension StageSolver {
    /// The largest reduction, asked part by part: without a target the parts of a municipality do not touch one another.
    ///
    /// Most parts are small and are solved to the end; what the effort allows as a gap is then shared by the few that are not.
    func largestReduction() -> StageAnswer {
        var parts: [Part] = []
        for instance in index.parts() {
            let own = StageSolver(index: PlanIndex(instance), solver: solver, effort: Effort(gapMillionths: 0, nodes: min(effort.nodes, effort.gapMillionths == 0 ? .max : 300), work: effort.work))
            guard own.index.free.contains(true) || instance.properties.contains(where: { $0.forced == .leave }) else { continue }
            switch own.solve(.reduction, start: Greedy.plan(own.index, .reduction, target: nil)) {
            case .infeasible: return .infeasible
            case .gaveUp: parts.append(Part(asked: own, plan: Greedy.plan(own.index, .reduction, target: nil)))
            case .plan(let plan): parts.append(Part(asked: own, plan: plan))
            }
        }
        let reached = parts.reduce(0) { $0 + $1.plan.sums.area }
        let allowed = Int(Int128(reached) * Int128(effort.gapMillionths) / 1_000_000)
        let open = parts.indices.filter { parts[$0].gap > 0 }
        if open.reduce(0, { $0 + parts[$1].gap }) > allowed {
            for k in open {
                var again = parts[k].asked
                again.effort = Effort(gapMillionths: 0, gapAmount: Double(allowed / open.count), nodes: effort.gapMillionths == 0 ? effort.nodes : min(effort.nodes, 20_000 / (open.count + 1)), work: effort.gapMillionths == 0 ? effort.work : effort.work / (open.count + 1))
                if case .plan(let plan) = again.solve(.reduction, start: parts[k].plan), plan.sums.area >= parts[k].plan.sums.area { parts[k].plan = plan }
            }
        }
        return .plan(together(parts))
    }

    /// One part and the best plan found for it.
    private struct Part {
        var asked: StageSolver
        var plan: Plan
        /// What the solver says may still be gained.
        var gap: Int { max(0, (plan.bound?.solverClaim ?? .max / 1_000_000) - plan.sums.area) }
    }

    /// The parts' plans as one, with a bound over the whole.
    private func together(_ parts: [Part]) -> Plan {
        var closed: Set<String> = [], users: [String: [String: Int]] = [:]
        for part in parts {
            closed.formUnion(part.plan.closed)
            for m in part.plan.moves { users[m.group, default: [:]][m.room] = m.users }
        }
        let left = index.instance.properties.indices.filter { closed.contains(index.instance.properties[$0].key) }
        let onArcs = index.arcs.map { users[index.groups[$0.group].key]?[index.rooms[$0.room].key] ?? 0 }
        let plan = index.plan(.reduction, left: left, users: onArcs)
        guard case .found(let whole) = TightenedModel.make(index, .reduction, limit: nil, solver) else { return plan }
        let leaf = Plan.Leaf(cases: [], multipliers: Certificate.multipliers(whole, denominator: Certificate.denominator(.reduction)))
        let claim = parts.reduce(plan.sums.area) { $0 + $1.gap }
        return Certificate.attach([leaf], solverClaim: claim, to: plan, of: index.instance)
    }
}
