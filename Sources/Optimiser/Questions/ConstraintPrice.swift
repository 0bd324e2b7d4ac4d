import PlanFiles

/// What a family of limits costs: what would be gained if it were lifted.
public struct ConstraintPrice: Equatable, Sendable {
    /// The family that is lifted.
    public var constraint: PlanConstraint
    /// More area that could then be left, in m²; nil when it was not found out.
    public var area: Int?
    /// More net saving a year at the target, in 1/`netScale` øre; nil when it was not found out.
    public var net: Int?
    /// Fewer user-metres at the target.
    public var disruption: Int?
}

/// Lifts one family at a time and asks again; a gain smaller than the solver's gap may show as nothing.
func constraintPrices(_ asked: StageSolver, _ result: PlanResult) -> [ConstraintPrice] {
    let instance = asked.index.instance
    // That nobody could judge a property is no limit that somebody could lift for a price.
    var families = instance.constraintFamilies.filter { $0 != .unjudged(property: nil) }
    if instance.spaceBasis == .high, instance.groups.contains(where: { $0.spaceLow < $0.spaceHigh }) {
        families.append(.spaceHigh)
    }
    return families.map { family in
        let lifted = asked.asking(instance.lifting([family]))
        var price = ConstraintPrice(constraint: family)
        if case .plan(let plan) = lifted.largestReduction(), let before = result.reduction {
            price.area = max(0, plan.sums.area - before.sums.area)
        }
        if let before = result.saving {
            // The plan itself is still allowed, so it is where the search starts.
            let answer = lifted.atTarget(known: [result.disruption, result.reduction].compactMap { $0 })
            if let plan = answer.plan { price.net = max(0, plan.sums.net - before.sums.net) }
            if let second = answer.second, let least = result.disruption {
                price.disruption = max(0, least.sums.disruption - second.sums.disruption)
            }
        }
        return price
    }
}
