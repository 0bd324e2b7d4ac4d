import PlanFiles

/// What the council asks once the plan is there, each only when the options ask for it.
func answerQuestions(_ index: PlanIndex, _ solver: any Solver, _ options: PlanOptions, _ result: inout PlanResult) {
    let asked = StageSolver(index: index, solver: solver, effort: options.questionEffort)
    if let plan = result.plan { result.destinations = destinations(index, plan) }
    result.frontier = options.frontierPermille.map { frontierPoint(asked, permille: $0) }
    if let plan = result.saving {
        if let within = options.coreWithinPermille { result.core = core(asked, plan, withinPermille: within, questions: options.coreQuestions) }
        result.kept = options.keep.map { keeping($0, asked, result) }
    }
    if options.prices { result.prices = constraintPrices(asked, result) }
    if let permille = options.whyNotPermille {
        result.whyNot = whyNot(index.instance, target: index.instance.baselineArea * permille / 1000, solver, options.questionEffort)
    } else if case .targetOutOfReach(let target, _, _) = result.situation {
        result.whyNot = whyNot(index.instance, target: target, solver, options.questionEffort)
    }
}
