/// Finds a good answer first, and then leaves the solver only what that answer has not settled.
///
/// The relaxation already knows most properties: those it leaves or keeps for a high price. A small model
/// over the doubtful ones gives a good plan soon; then every property whose price is higher than the distance
/// still open can be held for good, since a plan with it the other way could not be better. Large models
/// become small ones, and nothing is lost.
enum Kernel {
    /// Models with fewer whole columns than this are given to the solver as they are.
    static let least = 60

    /// The solver's answer for the whole model.
    static func solve(_ tightened: TightenedModel, _ solver: any Solver, _ effort: Effort, start: [Double]?)
        -> SolverAnswer
    {
        let model = tightened.model
        guard model.propertyColumn.count(where: { $0 != nil }) >= least else {
            return solver.solve(model.linear, effort: effort, start: start)
        }
        let prices = tightened.reducedValues()
        var best = start.flatMap { objective(model, $0) != nil ? $0 : nil }
        if let best, within(effort, value(model, best), tightened.objective) {
            return .found(values: best, claim: tightened.objective, finished: true)
        }
        for size in [least * 3] {
            var small = model
            let doubtful = kernel(tightened, prices, size)
            for (p, column) in model.propertyColumn.enumerated() {
                if let column, !doubtful.contains(p) { small.fix(p, left: tightened.values[column] > 0.5) }
            }
            let first = Effort(
                gapMillionths: effort.gapMillionths / 2, gapAmount: effort.gapAmount / 2,
                nodes: min(400, effort.nodes), work: effort.work / 4)
            if case .found(let values, _, _) = solver.solve(small.linear, effort: first, start: nil),
                value(model, values) > best.map({ value(model, $0) }) ?? -.infinity
            {
                best = values
            }
            if let best, within(effort, value(model, best), tightened.objective) {
                return .found(values: best, claim: tightened.objective, finished: true)
            }
        }
        guard let best else { return solver.solve(model.linear, effort: effort, start: start) }
        var rest = model
        // A little more than the open distance, for the rounding of the prices.
        let open = (tightened.objective - value(model, best)) * (1 + 1e-6) + 1e-3
        for (p, column) in model.propertyColumn.enumerated() {
            if let column, abs(prices[column]) > open { rest.fix(p, left: tightened.values[column] > 0.5) }
        }
        guard
            case .found(let values, let claim, let finished) = solver.solve(
                rest.linear, effort: effort, start: best), value(model, values) >= value(model, best)
        else { return .found(values: best, claim: tightened.objective, finished: false) }
        return .found(values: values, claim: min(claim, tightened.objective), finished: finished)
    }

    /// The properties that the relaxation is least sure of.
    private static func kernel(_ t: TightenedModel, _ prices: [Double], _ size: Int) -> Set<Int> {
        let known = t.model.propertyColumn.enumerated().compactMap { p, column in
            column.map {
                (p: p, price: abs(prices[$0]), torn: t.values[$0] > 1e-6 && t.values[$0] < 1 - 1e-6)
            }
        }
        let torn = known.filter(\.torn).map(\.p)
        return Set(
            torn
                + known.filter { !$0.torn }.sorted { ($0.price, $0.p) < ($1.price, $1.p) }.prefix(size).map(
                    \.p))
    }

    static func value(_ model: PlanModel, _ values: [Double]) -> Double { model.linear.value(values) }

    /// The value of an answer that breaks no row; nil for one that does.
    static func objective(_ model: PlanModel, _ values: [Double]) -> Double? {
        for row in model.linear.rows {
            let sum = zip(row.columns, row.factors).reduce(0) { $0 + values[Int($1.0)] * $1.1 }
            let slack = 1e-6 * max(1, abs(sum))
            if sum < row.lower - slack || sum > row.upper + slack { return nil }
        }
        return value(model, values)
    }

    private static func within(_ effort: Effort, _ value: Double, _ bound: Double) -> Bool {
        bound - value <= max(effort.gapAmount, abs(value) * Double(effort.gapMillionths) / 1e6)
    }
}

extension TightenedModel {
    /// What the objective loses per unit when a column leaves its end of the box.
    func reducedValues() -> [Double] { model.linear.gains(at: prices) }
}
