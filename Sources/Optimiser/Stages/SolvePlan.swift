import PlanChecker
import PlanFiles

/// Asks the three questions of one instance, lets the checker confirm every answer, and then asks what the
/// council asks next.
///
/// Reads no clock: the same instance, solver and options give the same result.
public func solvePlan(
    _ given: PlanInstance, solver: any Solver = CbcSolver(), options: PlanOptions = PlanOptions()
) -> PlanResult {
    let faults = given.faults()
    var result = PlanResult(given, solver)
    guard faults.isEmpty else {
        result.situation = .badInstance(faults)
        return result
    }
    let index = PlanIndex(given)
    result.instance = index.instance
    result.notes = notes(index)
    result.greedy = Greedy.plan(index, .disruption, target: index.instance.target)
    guard !index.instance.properties.isEmpty else {
        result.situation = .noProperties
        return result
    }
    answerStages(
        StageSolver(index: index, solver: solver, effort: options.effort), largest: options.largest, &result)
    answerQuestions(index, solver, options, &result)
    return result
}

/// The three stages, each checked before the next is asked.
private func answerStages(_ asked: StageSolver, largest known: Plan?, _ result: inout PlanResult) {
    let index = asked.index
    let instance = index.instance
    guard index.free.contains(true) || instance.target == 0 else {
        result.situation = .nothingFree
        return
    }
    switch known.map(StageAnswer.plan) ?? asked.largestReduction() {
    case .infeasible: result.situation = .noPlanAtTarget(target: instance.target)
    case .gaveUp: result.situation = .gaveUp
    case .plan(let plan): result.reduction = plan
    }
    guard let largest = result.reduction, sound([largest], &result) else { return }
    if let bound = largest.bound?.claimed, bound < instance.target {
        result.situation = .targetOutOfReach(
            target: instance.target, largest: largest.sums.area, proved: bound)
        return
    }
    // The largest reduction may be all there is that reaches the target: then it is where the search for a
    // less disturbing one starts.
    let start = asked.leastDisturbing([result.greedy, largest])
    switch asked.solve(.disruption, start: start) {
    case .infeasible where start == nil:
        let reachable = largest.sums.area >= instance.target
        result.situation =
            reachable
            ? .noPlanAtTarget(target: instance.target)
            : .targetOutOfReach(target: instance.target, largest: largest.sums.area, proved: nil)
        return
    case .infeasible, .gaveUp:
        result.fallBack(to: start)
        return
    case .plan(let plan): result.disruption = plan
    }
    guard let second = result.disruption, sound([second], &result) else { return }
    let limit = disruptionLimit(least: second.sums.disruption, slackPermille: instance.slackPermille)
    guard case .plan(let found) = asked.solve(.saving, limit: limit, start: second) else {
        result.fallBack(to: second.answering(.disruption))
        return
    }
    let plan = asked.firstByKey(found, limit: limit)
    for stage in Plan.Stage.allCases {
        result.lpTexts[stage] = lpText(index, stage, limit: stage == .saving ? limit : nil)
    }
    let stages = [largest, second, plan]
    guard sound(stages, &result) else { return }
    for p in stages where p.bound == nil { result.notes.append(.boundUnchecked(p.stage)) }
    result.saving = plan
    result.situation = .planned
}

/// The whole model of a stage in LP format, every link row written out: what the solver's own program solves
/// to the same value.
func lpText(_ index: PlanIndex, _ stage: Plan.Stage, limit: Int?) -> String {
    var model = PlanModel(index, stage, limit: limit)
    model.write(model.everyLink)
    return model.linear.lpText()
}

/// True when the checker finds nothing wrong; otherwise the question ends here.
private func sound(_ plans: [Plan], _ result: inout PlanResult) -> Bool {
    let violations = verify(result.instance, stages: plans)
    if !violations.isEmpty { result.situation = .refused(violations) }
    return violations.isEmpty
}

private func notes(_ index: PlanIndex) -> [PlanNote] {
    let instance = index.instance
    var notes: [PlanNote] = []
    if instance.properties.count == 1 { notes.append(.singleProperty(instance.properties[0].key)) }
    let housed = Set(instance.groups.filter { $0.users > 0 }.map(\.property))
    let unplaced = instance.properties.filter {
        ($0.easting == nil || $0.northing == nil) && housed.contains($0.key) && instance.hold($0) == nil
    }
    if !unplaced.isEmpty { notes.append(.coordinatesMissing(properties: unplaced.map(\.key))) }
    if !index.stranded.isEmpty { notes.append(.usersWithoutPlace(groups: index.stranded)) }
    let torn = instance.properties.indices.filter {
        instance.properties[$0].forced == .leave && !index.free[$0]
    }
    if !torn.isEmpty { notes.append(.forcedButHeld(properties: torn.map { instance.properties[$0].key })) }
    return notes
}

extension PlanResult {
    /// The solver stopped without an answer: what is known by then and keeps every limit stands in.
    fileprivate mutating func fallBack(to plan: Plan?) {
        standIn = plan
        guard let plan else {
            situation = .gaveUp
            return
        }
        situation = plan.closed == greedy.closed && plan.moves == greedy.moves ? .greedyOnly : .fellBack
    }

    /// Nothing answered yet.
    init(_ instance: PlanInstance, _ solver: any Solver) {
        self.init(
            instance: instance, solver: solver.name, situation: .gaveUp, notes: [],
            greedy: Plan(stage: .disruption), frontier: [], core: [],
            prices: [], kept: [], destinations: [])
    }
}
