import PlanChecker

/// Tightens a model by limits on its parts, and puts a plan together from what the parts do best.
///
/// The relaxation's prices of the shared rows are what the parts may trade at. Each part is solved at those prices; where the relaxation makes
/// more of the part than the part can, the limit is written into the relaxation and its prices are asked again.
struct Decomposition {
    private(set) var tightened: TightenedModel
    let cut: PlanParts
    private(set) var limits: [PartLimit] = []
    /// Answers found for each part, as values of its columns.
    private var answers: [[[Double]]]
    private let solver: any Solver
    /// How far each part may stay from its best, in 1/weight of the stage's unit.
    private let allowed: [Double]
    private let questions: [Int: PlanModel.Question]

    /// - Parameters:
    ///   - known: plans as values of the whole model's columns.
    ///   - allowed: how far the parts together may stay from their best, in the stage's unit.
    init(_ tightened: TightenedModel, _ cut: PlanParts, _ solver: any Solver, known: [[Double]], allowed: Double) {
        self.tightened = tightened
        self.cut = cut
        self.solver = solver
        questions = tightened.model.questions()
        // Nothing left is an answer of every part that nobody forces.
        answers = cut.parts.map { part in
            let nothing = part.linear.columns.map(\.lower)
            return known.map { plan in part.columns.map { plan[$0] } } + (nothing.contains { $0 != 0 } ? [] : [nothing])
        }
        let size = Double(max(1, cut.parts.reduce(0) { $0 + $1.properties.count }))
        self.allowed = cut.parts.map { allowed * Double(PartLimit.weight(tightened.model.stage)) * Double($0.properties.count) / size }
    }

    /// Asks until no part can be shown to do less than the relaxation makes of it, nor to have an answer that a better choice would take.
    ///
    /// Prices come by turns from the relaxation, which makes too much of the parts, and from the choice among the answers so far, which makes too
    /// little of them: where both agree, nothing is left to gain by prices.
    mutating func tighten(rounds: Int, cases: Int) {
        var last: [[Double]] = cut.parts.map { _ in [] }, idle = 0
        for round in 0..<rounds {
            let chosen = round % 2 == 1
            guard let prices = chosen ? choicePrices() : tightened.prices else { idle += 1; if idle > 1 { return } else { continue } }
            var progress = 0
            for k in cut.parts.indices {
                var limit = PartLimit(k, cut, tightened.model, prices: prices)
                func best() -> Double { answers[k].map(limit.value).max() ?? -.infinity }
                let relaxed = limit.value(tightened.values, cut.parts[k]), before = best()
                guard chosen || relaxed - before > allowed[k], last[k] != limit.worth else { continue }
                last[k] = limit.worth
                limit.prove(cut.parts[k], questions, solver, known: answers[k].max { limit.value($0) < limit.value($1) }, near: allowed[k], most: cases)
                answers[k] += limit.proof.answers.map { zip(cut.parts[k].linear.columns, $0).map { $0.whole ? $1.rounded() : $1 } }
                let bound = limit.proof.bound * limit.unit
                if best() > before + allowed[k] / 10 { progress += 1 }
                guard relaxed > bound + allowed[k] / 10 else { continue }
                progress += 1
                tightened.write(lemma: limits.count, to: limit.proof.bound, zip(cut.parts[k].columns, limit.worth).map { ($0, $1 / limit.unit) })
                limits.append(limit)
            }
            idle = progress == 0 ? idle + 1 : 0
            if idle > 1 { return }
            guard case .found = tightened.ask() else { return }
        }
    }

    /// Prices of the shared rows where fractions of answers may be chosen; nil when no choice keeps them.
    private func choicePrices() -> [Double]? {
        let (linear, _, _) = choices()
        guard case .found(_, _, let prices) = solver.relax(linear) else { return nil }
        var out = Array(repeating: 0.0, count: tightened.model.linear.rows.count)
        for (s, r) in cut.shared.enumerated() { out[r] = prices[cut.parts.count + s] }
        return out
    }

    /// The question which answer of each part to take.
    private func choices() -> (linear: LinearModel, column: [(part: Int, answer: Int)], loose: [Int: Int]) {
        let model = tightened.model
        var linear = LinearModel(), shared: [Int: [(Int, Double)]] = [:]
        var column: [(part: Int, answer: Int)] = []
        for (k, part) in cut.parts.enumerated() {
            var terms: [(Int, Double)] = []
            for (n, answer) in answers[k].enumerated() {
                let worth = zip(part.columns, answer).reduce(0) { $0 + model.linear.columns[$1.0].objective * $1.1 }
                let c = linear.column("a\(k)_\(n)", worth, upper: 1, whole: true)
                column.append((k, n))
                terms.append((c, 1))
                for own in part.shared {
                    let sum = own.terms.reduce(0) { $0 + $1.factor * answer[$1.column] }
                    if sum != 0 { shared[own.row, default: []].append((c, sum)) }
                }
            }
            linear.row("part\(k)", from: 1, to: 1, terms)
        }
        var looseColumn: [Int: Int] = [:]
        for c in cut.loose {
            let own = model.linear.columns[c]
            looseColumn[c] = linear.column(own.name, own.objective, upper: own.upper, lower: own.lower, whole: own.whole)
        }
        for r in cut.shared {
            let row = model.linear.rows[r]
            for (c, f) in zip(row.columns, row.factors) { if let l = looseColumn[Int(c)] { shared[r, default: []].append((l, f)) } }
            linear.row(row.name, from: row.lower, to: row.upper, shared[r] ?? [])
        }
        return (linear, column, looseColumn)
    }

    /// The best choice of one answer for each part; nil when no choice keeps the shared rows.
    func choice(_ effort: Effort) -> [Double]? {
        let (linear, column, looseColumn) = choices()
        guard case .found(let chosen, _, _) = solver.solve(linear, effort: effort, start: nil) else { return nil }
        var values = tightened.model.linear.columns.map(\.lower)
        for (c, at) in column.enumerated() where chosen[c] > 0.5 {
            for (own, v) in zip(cut.parts[at.part].columns, answers[at.part][at.answer]) { values[own] = v }
        }
        for (c, l) in looseColumn { values[c] = chosen[l].rounded() }
        return values
    }
}
