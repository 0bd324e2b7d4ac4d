/// The question which answer of each part to take, so that together they keep the rows that parts share.
struct AnswerChoice {
    private let model: PlanModel
    private let cut: PlanParts
    private let answers: [[[Double]]]
    private var linear = LinearModel()
    /// What each of its columns stands for; columns that no part has stand behind them.
    private var taken: [(part: Int, answer: Int)] = []
    private var loose: [Int: Int] = [:]
    /// With so many answers and no more the solver is at its best.
    private static let many = 250

    /// - Parameter answers: of each part, as values of its columns.
    init(_ model: PlanModel, _ cut: PlanParts, _ answers: [[[Double]]]) {
        (self.model, self.cut, self.answers) = (model, cut, answers)
        var shared: [Int: [(Int, Double)]] = [:]
        for (k, part) in cut.parts.enumerated() {
            var terms: [(Int, Double)] = []
            for (n, answer) in answers[k].enumerated() {
                let worth = zip(part.columns, answer).reduce(0) {
                    $0 + model.linear.columns[$1.0].objective * $1.1
                }
                let c = linear.column("a\(k)_\(n)", worth, upper: 1, whole: true)
                taken.append((k, n))
                terms.append((c, 1))
                for own in part.shared {
                    let sum = own.terms.reduce(0) { $0 + $1.factor * answer[$1.column] }
                    if sum != 0 { shared[own.row, default: []].append((c, sum)) }
                }
            }
            linear.row("part\(k)", from: 1, to: 1, terms)
        }
        for c in cut.loose {
            let own = model.linear.columns[c]
            loose[c] = linear.column(
                own.name, own.objective, upper: own.upper, lower: own.lower, whole: own.whole)
        }
        for r in cut.shared {
            let row = model.linear.rows[r]
            for (c, f) in zip(row.columns, row.factors) {
                if let l = loose[Int(c)] { shared[r, default: []].append((l, f)) }
            }
            linear.row(row.name, from: row.lower, to: row.upper, shared[r] ?? [])
        }
    }

    /// Prices of the whole model's rows where fractions of answers may be taken, 0 for those that are a
    /// part's own; nil when no choice keeps the shared ones.
    func prices(_ solver: any Solver) -> [Double]? {
        guard case .found(_, _, let prices) = solver.relax(linear) else { return nil }
        var out = Array(repeating: 0.0, count: model.linear.rows.count)
        for (s, r) in cut.shared.enumerated() { out[r] = prices[cut.parts.count + s] }
        return out
    }

    /// The best choice, as values of the whole model's columns; nil when no choice keeps the shared rows.
    func best(_ effort: Effort, _ solver: any Solver) -> [Double]? {
        guard
            let chosen = linear.columns.count > Self.many
                ? byStages(effort, solver) : solved(effort, solver, { _ in true })
        else { return nil }
        var values = model.linear.columns.map(\.lower)
        for (c, at) in taken.enumerated() where chosen[c] > 0.5 {
            for (own, v) in zip(cut.parts[at.part].columns, answers[at.part][at.answer]) { values[own] = v }
        }
        for (c, l) in loose { values[c] = chosen[l].rounded() }
        return values
    }

    /// Among very many answers the solver loses its way: it first gets those that the relaxation thinks most
    /// of, and then all that can be part of a better choice, since the others would cost more than there is
    /// to gain.
    private func byStages(_ effort: Effort, _ solver: any Solver) -> [Double]? {
        guard case .found(let most, _, let prices) = solver.relax(linear) else { return nil }
        let gain = linear.gains(at: prices)
        let first = Set(
            linear.columns.indices.sorted { (abs(gain[$0]), $0) < (abs(gain[$1]), $1) }.prefix(Self.many))
        guard let few = solved(effort, solver, first.contains) else {
            return solved(effort, solver) { _ in true }
        }
        let open = most - linear.value(few)
        guard open > abs(most) * Double(effort.gapMillionths) / 1e6,
            let more = solved(effort, solver, { abs(gain[$0]) <= open * (1 + 1e-6) })
        else { return few }
        return linear.value(more) > linear.value(few) ? more : few
    }

    private func solved(_ effort: Effort, _ solver: any Solver, _ may: (Int) -> Bool) -> [Double]? {
        var some = linear
        for c in some.columns.indices where !may(c) { some.columns[c].upper = some.columns[c].lower }
        guard case .found(let values, _, _) = solver.solve(some, effort: effort, start: nil) else {
            return nil
        }
        return values
    }
}
