import PlanFiles

/// What no plan can do better than, computed from the plan's own multipliers in exact arithmetic; nil when it
/// claims no bound.
///
/// Weak duality: for any multipliers of the right sign, limit × multiplier summed over the rows, plus what
/// each column could still gain in its box, is at least what any plan reaches. Bad multipliers give a poor
/// bound, never a wrong one. A lemma is a limit on a part of the plan that is proved in the same way before
/// it is used as one row more.
public func checkedBound(_ instance: PlanInstance, _ plan: Plan) -> Result<Int, Violation>? {
    guard plan.bound != nil else { return nil }
    if let fault = instance.faults().first { return .failure(.instance(fault)) }
    return boundOfSound(instance, plan)
}

/// The same for an instance that is known to be without faults.
func boundOfSound(_ instance: PlanInstance, _ plan: Plan) -> Result<Int, Violation>? {
    guard let bound = plan.bound else { return nil }
    guard bound.denominator > 0 else { return .failure(.denominatorNotPositive) }
    do throws(Violation) {
        var proof = Proof(Relaxation(instance, plan), denominator: bound.denominator)
        for (k, lemma) in bound.lemmas.enumerated() { try proof.add(lemma, number: k) }
        // No case holds a plan at all: nothing is reachable, and nothing is the bound.
        let most =
            try proof.most(
                proof.relaxation.objective.enumerated().map { (column: $0.offset, factor: $0.element) },
                bound.leaves) ?? 0
        if plan.stage.maximises { return .success(most) }
        return most == .min ? .failure(.overflow) : .success(-most)
    } catch {
        return .failure(error)
    }
}

/// The rows that hold for every plan, and what follows from them.
struct Proof {
    private(set) var relaxation: Relaxation
    private let denominator: Int
    /// What each column still gains, in the leaf at hand; 0 between leaves.
    private var gain: [Exact]

    init(_ relaxation: Relaxation, denominator: Int) {
        self.relaxation = relaxation
        self.denominator = denominator
        gain = Array(repeating: Exact(0), count: relaxation.objective.count)
    }

    /// Proves the lemma and takes it among the rows. Its columns are whole numbers in every plan, so its
    /// limit is rounded down.
    mutating func add(_ lemma: Plan.Lemma, number: Int) throws(Violation) {
        let inside = Set(lemma.properties)
        if let stranger = lemma.properties.first(where: { relaxation.propertyColumn[$0] == nil }) {
            throw .unknown(kind: "property", key: stranger)
        }
        let mine = Set(inside.map { relaxation.propertyColumn[$0]! })
        var factors: [Int: Exact] = [:]
        for x in mine {
            for c in relaxation.columnsOf[x] { factors[c] = Exact(relaxation.objective[c]) * lemma.weight }
        }
        for p in lemma.prices {
            guard let row = relaxation.rows[p.row] else { throw .multiplierForUnknownRow(p.row) }
            for t in row.terms where mine.contains(relaxation.home[t.column]) {
                factors[t.column, default: Exact(0)] -= Exact(t.factor) * p.numerator
            }
        }
        var terms: [(column: Int, factor: Int)] = []
        for (c, f) in factors {
            guard let whole = f.floor(over: 1) else { throw .overflow }
            terms.append((c, whole))
        }
        // A part without any plan limits nothing that a plan could reach.
        guard let limit = try most(terms, lemma.leaves) else { return }
        relaxation.take(.lemma(number), Relaxation.Row(sense: .atMost, limit: limit, terms: terms))
    }

    /// The most that the terms can sum to: the worst of the leaves, rounded down; nil when all of them
    /// contradict the instance.
    mutating func most(_ terms: [(column: Int, factor: Int)], _ leaves: [Plan.Leaf]) throws(Violation) -> Int?
    {
        // A tree of n leaves is at most n - 1 questions deep; deeper ones are not followed, which would take
        // as much stack.
        guard leaves.allSatisfy({ $0.cases.count < leaves.count }), casesAreComplete(leaves, from: 0) else {
            throw .casesIncomplete
        }
        var worst: Int?
        for leaf in leaves {
            if let value = try most(terms, leaf) { worst = max(worst ?? value, value) }
        }
        return worst
    }

    private mutating func most(_ terms: [(column: Int, factor: Int)], _ leaf: Plan.Leaf) throws(Violation)
        -> Int?
    {
        var box = relaxation.box
        for c in leaf.cases {
            if let room = c.room {
                guard let move = relaxation.moves[c.key]?[room] else {
                    throw .unknown(kind: "move", key: c.key)
                }
                // A move takes whole units, so fewer than n of them are at most n - 1.
                let (users, over) = c.units.multipliedReportingOverflow(by: move.unit)
                guard c.units >= 1, !over else { throw .overflow }
                guard
                    c.holds
                        ? box.hold(move.column, atLeast: users)
                        : box.hold(move.column, atMost: users - move.unit)
                else { return nil }
            } else {
                guard let x = relaxation.propertyColumn[c.key] else {
                    throw .unknown(kind: "property", key: c.key)
                }
                guard box.hold(x, left: c.holds, relaxation) else { return nil }
            }
        }
        var touched = terms.map(\.column)
        var total = Exact(0)
        var seen: Set<Plan.RowName> = []
        defer { for c in touched { gain[c] = Exact(0) } }
        for t in terms { gain[t.column] += Exact(t.factor) * denominator }
        for m in leaf.multipliers {
            guard let row = relaxation.rows[m.row] else { throw .multiplierForUnknownRow(m.row) }
            guard seen.insert(m.row).inserted else { throw .multiplierRepeated(m.row) }
            let rightSign =
                row.sense == .equal || (row.sense == .atMost ? m.numerator >= 0 : m.numerator <= 0)
            guard rightSign else { throw .multiplierSign(m.row) }
            total += Exact(row.limit) * m.numerator
            for t in row.terms {
                gain[t.column] -= Exact(t.factor) * m.numerator
                touched.append(t.column)
            }
        }
        for c in touched {
            // A column that two rows touch is counted the first time.
            let g = gain[c]
            total += g * (g.value > 0 ? box.upper[c] : box.lower[c])
            gain[c] = g * 0
        }
        guard let whole = total.floor(over: denominator) else { throw .overflow }
        return whole
    }
}

extension Plan.Case {
    /// The same question, whichever way it is answered.
    fileprivate func asks(_ other: Plan.Case) -> Bool {
        key == other.key && room == other.room && units == other.units
    }
}

/// True when the leaves are exactly the ends of one tree of yes-or-no questions, so that every plan falls in
/// one of them.
private func casesAreComplete(_ leaves: [Plan.Leaf], from depth: Int) -> Bool {
    guard !leaves.contains(where: { $0.cases.count == depth }) else { return leaves.count == 1 }
    guard let asked = leaves.first?.cases[depth] else { return false }
    guard leaves.allSatisfy({ $0.cases[depth].asks(asked) }) else { return false }
    let holds = leaves.filter { $0.cases[depth].holds }
    let not = leaves.filter { !$0.cases[depth].holds }
    return casesAreComplete(holds, from: depth + 1) && casesAreComplete(not, from: depth + 1)
}
