/// What solves a linear model with whole columns; the library behind it can be exchanged.
public protocol Solver: Sendable {
    /// Name and version, as the report shows it.
    var name: String { get }
    /// The best whole-number answer that the effort allows. `start` may hold values for columns of a known
    /// answer.
    func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer
    /// The relaxation (every column may be fractional) with what each row is worth.
    func relax(_ model: LinearModel) -> RelaxedAnswer
    /// The relaxation to be asked again and again.
    func warm(_ model: LinearModel) -> any WarmRelaxation
}

/// How hard a solver tries. No clock is in it: the same effort gives the same answer on every machine.
public struct Effort: Equatable, Sendable {
    /// The solver may stop when it thinks itself this close, in millionths of the objective; 0 is to the end.
    public var gapMillionths: Int
    /// The same as an amount in the model's own unit; the solver may stop at either.
    public var gapAmount: Double
    /// The most branches it may look at.
    public var nodes: Int

    /// The most branches times columns: a branch of a large model costs more, so it may look at fewer.
    public var work: Int

    /// The most cases that a proof may be split into; 1 is the relaxation alone.
    public var proof: Int

    /// An effort; the default is the night's. `proof` of 1 keeps to the relaxation.
    public init(
        gapMillionths: Int = 1_000, gapAmount: Double = 0, nodes: Int = 20_000, work: Int = 5_000_000,
        proof: Int = 2_000
    ) {
        self.work = work
        self.proof = proof
        self.gapMillionths = gapMillionths
        self.gapAmount = gapAmount
        self.nodes = nodes
    }

    /// To the end: for small instances and for tests.
    public static let exact = Effort(gapMillionths: 0, nodes: 10_000_000, work: .max)

    /// The most branches for a model of this many columns.
    func nodes(columns: Int) -> Int { min(nodes, max(50, work / max(1, columns))) }
}

/// What a solver came back with.
public enum SolverAnswer: Equatable, Sendable {
    /// Values of the columns, what it says no answer can exceed, and whether it says that it finished.
    case found(values: [Double], claim: Double, finished: Bool)
    /// It says that no answer exists.
    case infeasible
    /// It stopped without an answer and without a proof that there is none.
    case gaveUp
}

/// The relaxation's answer.
public enum RelaxedAnswer: Equatable, Sendable {
    /// Objective, values of the columns and prices of the rows (how much the objective gains when the row's
    /// limit grows by one).
    case found(objective: Double, values: [Double], prices: [Double])
    /// It says that no answer exists.
    case infeasible
    /// It stopped without an answer.
    case gaveUp
}
