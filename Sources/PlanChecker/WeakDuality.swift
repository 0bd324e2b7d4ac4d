/// What no plan can do better than, computed from the plan's own multipliers in exact arithmetic; nil when it claims no bound.
///
/// Weak duality: for any multipliers of the right sign, limit × multiplier summed over the rows, plus what each column could still gain
/// in its box, is at least what any plan reaches. Bad multipliers give a poor bound, never a wrong one.
public func checkedBound(_ instance: PlanInstance, _ plan: Plan) -> Result<Int, Violation>? {
    guard plan.bound != nil else { return nil }
    if let fault = instance.faults().first { return .failure(.instance(fault)) }
    return boundOfSound(instance, plan)
}

/// The same for an instance that is known to be without faults.
func boundOfSound(_ instance: PlanInstance, _ plan: Plan) -> Result<Int, Violation>? {
    guard let bound = plan.bound else { return nil }
    guard bound.denominator > 0 else { return .failure(.denominatorNotPositive) }
    // A tree of n leaves is at most n - 1 questions deep; deeper ones are not followed, which would take as much stack.
    guard bound.leaves.allSatisfy({ $0.cases.count < bound.leaves.count }), casesAreComplete(bound.leaves, from: 0) else { return .failure(.casesIncomplete) }
    let relaxation = Relaxation(instance, plan)
    var worst: Int?
    for leaf in bound.leaves {
        switch leafBound(relaxation, leaf, denominator: bound.denominator) {
        case .failure(let violation): return .failure(violation)
        case .success(nil): continue
        case .success(let value?): worst = max(worst ?? value, value)
        }
    }
    // No leaf holds a plan at all: nothing is reachable, and nothing is the bound.
    let most = worst ?? 0
    if plan.stage.maximises { return .success(most) }
    return most == .min ? .failure(.overflow) : .success(-most)
}

/// True when the leaves are exactly the ends of one tree of yes-or-no questions, so that every plan falls in one of them.
private func casesAreComplete(_ leaves: [Plan.Leaf], from depth: Int) -> Bool {
    guard !leaves.contains(where: { $0.cases.count == depth }) else { return leaves.count == 1 }
    guard let asked = leaves.first?.cases[depth].property else { return false }
    guard leaves.allSatisfy({ $0.cases[depth].property == asked }) else { return false }
    let left = leaves.filter { $0.cases[depth].left }, kept = leaves.filter { !$0.cases[depth].left }
    return casesAreComplete(left, from: depth + 1) && casesAreComplete(kept, from: depth + 1)
}

/// The bound in one leaf, put as "maximise"; nil inside when the leaf contradicts the instance and holds no plan.
private func leafBound(_ relaxation: Relaxation, _ leaf: Plan.Leaf, denominator: Int) -> Result<Int?, Violation> {
    var lower = relaxation.lower, upper = relaxation.upper
    for c in leaf.cases {
        guard let x = relaxation.propertyColumn[c.property] else { return .failure(.unknown(kind: "property", key: c.property)) }
        if c.left { lower[x] = 1 } else { upper[x] = 0 }
    }
    for x in relaxation.emptiedWhenLeft.indices {
        if lower[x] > upper[x] { return .success(nil) }
        if lower[x] == 1 { for y in relaxation.emptiedWhenLeft[x] { upper[y] = 0 } }
        if upper[x] == 0 { for y in relaxation.emptiedWhenKept[x] { upper[y] = 0 } }
    }
    var total = Exact(0)
    var gain = relaxation.objective.map { Exact($0) * denominator }
    var seen: Set<Plan.RowName> = []
    for m in leaf.multipliers {
        guard let row = relaxation.rows[m.row] else { return .failure(.multiplierForUnknownRow(m.row)) }
        guard seen.insert(m.row).inserted else { return .failure(.multiplierRepeated(m.row)) }
        let rightSign = row.sense == .equal || (row.sense == .atMost ? m.numerator >= 0 : m.numerator <= 0)
        guard rightSign else { return .failure(.multiplierSign(m.row)) }
        total += Exact(row.limit) * m.numerator
        for t in row.terms { gain[t.column] -= Exact(t.factor) * m.numerator }
    }
    for c in gain.indices {
        let g = gain[c]
        total += g * (g.value > 0 ? upper[c] : lower[c])
    }
    guard let whole = total.floor(over: denominator) else { return .failure(.overflow) }
    return .success(whole)
}
