import PlanFiles

/// Why a target is out of reach: limits that together forbid it, none of which can be spared from the
/// explanation.
public struct WhyNot: Equatable, Sendable {
    /// The area that was asked for, in m².
    public var target: Int
    /// The largest area that was found to be leavable, and the checked area that no plan exceeds.
    public var largest: Int
    /// In m²; nil where no bound was proved.
    public var proved: Int?
    /// True when a plan at this target exists after all.
    public var reachable: Bool
    /// The limits in conflict; empty when the target is larger than everything there is, or reachable.
    public var conflict: [PlanConstraint]
    /// True when none of them can be left out of the explanation: with everything else lifted, the target is
    /// within reach as soon as one of them is too.
    public var irreducible: Bool
    /// True when even with every limit lifted the area is not there.
    public var beyondEverything: Bool
    /// What each of these limits gives when it alone is lifted and all others hold, the most first. An
    /// irreducible conflict holds every limit that is enough by itself, since lifting it is among the ways in
    /// which the others fail.
    public var lifts: [Lift] = []
    /// Where none is enough alone: pairs that are.
    public var pairs: [Lift] = []

    /// Limits lifted together, and the largest area that was then found.
    public struct Lift: Equatable, Sendable {
        /// What is lifted: one limit, or a pair.
        public var limits: [PlanConstraint]
        /// The largest area that was then found, in m²; never less than without.
        public var area: Int
    }

    /// Lifts that are enough.
    public var enough: [Lift] { lifts.filter { $0.area >= target } }

    /// The conflict with the places of an activity said once, and in how many localities each of them is part
    /// of it.
    public var folded: [(limit: PlanConstraint, localities: Int)] {
        var count: [String: Int] = [:]
        var out: [PlanConstraint] = []
        for case .places(let activity, .some) in conflict { count[activity, default: 0] += 1 }
        for limit in conflict {
            var one = limit
            if case .places(let activity, .some) = limit, count[activity, default: 0] > 1 {
                one = .places(activity: activity, locality: nil)
            }
            if !out.contains(one) { out.append(one) }
        }
        return out.map { limit in
            if case .places(let activity, nil) = limit { (limit, count[activity] ?? 0) } else { (limit, 1) }
        }
    }
}

/// Deletion filtering: lift limits one after the other; those without which the target comes within reach are
/// the conflict.
///
/// - Parameter known: the largest reduction of this instance, when it has been asked already: it depends on
///   neither target nor ceiling.
func whyNot(
    _ given: PlanInstance, target: Int, known: Plan? = nil, _ solver: any Solver, _ effort: Effort,
    tests most: Int = 400
) -> WhyNot {
    var instance = given
    instance.target = target
    instance.ceiling = nil
    let asked = StageSolver(index: PlanIndex(instance), solver: solver, effort: effort)
    var out = WhyNot(
        target: target, largest: 0, proved: nil, reachable: false, conflict: [], irreducible: false,
        beyondEverything: false)
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
    tryLifting(&out, asked)
    return out
}

/// So many limits are lifted alone, and so many pairs of them: more would not be read.
private let mostLifts = 40

/// Lifts each limit of the conflict alone, and where none is enough, pairs of them.
private func tryLifting(_ out: inout WhyNot, _ asked: StageSolver) {
    let target = out.target
    let floor = out.largest
    let instance = asked.index.instance
    func lift(_ limits: [PlanConstraint]) -> WhyNot.Lift {
        let area = asked.asking(instance.lifting(limits)).largestReduction().plan?.sums.area ?? 0
        return WhyNot.Lift(limits: limits, area: max(area, floor))
    }
    func mayReach(_ limits: [PlanConstraint]) -> Bool {
        guard
            case .found(let t) = TightenedModel.make(
                PlanIndex(instance.lifting(limits)), .reduction, limit: nil, asked.solver)
        else { return true }
        return t.objective * t.model.scale >= Double(target) - 0.5
    }
    let folded = out.folded.map(\.limit)
    let singles = folded.prefix(mostLifts).map { lift([$0]) }
    out.lifts = singles
    // Where all places of an activity are enough, those of one locality may be too.
    for case .places(let activity, nil) in singles.filter({ $0.area >= target }).map({ $0.limits[0] }) {
        let members = out.conflict.filter { if case .places(activity, .some) = $0 { true } else { false } }
        out.lifts += members.prefix(mostLifts).map { lift([$0]) }.filter { $0.area >= target }
    }
    out.lifts = out.lifts.enumerated().sorted { ($1.element.area, $0.offset) < ($0.element.area, $1.offset) }
        .map(\.element)
    guard out.enough.isEmpty else { return }
    var tried = 0
    for (n, a) in folded.prefix(mostLifts).enumerated() {
        for b in folded.prefix(mostLifts).dropFirst(n + 1) where tried < mostLifts && out.pairs.count < 3 {
            guard mayReach([a, b]) else { continue }
            tried += 1
            let both = lift([a, b])
            if both.area >= target { out.pairs.append(both) }
        }
    }
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

    /// The limits without which the target would be reached, given that `fixed` are lifted already: halves
    /// first, single ones when a half matters.
    mutating func needed(_ limits: [PlanConstraint], fixed: [PlanConstraint]) -> [PlanConstraint] {
        var lifted = fixed
        var kept: [PlanConstraint] = []
        var waiting = [limits]
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
