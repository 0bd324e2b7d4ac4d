import CCbc

/// Clp's dual simplex method, which goes on from the last basis when boxes or rows change.
final class ClpRelaxation: WarmRelaxation {
    private let clp: UnsafeMutableRawPointer
    private var columns: Int
    private var rows: Int
    /// Clp's own code for it.
    private static let basic: UInt8 = 1

    init?(_ m: LinearModel) {
        guard let clp = Clp_newModel() else { return nil }
        self.clp = clp
        columns = m.columns.count
        rows = m.rows.count
        Clp_setLogLevel(clp, 0)
        let (begin, row, factor) = m.byColumn()
        Clp_loadProblem(
            clp, Int32(columns), Int32(rows), begin, row, factor, m.columns.map(\.lower),
            m.columns.map(\.upper), m.columns.map { -$0.objective },
            m.rows.map { max($0.lower, -1e30) }, m.rows.map { min($0.upper, 1e30) })
        Clp_setOptimizationDirection(clp, 1)
    }

    deinit { Clp_deleteModel(clp) }

    func box(_ column: Int, lower: Double, upper: Double) {
        Clp_columnLower(clp)[column] = lower
        Clp_columnUpper(clp)[column] = upper
    }

    func objective(_ values: [Double]) { for (c, v) in values.enumerated() { Clp_objective(clp)[c] = -v } }

    func add(_ more: ArraySlice<LinearModel.Row>) {
        guard !more.isEmpty else { return }
        var start: [Int32] = [0]
        var column: [Int32] = []
        var factor: [Double] = []
        for r in more {
            column += r.columns
            factor += r.factors
            start.append(Int32(column.count))
        }
        Clp_addRows(
            clp, Int32(more.count), more.map { max($0.lower, -1e30) }, more.map { min($0.upper, 1e30) },
            start, column, factor)
        rows += more.count
    }

    func solve(steps: Int?) -> RelaxedAnswer {
        Clp_setMaximumIterations(clp, Int32(steps ?? 10_000_000))
        _ = oneAtATime.withLock { _ in Clp_dual(clp, 0) }
        let status = Clp_status(clp)
        guard status == 0 || (status == 3 && steps != nil) else { return status == 1 ? .infeasible : .gaveUp }
        let values = Array(UnsafeBufferPointer(start: Clp_primalColumnSolution(clp), count: columns))
        let prices =
            rows == 0 ? [] : UnsafeBufferPointer(start: Clp_dualRowSolution(clp), count: rows).map { -$0 }
        return .found(objective: -Clp_objectiveValue(clp), values: values, prices: prices)
    }

    var basis: [UInt8] {
        get { Array(UnsafeBufferPointer(start: Clp_statusArray(clp), count: columns + rows)) }
        set {
            // Rows that came later had no say in it.
            guard newValue.count >= columns, newValue.count <= columns + rows else { return }
            Clp_copyinStatus(
                clp, newValue + Array(repeating: Self.basic, count: columns + rows - newValue.count))
        }
    }
}
