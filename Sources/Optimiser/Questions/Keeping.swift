import PlanChecker
import PlanFiles

/// What the plan loses when one property is kept after all, and which properties replace it.
public struct KeptProperty: Equatable, Sendable {
    /// The property's key.
    public var property: String
    /// False when the plan keeps it anyway: nothing is lost.
    public var wasLeft: Bool
    /// The plan without it; nil when the target is then out of reach or nothing was found.
    public var plan: Plan?
    /// True when no plan without it reaches the target, by the solver's word.
    public var outOfReach: Bool
    /// Properties that leave instead, and those that stay although the plan left them.
    public var replacements: [String]
    /// Keys of properties that stay although the plan left them.
    public var spared: [String]
    /// Changes against the plan: more is worse for disruption, less is worse for the net saving (in
    /// 1/`netScale` øre).
    public var netChange: Int
    /// In user-metres.
    public var disruptionChange: Int
    /// In m² left.
    public var areaChange: Int
    /// The same question without a metre more: what keeping it costs where the disruption may not exceed what
    /// the plan was allowed.
    public var atEqualDisruption: Equal = .unknown

    /// What keeping the property changes at the plan's own limit of disruption.
    public enum Equal: Equatable, Sendable {
        /// The net saving changes by so much, in 1/`netScale` øre; less is worse.
        case net(Int)
        /// There is no such plan, by the solver's word.
        case impossible
        /// The solver stopped without an answer, or there is no plan to compare with.
        case unknown
    }
}

/// Asks the second and third stage again with the property kept.
func keeping(_ property: String, _ asked: StageSolver, _ result: PlanResult) -> KeptProperty {
    let before = result.saving?.closed ?? []
    let sums = result.saving?.sums ?? Plan.Sums()
    var out = KeptProperty(
        property: property, wasLeft: before.contains(property), plan: result.saving, outOfReach: false,
        replacements: [], spared: [], netChange: 0, disruptionChange: 0,
        areaChange: 0)
    guard out.wasLeft else { return out }
    let kept = asked.asking(asked.index.instance.forcing([property], .keep))
    let answer = kept.atTarget(known: [result.reduction].compactMap { $0 })
    out.plan = answer.plan
    out.atEqualDisruption = equal(kept, result, start: answer.plan ?? answer.second)
    out.outOfReach = answer.infeasible
    guard let plan = answer.plan else { return out }
    out.replacements = plan.closed.filter { !before.contains($0) }
    out.spared = before.filter { !plan.closed.contains($0) && $0 != property }
    out.netChange = plan.sums.net - sums.net
    out.disruptionChange = plan.sums.disruption - sums.disruption
    out.areaChange = plan.sums.area - sums.area
    return out
}

/// The third stage alone, at the limit that the plan itself was held to.
private func equal(_ kept: StageSolver, _ result: PlanResult, start: Plan?) -> KeptProperty.Equal {
    guard let plan = result.saving, let limit = plan.disruptionLimit else { return .unknown }
    let known = start.map { $0.answering(.saving, limit: limit) }.flatMap {
        verify(kept.index.instance, $0).isEmpty ? $0 : nil
    }
    switch kept.solve(.saving, limit: limit, start: known) {
    case .plan(let other):
        return verify(kept.index.instance, other).isEmpty ? .net(other.sums.net - plan.sums.net) : .unknown
    case .infeasible: return known.map { .net($0.sums.net - plan.sums.net) } ?? .impossible
    case .gaveUp: return known.map { .net($0.sums.net - plan.sums.net) } ?? .unknown
    }
}
