import PlanFiles

/// What the council asks once the plan is there, each only when the options ask for it.
func answerQuestions(
    _ index: PlanIndex, _ solver: any Solver, _ options: PlanOptions, _ result: inout PlanResult
) {
    let asked = StageSolver(index: index, solver: solver, effort: options.questionEffort)
    if let plan = result.plan { result.destinations = destinations(index, plan) }
    let known = [result.reduction, result.disruption].compactMap { $0 }
    result.frontier = options.frontier.map { [result] in
        result.frontierPoint(at: $0) ?? frontierPoint(asked, $0, known: known)
    }
    if let plan = result.saving {
        if let within = options.coreWithinPermille {
            result.core = core(asked, plan, withinPermille: within, questions: options.coreQuestions)
        }
        result.kept = options.keep.map { keeping($0, asked, result) }
    }
    if options.prices { result.prices = constraintPrices(asked, result) }
    // What the checker refused is no answer to anything.
    let largest = if case .refused = result.situation { nil as Plan? } else { result.reduction }
    func explained(_ target: Int) -> WhyNot {
        whyNot(index.instance, target: target, known: largest, solver, options.questionEffort)
    }
    if let area = options.whyNotArea {
        result.whyNot = explained(area)
    } else if case .targetOutOfReach(let target, _, _) = result.situation {
        result.whyNot = explained(target)
    }
}
