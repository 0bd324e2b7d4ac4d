/// A linear model with whole and fractional columns, always put as "maximise".
public struct LinearModel: Equatable, Sendable {
    /// One unknown in its box.
    public struct Column: Equatable, Sendable {
        /// For the LP text and for whoever reads it; it means nothing to a solver.
        public var name: String
        /// What one unit of it adds.
        public var objective: Double
        /// The least that it may be.
        public var lower: Double
        /// The most that it may be.
        public var upper: Double
        /// Whether it may take whole numbers alone; the relaxation does not heed it.
        public var whole: Bool
    }
    /// One limit on a sum of columns; an infinite end is no limit.
    public struct Row: Equatable, Sendable {
        /// For the LP text.
        public var name: String
        /// The least that the sum may be; −∞ for no limit.
        public var lower: Double
        /// The most that the sum may be; ∞ for no limit.
        public var upper: Double
        /// Numbers of the columns that count.
        public var columns: [Int32]
        /// How often each of them counts, in step with `columns`; never 0.
        public var factors: [Double]
    }
    /// The unknowns, by their number.
    public var columns: [Column] = []
    /// The limits, by their number; prices come in this order.
    public var rows: [Row] = []

    /// A model without columns and rows.
    public init() {}

    /// Adds a column and gives its number.
    public mutating func column(
        _ name: String, _ objective: Double, upper: Double, lower: Double = 0, whole: Bool
    ) -> Int {
        columns.append(Column(name: name, objective: objective, lower: lower, upper: upper, whole: whole))
        return columns.count - 1
    }

    /// Adds a row; terms with factor 0 are left out.
    public mutating func row(
        _ name: String, from lower: Double = -.infinity, to upper: Double = .infinity,
        _ terms: [(Int, Double)]
    ) {
        let kept = terms.filter { $0.1 != 0 }
        rows.append(
            Row(
                name: name, lower: lower, upper: upper, columns: kept.map { Int32($0.0) },
                factors: kept.map(\.1)))
    }

    /// True when doing nothing at all breaks no row.
    var allowsNothing: Bool { rows.allSatisfy { $0.lower <= 0 && $0.upper >= 0 } }

    /// What an answer is worth.
    func value(_ values: [Double]) -> Double { zip(columns, values).reduce(0) { $0 + $1.0.objective * $1.1 } }

    /// What the objective gains per unit of each column when the rows' sums are paid for at these prices.
    func gains(at prices: [Double]) -> [Double] {
        var gain = columns.map(\.objective)
        for (row, price) in zip(rows, prices) where price != 0 {
            for (c, f) in zip(row.columns, row.factors) { gain[Int(c)] -= price * f }
        }
        return gain
    }

    /// The matrix column by column, as the solvers take it.
    func byColumn() -> (start: [Int32], row: [Int32], factor: [Double]) {
        var start = [Int32](repeating: 0, count: columns.count + 1)
        for r in rows { for c in r.columns { start[Int(c) + 1] += 1 } }
        for c in columns.indices { start[c + 1] += start[c] }
        var next = start
        let size = Int(start[columns.count])
        var row = [Int32](repeating: 0, count: size)
        var factor = [Double](repeating: 0, count: size)
        for (r, line) in rows.enumerated() {
            for (c, f) in zip(line.columns, line.factors) {
                let at = Int(next[Int(c)])
                row[at] = Int32(r)
                factor[at] = f
                next[Int(c)] += 1
            }
        }
        return (start, row, factor)
    }
}
