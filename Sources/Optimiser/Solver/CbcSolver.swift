import CCbc
import Glibc
import Synchronization

/// CBC's C interface keeps global state: two solves at once fail now and then, so there is one at a time in a
/// process.
let oneAtATime = Mutex(())

/// CBC 2.10 as a system library, one thread and a fixed seed; the relaxation's prices come from Clp beneath
/// it.
public struct CbcSolver: Solver {
    /// A solver without settings: how hard it tries comes with each question.
    public init() {}

    /// `CBC 2.10…`, as the library says it.
    public var name: String { "CBC " + String(cString: Cbc_getVersion()) }

    /// Waits for its turn, since CBC solves one model at a time in a process; says nothing on the terminal. A
    /// start is used for models of more than 300 columns alone.
    public func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer {
        guard !model.columns.isEmpty else {
            return model.allowsNothing ? .found(values: [], claim: 0, finished: true) : .infeasible
        }
        return oneAtATime.withLock { _ in silently { Self.solve(model, effort, start) } }
    }

    /// By Clp; gives up where that ends with neither an optimum nor the word that there is none.
    public func relax(_ model: LinearModel) -> RelaxedAnswer {
        guard !model.columns.isEmpty else {
            return model.allowsNothing
                ? .found(objective: 0, values: [], prices: Array(repeating: 0, count: model.rows.count))
                : .infeasible
        }
        return ClpRelaxation(model)?.solve() ?? .gaveUp
    }

    /// Clp's own warm start; where it cannot take the model, each question is asked anew.
    public func warm(_ model: LinearModel) -> any WarmRelaxation {
        ClpRelaxation(model) ?? ColdRelaxation(model, self)
    }

    private static func solve(_ m: LinearModel, _ effort: Effort, _ start: [Double]?) -> SolverAnswer {
        let cbc = Cbc_newModel()
        defer { Cbc_deleteModel(cbc) }
        let (begin, row, factor) = m.byColumn()
        Cbc_loadProblem(
            cbc, Int32(m.columns.count), Int32(m.rows.count), begin, row, factor, m.columns.map(\.lower),
            m.columns.map(\.upper),
            m.columns.map { -$0.objective }, m.rows.map { max($0.lower, -1e30) },
            m.rows.map { min($0.upper, 1e30) })
        for (c, column) in m.columns.enumerated() where column.whole { Cbc_setInteger(cbc, Int32(c)) }
        Cbc_setObjSense(cbc, 1)
        Cbc_setLogLevel(cbc, 0)
        let settings = [
            ("log", "0"), ("slog", "0"), ("threads", "0"), ("randomSeed", "1234567"),
            ("randomCbcSeed", "1234567"),
            ("allowableGap", "\(effort.gapAmount)"), ("ratioGap", "\(Double(effort.gapMillionths) / 1e6)"),
            ("maxNodes", String(effort.nodes(columns: m.columns.count))),
        ]
        for (name, value) in settings { Cbc_setParameter(cbc, name, value) }
        // A small model needs no help, and CBC 2.10 has called a worse plan the best when it was given a
        // start it could improve on.
        if let start, m.columns.count > 300 {
            let marked = m.columns.indices.filter { m.columns[$0].whole }
            Cbc_setMIPStartI(cbc, Int32(marked.count), marked.map(Int32.init), marked.map { start[$0] })
        }
        _ = Cbc_solve(cbc)
        // `Cbc_bestSolution` is null when there is none; the column values would then be the relaxation's.
        if let best = Cbc_bestSolution(cbc) {
            let values = Array(UnsafeBufferPointer(start: best, count: m.columns.count))
            return .found(
                values: values, claim: -Cbc_getBestPossibleObjValue(cbc),
                finished: Cbc_isProvenOptimal(cbc) != 0)
        }
        return Cbc_isProvenInfeasible(cbc) != 0 ? .infeasible : .gaveUp
    }
}

/// CBC prints a line or two whatever its log level: what it writes to the terminal meanwhile goes nowhere.
private func silently<T>(_ body: () -> T) -> T {
    fflush(nil)
    let kept = dup(1)
    let nowhere = open("/dev/null", O_WRONLY)
    if kept >= 0, nowhere >= 0 { dup2(nowhere, 1) }
    defer {
        fflush(nil)
        if kept >= 0 {
            dup2(kept, 1)
            close(kept)
        }
        if nowhere >= 0 { close(nowhere) }
    }
    return body()
}
