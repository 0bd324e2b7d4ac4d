import PlanFiles

/// Everything wrong with a plan for this instance: each hard limit, each sum to the øre, and the bound by
/// weak duality.
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
        let claimed = plan.bound?.claimed ?? 0
        let objective = plan.sums.objective(plan.stage)
        let tooGood = plan.stage.maximises ? claimed < checked : claimed > checked
        if tooGood { found.append(.boundTooGood(claimed: claimed, checked: checked)) }
        let beaten = plan.stage.maximises ? objective > checked : objective < checked
        if beaten { found.append(.planBeatsBound(objective: objective, checked: checked)) }
    }
    return found
}

/// Everything wrong with the three plans of one instance taken together: the third's limit must follow from
/// the second.
public func verify(_ instance: PlanInstance, stages: [Plan]) -> [Violation] {
    stages.flatMap { verify(instance, $0) } + [limitFault(instance, stages: stages)].compactMap { $0 }
}

/// What is wrong with the third plan's limit of disruption beside the second plan; nil where they agree or
/// one of them is not there.
public func limitFault(_ instance: PlanInstance, stages: [Plan]) -> Violation? {
    guard let second = stages.first(where: { $0.stage == .disruption }),
        let third = stages.first(where: { $0.stage == .saving })
    else { return nil }
    let limit = disruptionLimit(least: second.sums.disruption, slackPermille: instance.slackPermille)
    return third.disruptionLimit == limit
        ? nil : .disruptionLimitWrong(claimed: third.disruptionLimit ?? 0, found: limit)
}

/// The disruption that the third stage may use: the least found, plus the stated slack, rounded down.
public func disruptionLimit(least: Int, slackPermille: Int) -> Int {
    Int(clamping: Int128(least) * (1000 + Int128(slackPermille)) / 1000)
}

/// How far a plan can be from the best possible, in millionths of the bound; nil when the plan claims no
/// bound or it cannot be checked.
public func checkedDistance(_ instance: PlanInstance, _ plan: Plan) -> Int? {
    guard case .success(let bound)? = checkedBound(instance, plan) else { return nil }
    let objective = plan.sums.objective(plan.stage)
    let difference = Int128(bound) - Int128(objective)
    let size = difference.magnitude
    let base = max(Int128(bound).magnitude, 1)
    if size == 0 { return 0 }
    // Rounded up: the plan is never said to be closer than it is.
    return Int(clamping: (size * 1_000_000 + base - 1) / base)
}

/// The worst of the stages' distances: the third plan's limit rests on the second, and a plan is no nearer to
/// the best than what its limit rests on. Nil when one of them claims no bound or it cannot be checked.
public func checkedDistance(_ instance: PlanInstance, stages: [Plan]) -> Int? {
    var worst: Int?
    for plan in stages {
        guard let distance = checkedDistance(instance, plan) else { return nil }
        worst = max(worst ?? 0, distance)
    }
    return worst
}
