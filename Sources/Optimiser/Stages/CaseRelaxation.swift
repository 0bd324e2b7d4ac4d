/// A model's relaxation under assumptions, asked again and again: each time it goes on from where an earlier
/// case stood.
///
/// Links are most of the rows, and few of them ever matter: each is written out when a case first breaks it.
final class CaseRelaxation {
    /// An assumption on one column: at least so much, or less.
    struct Choice {
        var column: Int
        var least = 1
        var holds: Bool
    }
    /// A case and what the relaxation makes of it.
    struct Node {
        var cases: [Choice]
        var objective: Double
        /// Columns that may be asked of and are not whole.
        var doubtful: [(column: Int, value: Double)]
        var prices: RowPrices
        var basis: [UInt8]
        /// The values, when they are whole where they must be.
        var answer: [Double]?
    }
    let linear: LinearModel
    let questions: [Int: PlanModel.Question]
    /// The columns that may be asked of, in order.
    let columns: [Int]
    private let relaxation: any WarmRelaxation
    /// The model's rows that are written out, in that order, and the links that are not.
    private var written: [Int32]
    private var waiting: [Int]

    /// - Parameter questions: of the columns that may be asked.
    init(_ linear: LinearModel, _ solver: any Solver, _ questions: [Int: PlanModel.Question]) {
        self.linear = linear
        self.questions = questions
        columns = questions.keys.sorted()
        waiting = linear.rows.indices.filter { linear.rows[$0].isLink }
        written = linear.rows.indices.filter { !linear.rows[$0].isLink }.map(Int32.init)
        var first = linear
        first.rows = written.map { linear.rows[Int($0)] }
        relaxation = solver.warm(first.elastic())
    }

    /// The relaxation under these cases; nil when the solver gives up.
    func ask(_ cases: [Choice], from parent: Node?) -> Node? {
        if let parent { relaxation.basis = parent.basis }
        hold(cases)
        defer { release(cases) }
        var answer = relaxation.solve()
        for _ in 0..<12 {
            guard case .found(_, let values, _) = answer, writeBroken(values) else { break }
            answer = relaxation.solve()
        }
        guard case .found(let objective, let values, let prices) = answer else { return nil }
        let doubtful = columns.compactMap { c in
            abs(values[c] - values[c].rounded()) > 1e-6 ? (column: c, value: values[c]) : nil
        }
        let own = values.prefix(linear.columns.count)
        // The dear ways out stand last; an answer takes none of them.
        let whole =
            doubtful.isEmpty && !values.dropFirst(own.count).contains { $0 > 1e-9 }
            && zip(linear.columns, own).allSatisfy { !$0.whole || abs($1 - $1.rounded()) < 1e-6 }
        return Node(
            cases: cases, objective: objective, doubtful: doubtful, prices: RowPrices(prices, rows: written),
            basis: relaxation.basis, answer: whole ? own.map { $0 } : nil)
    }

    /// How far the objective falls within a few steps of the simplex method under one case more.
    func fall(_ node: Node, _ choice: Choice, steps: Int) -> Double {
        relaxation.basis = node.basis
        let cases = node.cases + [choice]
        hold(cases)
        defer { release(cases) }
        guard case .found(let objective, _, _) = relaxation.solve(steps: steps) else { return 0 }
        return node.objective - objective
    }

    /// Writes out the links that these values break; false when there is none.
    private func writeBroken(_ values: [Double]) -> Bool {
        var broken: [LinearModel.Row] = []
        var rest: [Int] = []
        rest.reserveCapacity(waiting.count)
        for r in waiting {
            let row = linear.rows[r]
            var sum = 0.0
            for t in row.columns.indices { sum += row.factors[t] * values[Int(row.columns[t])] }
            guard sum > row.upper + 1e-6 * max(1, abs(row.factors[row.factors.count - 1])) else {
                rest.append(r)
                continue
            }
            broken.append(row)
            written.append(Int32(r))
        }
        guard !broken.isEmpty else { return false }
        waiting = rest
        relaxation.add(broken[...])
        return true
    }

    private func hold(_ cases: [Choice]) {
        var box: [Int: (lower: Double, upper: Double)] = [:]
        for c in cases {
            let own = box[c.column] ?? (linear.columns[c.column].lower, linear.columns[c.column].upper)
            let least = Double(c.least)
            box[c.column] =
                c.holds ? (max(own.lower, least), own.upper) : (own.lower, min(own.upper, least - 1))
        }
        for (column, b) in box { relaxation.box(column, lower: b.lower, upper: b.upper) }
        for c in cases { for y in emptied(c) where y != c.column { relaxation.box(y, lower: 0, upper: 0) } }
    }

    private func release(_ cases: [Choice]) {
        for c in cases {
            for column in [c.column] + emptied(c) {
                relaxation.box(
                    column, lower: linear.columns[column].lower, upper: linear.columns[column].upper)
            }
        }
    }

    private func emptied(_ c: Choice) -> [Int] {
        c.holds ? questions[c.column]!.emptiedWhenHolds : questions[c.column]!.emptiedWhenNot
    }
}

extension LinearModel {
    /// The same model with a dear way out of every row that cases can make impossible: an impossible case
    /// then shows as a very low bound, with prices that prove it.
    ///
    /// Links need none: a case that empties a room or keeps its users at home holds their columns at 0.
    func elastic() -> LinearModel {
        var out = self
        let dear = 64 * max(1, columns.map { abs($0.objective) * max(1, min($0.upper, 1e6)) }.max() ?? 1)
        for r in rows.indices where !rows[r].isLink {
            let largest = rows[r].factors.map(abs).max() ?? 1
            // The rows that hold the parts together have a price of their own, which can be high.
            let price = rows[r].name == "target" || rows[r].name == "disruption" ? -8 * dear : -dear
            for end in [
                (is: rows[r].lower > -.infinity, factor: largest),
                (is: rows[r].upper < .infinity, factor: -largest),
            ] where end.is {
                let column = out.column("way\(r)", price, upper: .infinity, whole: false)
                out.rows[r].columns.append(Int32(column))
                // One unit of the way out is worth one unit of the row's largest column.
                out.rows[r].factors.append(end.factor)
            }
        }
        return out
    }
}

extension LinearModel.Row {
    /// A move's link to one of its two properties.
    fileprivate var isLink: Bool { name.hasPrefix("arrive") || name.hasPrefix("depart") }
}
