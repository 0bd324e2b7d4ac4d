import PlanFiles

/// Why a target is out of reach: limits that together forbid it, none of which can be spared from the explanation.
public struct WhyNot: Equatable, Sendable {
    public var target: Int
    /// The largest area that was found to be leavable, and the checked area that no plan exceeds.
    public var largest: Int
    public var proved: Int?
    /// True when a plan at this target exists after all.
    public var reachable: Bool
    /// The limits in conflict; empty when the target is larger than everything there is, or reachable.
    public var conflict: [PlanConstraint]
    /// True when leaving out any one of them was seen to put the target within reach.
    public var irreducible: Bool
    /// True when even with every limit lifted the area is not there.
    public var beyondEverything: Bool
}

/// Deletion filtering: lift limits one after the other; those without which the target comes within reach are the conflict.
///
/// - Parameter known: the largest reduction of this instance, when it has been asked already: it depends on neither target nor ceiling.
func whyNot(_ given: PlanInstance, target: Int, known: Plan? = nil, _ solver: any Solver, _ effort: Effort, tests most: Int = 400) -> WhyNot {
    var instance = given
    instance.target = target
    instance.ceiling = nil
    let asked = StageSolver(index: PlanIndex(instance), solver: solver, effort: effort)
    var out = WhyNot(target: target, largest: 0, proved: nil, reachable: false, conflict: [], irreducible: false, beyondEverything: false)
    if let largest = known ?? asked.largestReduction().plan {
        out.largest = largest.sums.area
        out.proved = largest.bound?.claimed
    }
    out.reachable = out.largest >= target
    guard !out.reachable else { return out }

    let activities = instance.activities.map { PlanConstraint.places(activity: $0.key, locality: nil) }
    let families = instance.constraintFamilies + activities
    var filter = DeletionFilter(instance: instance, asked: asked, left: most)
    guard filter.reaches(lifting: families) else {
        out.beyondEverything = true
        return out
    }
    let needed = filter.needed(families, fixed: [])
    let members = needed.flatMap { instance.members(of: $0) }
    let spared = families.filter { !needed.contains($0) }
    out.conflict = filter.needed(members, fixed: spared)
    out.irreducible = filter.left > 0
    return out
}

/// Asks again and again whether the target is reached with some limits lifted.
private struct DeletionFilter {
    let instance: PlanInstance
    let asked: StageSolver
    /// Questions that may still be asked; without any left, everything counts as needed.
    var left: Int

    mutating func reaches(lifting constraints: [PlanConstraint]) -> Bool {
        let other = asked.asking(instance.lifting(constraints))
        // The relaxation is quick, and when it stays below the target nothing else need be asked.
        if case .found(let relaxed) = TightenedModel.make(other.index, .reduction, limit: nil, asked.solver),
            relaxed.objective * relaxed.model.scale < Double(instance.target) - 0.5
        {
            return false
        }
        guard case .plan(let plan) = other.largestReduction() else { return false }
        return plan.sums.area >= instance.target
    }

    /// The limits without which the target would be reached, given that `fixed` are lifted already: halves first, single ones when a half matters.
    mutating func needed(_ limits: [PlanConstraint], fixed: [PlanConstraint]) -> [PlanConstraint] {
        var lifted = fixed, kept: [PlanConstraint] = [], waiting = [limits]
        while let some = waiting.popLast() {
            guard !some.isEmpty else { continue }
            guard left > 0 else {
                kept += some
                continue
            }
            left -= 1
            if !reaches(lifting: lifted + some) {
                lifted += some
            } else if some.count == 1 {
                kept += some
            } else {
                let half = some.count / 2
                waiting.append(Array(some[half...]))
                waiting.append(Array(some[..<half]))
            }
        }
        return kept
    }
}
