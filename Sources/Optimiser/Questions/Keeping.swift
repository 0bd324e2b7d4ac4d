import PlanFiles

/// What the plan loses when one property is kept after all, and which properties replace it.
public struct KeptProperty: Equatable, Sendable {
    public var property: String
    /// False when the plan keeps it anyway: nothing is lost.
    public var wasLeft: Bool
    /// The plan without it; nil when the target is then out of reach or nothing was found.
    public var plan: Plan?
    public var outOfReach: Bool
    /// Properties that leave instead, and those that stay although the plan left them.
    public var replacements: [String]
    public var spared: [String]
    /// Changes against the plan: more is worse for disruption, less is worse for the net saving (in 1/`netScale` øre).
    public var netChange: Int
    public var disruptionChange: Int
    public var areaChange: Int
}

/// Asks the second and third stage again with the property kept.
func keeping(_ property: String, _ asked: StageSolver, _ result: PlanResult) -> KeptProperty {
    let before = result.saving?.closed ?? [], sums = result.saving?.sums ?? Plan.Sums()
    var out = KeptProperty(
        property: property, wasLeft: before.contains(property), plan: result.saving, outOfReach: false, replacements: [], spared: [], netChange: 0, disruptionChange: 0,
        areaChange: 0)
    guard out.wasLeft else { return out }
    let answer = asked.asking(asked.index.instance.forcing([property], .keep)).atTarget()
    out.plan = answer.plan
    out.outOfReach = answer.infeasible
    guard let plan = answer.plan else { return out }
    out.replacements = plan.closed.filter { !before.contains($0) }
    out.spared = before.filter { !plan.closed.contains($0) && $0 != property }
    out.netChange = plan.sums.net - sums.net
    out.disruptionChange = plan.sums.disruption - sums.disruption
    out.areaChange = plan.sums.area - sums.area
    return out
}
