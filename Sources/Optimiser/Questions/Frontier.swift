import PlanChecker
import PlanFiles

/// What one target would mean.
public struct FrontierPoint: Equatable, Sendable {
    /// The target in thousandths of the baseline, as it is called.
    public var permille: Int
    /// The same in m².
    public var target: Int
    /// What was asked before the plan and what it rests on, in the order of the stages: it is no nearer to
    /// the best than the farthest of them.
    public var before: [Plan]
    /// Nil when no plan was found at this target.
    public var plan: Plan?
    /// True when no plan exists there, by the solver's word.
    public var outOfReach: Bool
}

extension StageSolver {
    /// The second and third stage for a changed instance; `infeasible` when no plan exists, by the solver's
    /// word.
    ///
    /// - Parameter known: plans of another question. Where the solver finds nothing, the one of them that
    ///   fits this question and disturbs least is the answer: a plan that is known is never called
    ///   impossible.
    func atTarget(known: [Plan] = []) -> (second: Plan?, plan: Plan?, infeasible: Bool) {
        let start = leastDisturbing(known + [Greedy.plan(index, .disruption, target: index.instance.target)])
        switch solve(.disruption, start: start) {
        case .infeasible where start == nil: return (nil, nil, true)
        case .gaveUp where start == nil: return (nil, nil, false)
        case .infeasible, .gaveUp: return (start, start, false)
        case .plan(let second):
            let limit = disruptionLimit(
                least: second.sums.disruption, slackPermille: index.instance.slackPermille)
            if case .plan(let third) = solve(.saving, limit: limit, start: second),
                verify(index.instance, third).isEmpty
            {
                return (second, third, false)
            }
            let third = second.answering(.saving, limit: limit)
            return (second, verify(index.instance, third).isEmpty ? third : nil, false)
        }
    }

    /// Of these plans the one that keeps every limit of this instance's second stage and disturbs least; of
    /// equal ones the first.
    func leastDisturbing(_ plans: [Plan]) -> Plan? {
        let usable = plans.map { $0.answering(.disruption) }.filter { verify(index.instance, $0).isEmpty }
        return usable.enumerated().min {
            ($0.element.sums.disruption, $0.offset) < ($1.element.sums.disruption, $1.offset)
        }?.element
    }

    /// The same solver and effort for another instance.
    func asking(_ instance: PlanInstance) -> StageSolver {
        StageSolver(index: PlanIndex(instance), solver: solver, effort: effort)
    }
}

/// The plan at one target, all else as in the instance.
func frontierPoint(_ asked: StageSolver, _ target: PlanTarget, known: [Plan]) -> FrontierPoint {
    var instance = asked.index.instance
    instance.target = target.area
    let answer = asked.asking(instance).atTarget(known: known)
    return FrontierPoint(
        permille: target.permille, target: target.area, before: answer.second.map { [$0] } ?? [],
        plan: answer.plan, outOfReach: answer.infeasible)
}

extension PlanResult {
    /// The plan itself as the point at its own target: what was answered with more effort is not asked again
    /// with less, and one target has one answer. Nil at every other target, and without a plan of all three
    /// stages.
    func frontierPoint(at target: PlanTarget) -> FrontierPoint? {
        guard target.area == instance.target, let saving, let disruption else { return nil }
        return FrontierPoint(
            permille: target.permille, target: target.area,
            before: [reduction, disruption].compactMap { $0 }, plan: saving, outOfReach: false)
    }
}
