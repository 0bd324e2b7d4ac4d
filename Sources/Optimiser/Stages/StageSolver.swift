import PlanFiles

/// What one question came back with.
enum StageAnswer: Sendable {
    /// A plan with its checked bound.
    case plan(Plan)
    /// No plan exists: the solver's word, unless the reduction stage's checked bound says the same.
    case infeasible
    /// No plan was found and none was ruled out.
    case gaveUp

    var plan: Plan? { if case .plan(let plan) = self { plan } else { nil } }
}

/// What a stage spends its time on.
enum StagePhase: String, CaseIterable, Sendable {
    /// Building the model and asking its relaxation.
    case model
    /// Looking for plans.
    case search
    /// Limits on parts, cases and the certificate.
    case proof
}

/// Asks one of the three questions of one instance.
struct StageSolver: Sendable {
    let index: PlanIndex
    let solver: any Solver
    var effort: Effort
    /// Told what is begun: the benchmark measures between.
    var begins: @Sendable (StagePhase) -> Void = { _ in }

    /// The best plan found for this stage, as written down, with its bound.
    func solve(_ stage: Plan.Stage, limit: Int? = nil, start: Plan? = nil) -> StageAnswer {
        defer { returnMemory() }
        let properties = index.instance.properties
        guard properties.indices.allSatisfy({ properties[$0].forced != .leave || index.free[$0] }) else {
            return .infeasible
        }
        var tightened: TightenedModel
        begins(.model)
        switch TightenedModel.make(index, stage, limit: limit, solver) {
        case .infeasible: return .infeasible
        case .gaveUp: return .gaveUp
        case .found(let model): tightened = model
        }
        var known = start.map { values(of: $0, in: tightened.model) }
        var parts: Decomposition?
        if tightened.model.propertyColumn.count(where: { $0 != nil }) >= Kernel.least {
            let cut = PlanParts(PlanModel(index, stage, limit: limit))
            // Without a target the choice among the parts' answers loses next to nothing, so that the parts
            // may have more of the gap.
            let share = stage == .reduction ? 0.9 : 0.6
            let allowed =
                abs(tightened.objective) * tightened.model.scale * Double(effort.gapMillionths) / 1e6 * share
            begins(.proof)
            var decomposition = Decomposition(
                tightened, cut, solver, known: known.map { [$0] } ?? [], allowed: allowed)
            decomposition.tighten(
                rounds: 12, cases: max(100, effort.proof * 2), gapMillionths: effort.gapMillionths)
            tightened = decomposition.tightened
            begins(.search)
            let choice =
                decomposition.chosen
                ?? decomposition.choice(
                    Effort(gapMillionths: effort.gapMillionths / 10, nodes: effort.nodes, work: effort.work))
            known = better(choice, known, tightened.model)
            parts = decomposition
        }
        let model = tightened.model
        // What the parts have settled need not be searched for long.
        begins(.search)
        let search =
            parts == nil
            ? effort
            : Effort(
                gapMillionths: effort.gapMillionths, gapAmount: effort.gapAmount,
                nodes: min(effort.nodes, 1_000), work: effort.work / 5)
        let start = better(known, nil, model)
        var answer = Kernel.solve(tightened, solver, search, start: known)
        // What is known is a plan whatever the solver says, and the relaxation bounds it too.
        if let start {
            if case .found(let values, _, _) = answer,
                Kernel.value(model, values) >= Kernel.value(model, start)
            {
            } else {
                answer = .found(values: start, claim: tightened.objective, finished: false)
            }
        }
        switch answer {
        case .infeasible: return .infeasible
        case .gaveUp: return .gaveUp
        case .found(let values, let claim, _):
            begins(.proof)
            // A case of a large model costs more, and it is the parts' proofs that bring a large one near.
            let cases = min(
                effort.proof,
                max(20, 10_000_000_000 / max(1, model.linear.columns.count * model.linear.columns.count)))
            let certificate = Certificate(tightened, parts, solver, cases: cases)
            let proof = certificate.cases(
                above: Kernel.value(model, values), gapMillionths: effort.gapMillionths)
            // A case without doubt left is a plan too, and now and then a better one.
            let best = proof.improved ? proof.answers.last ?? values : values
            guard let plan = written(model, best, model.left(best), limit) else { return .gaveUp }
            let leaves = proof.leaves.count > 1 ? [proof.leaves, certificate.plain.leaves] : [proof.leaves]
            let bounds = leaves.map {
                certificate.bound($0, solverClaim: claimed(min(claim, proof.bound), model))
            }
            return .plan(Certificate.confirmed(plan, bounds, index.instance))
        }
    }

