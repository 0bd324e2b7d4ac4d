import PlanFiles

/// Everything wrong with a plan for this instance: each hard limit, each sum to the øre, and the bound by weak duality.
///
/// Whole numbers throughout, no solver: an empty answer is the proof that the plan may be published.
public func verify(_ instance: PlanInstance, _ plan: Plan) -> [Violation] {
    let faults = instance.faults()
    guard faults.isEmpty else { return faults.map { .instance($0) } }
    var found = PlanReading(instance, plan).violations()
    switch boundOfSound(instance, plan) {
    case nil: break
    case .failure(let violation): found.append(violation)
    case .success(let checked):
        let claimed = plan.bound?.claimed ?? 0, objective = plan.sums.objective(plan.stage)
        let tooGood = plan.stage.maximises ? claimed < checked : claimed > checked
        if tooGood { found.append(.boundTooGood(claimed: claimed, checked: checked)) }
        let beaten = plan.stage.maximises ? objective > checked : objective < checked
        if beaten { found.append(.planBeatsBound(objective: objective, checked: checked)) }
    }
    return found
}

/// Everything wrong with the three plans of one instance taken together: the third's limit must follow from the second.
public func verify(_ instance: PlanInstance, stages: [Plan]) -> [Violation] {
    var found = stages.flatMap { verify(instance, $0) }
    if let second = stages.first(where: { $0.stage == .disruption }), let third = stages.first(where: { $0.stage == .saving }) {
        let limit = disruptionLimit(least: second.sums.disruption, slackPermille: instance.slackPermille)
        if third.disruptionLimit != limit { found.append(.disruptionLimitWrong(claimed: third.disruptionLimit ?? 0, found: limit)) }
    }
    return found
}

/// The disruption that the third stage may use: the least found, plus the stated slack, rounded down.
public func disruptionLimit(least: Int, slackPermille: Int) -> Int {
    Int(clamping: Int128(least) * (1000 + Int128(slackPermille)) / 1000)
}

/// How far a plan can be from the best possible, in millionths of the bound; nil when the plan claims no bound or it cannot be checked.
public func checkedDistance(_ instance: PlanInstance, _ plan: Plan) -> Int? {
    guard case .success(let bound)? = checkedBound(instance, plan) else { return nil }
    let objective = plan.sums.objective(plan.stage)
    let difference = Int128(bound) - Int128(objective)
    let size = difference.magnitude, base = max(Int128(bound).magnitude, 1)
    if size == 0 { return 0 }
    // Rounded up: the plan is never said to be closer than it is.
    return Int(clamping: (size * 1_000_000 + base - 1) / base)
}
