/// A relaxation that is asked again and again with other boxes and more rows; it goes on from where it stood.
public protocol WarmRelaxation: AnyObject {
    /// Sets a column's box.
    func box(_ column: Int, lower: Double, upper: Double)
    /// Sets every column's worth.
    func objective(_ values: [Double])
    /// Takes further rows.
    func add(_ rows: ArraySlice<LinearModel.Row>)
    /// The answer from here; after `steps` of the simplex method it stops and tells how far the objective has
    /// fallen.
    func solve(steps: Int?) -> RelaxedAnswer
    /// Where the simplex method stands: to go on from there later.
    var basis: [UInt8] { get set }
}

extension WarmRelaxation {
    func solve() -> RelaxedAnswer { solve(steps: nil) }
}

extension Solver {
    /// Without better, every question is asked from the start.
    public func warm(_ model: LinearModel) -> any WarmRelaxation { ColdRelaxation(model, self) }
}

/// For a solver that cannot go on from where it stood.
final class ColdRelaxation: WarmRelaxation {
    private var model: LinearModel
    private let solver: any Solver
    var basis: [UInt8] = []
    init(_ model: LinearModel, _ solver: any Solver) {
        self.model = model
        self.solver = solver
    }
    func box(_ column: Int, lower: Double, upper: Double) {
        model.columns[column].lower = lower
        model.columns[column].upper = upper
    }
    func objective(_ values: [Double]) {
        for (c, v) in values.enumerated() { model.columns[c].objective = v }
    }
    func add(_ rows: ArraySlice<LinearModel.Row>) { model.rows += rows }
    func solve(steps: Int?) -> RelaxedAnswer { solver.relax(model) }
}