    /// The better of two answers that keep every row, the first of equal ones; nil when neither does.
    private func better(_ one: [Double]?, _ other: [Double]?, _ model: PlanModel) -> [Double]? {
        let sound = [one, other].compactMap { $0 }.filter { Kernel.objective(model, $0) != nil }
        guard sound.count > 1 else { return sound.first }
        return Kernel.value(model, sound[1]) > Kernel.value(model, sound[0]) ? sound[1] : sound[0]
    }

    /// The largest reduction; the plan made without a solver stands in when the solver gives up.
    func largestReduction() -> StageAnswer {
        let greedy = Greedy.plan(index, .reduction, target: nil)
        let answer = solve(.reduction, start: greedy)
        if case .gaveUp = answer { return .plan(greedy) }
        return answer
    }

    /// The solver's claim in the stage's own unit.
    private func claimed(_ claim: Double, _ model: PlanModel) -> Int {
        let own = (claim * model.scale * (model.stage.maximises ? 1 : -1)).rounded()
        return abs(own) < 9e18 ? Int(own) : 0
    }

    /// The answer in whole users: nearest rooms first where rooms count places, else as the solver placed
    /// them.
    func written(_ model: PlanModel, _ values: [Double], _ left: [Int], _ limit: Int?) -> Plan? {
        let users = model.users(values)
        var given: [Int: Int] = [:]
        for a in users.indices where users[a] > 0 && index.groups[index.arcs[a].group].unit > 1 {
            given[a] = users[a]
        }
        if index.rooms.allSatisfy({ $0.isFlow || $0.arcs.isEmpty }) {
            guard let exact = MoveAssignment.users(index, left: Set(left), given: given) else { return nil }
            return index.plan(model.stage, left: left, users: exact, limit: limit)
        }
        guard let exact = placed(left: Set(left)) else { return nil }
        return index.plan(model.stage, left: left, users: exact, limit: limit)
    }

    /// Where rooms are shared by users who need different space, the solver places whole users of the
    /// properties already chosen.
    private func placed(left: Set<Int>) -> [Int]? {
        var instance = index.instance
        instance.target = 0
        instance.ceiling = nil
        var model = PlanModel(PlanIndex(instance), .disruption)
        for p in instance.properties.indices { model.fix(p, left: left.contains(p)) }
        model.everyUserWhole()
        guard case .found(let values, _, _) = solver.solve(model.linear, effort: .exact, start: nil) else {
            return nil
        }
        return model.users(values)
    }

    /// A known plan as values of the model's columns.
    private func values(of plan: Plan, in model: PlanModel) -> [Double] {
        var values = model.linear.columns.map(\.lower)
        let closed = Set(plan.closed)
        for (p, column) in model.propertyColumn.enumerated() {
            if let column { values[column] = closed.contains(index.instance.properties[p].key) ? 1 : 0 }
        }
        var moved: [String: [String: Int]] = [:]
        for m in plan.moves { moved[m.group, default: [:]][m.room] = m.users }
        for (a, column) in model.arcColumn.enumerated() {
            guard let column else { continue }
            let arc = index.arcs[a]
            let n = moved[index.groups[arc.group].key]?[index.rooms[arc.room].key] ?? 0
            values[column] = Double(n) / Double(model.arcUnit[a])
        }
        return values
    }
}
