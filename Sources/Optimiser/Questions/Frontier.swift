import PlanChecker
import PlanFiles

/// What one target would mean.
public struct FrontierPoint: Equatable, Sendable {
    public var permille: Int
    public var target: Int
    /// Nil when no plan was found at this target.
    public var plan: Plan?
    /// True when no plan exists there, by the solver's word.
    public var outOfReach: Bool
}

extension StageSolver {
    /// The second and third stage for a changed instance; nil with `true` when no plan exists.
    func atTarget(start: Plan? = nil) -> (second: Plan?, plan: Plan?, infeasible: Bool) {
        let greedy = start ?? Greedy.plan(index, .disruption, target: index.instance.target)
        let usable = verify(index.instance, greedy).isEmpty ? greedy : nil
        switch solve(.disruption, start: usable) {
        case .infeasible: return (nil, nil, true)
        case .gaveUp: return (nil, nil, false)
        case .plan(let second):
            let limit = disruptionLimit(least: second.sums.disruption, slackPermille: index.instance.slackPermille)
            guard case .plan(let third) = solve(.saving, limit: limit, start: second), verify(index.instance, third).isEmpty else { return (second, nil, false) }
            return (second, third, false)
        }
    }

    /// The same solver and effort for another instance.
    func asking(_ instance: PlanInstance) -> StageSolver { StageSolver(index: PlanIndex(instance), solver: solver, effort: effort) }
}

/// The plan at one target, all else as in the instance.
func frontierPoint(_ asked: StageSolver, permille: Int) -> FrontierPoint {
    var instance = asked.index.instance
    instance.target = instance.baselineArea * permille / 1000
    let answer = asked.asking(instance).atTarget()
    return FrontierPoint(permille: permille, target: instance.target, plan: answer.plan, outOfReach: answer.infeasible)
}
