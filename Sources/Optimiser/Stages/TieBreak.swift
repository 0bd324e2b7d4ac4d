import PlanFiles

extension StageSolver {
    /// Of all plans that save just as much, to the øre, and keep the same limits, the one that leaves the
    /// earlier keys: the first property that two plans do not agree on is left in the one that counts. So the
    /// plan does not depend on the way by which the solver came to it.
    ///
    /// Each property in turn is asked for as left, at the same saving; what the solver does not find within
    /// the effort counts as not there. Above `Kernel.least` free properties the plan given comes back: equal
    /// plans are then as good as never met, and asking takes long.
    /// - Parameters:
    ///   - plan: of the saving stage.
    ///   - limit: the disruption that it may use.
    func firstByKey(_ plan: Plan, limit: Int) -> Plan {
        var model = PlanModel(index, .saving, limit: limit)
        let properties = index.instance.properties
        let columns = model.propertyColumn
        guard columns.count(where: { $0 != nil }) < Kernel.least else { return plan }
        model.write(model.everyLink)
        var linear = model.linear
        // The objective becomes a row, and any answer will do.
        let terms = columns.compactMap { $0.map { ($0, model.linear.columns[$0].objective) } }
        let saving = Double(plan.sums.net) / model.scale
        linear.row("saving", from: saving, to: saving, terms)
        for c in linear.columns.indices { linear.columns[c].objective = 0 }
        var best = plan
        for (p, column) in columns.enumerated() {
            guard let column, linear.columns[column].lower < linear.columns[column].upper else { continue }
            linear.columns[column].lower = 1
            if best.closed.contains(properties[p].key) { continue }
            if let other = answer(linear, model, limit), other.sums.net == plan.sums.net,
                other.sums.disruption <= limit
            {
                best = other
            } else {
                (linear.columns[column].lower, linear.columns[column].upper) = (0, 0)
            }
        }
        best.bound = plan.bound
        return best
    }

    private func answer(_ linear: LinearModel, _ model: PlanModel, _ limit: Int) -> Plan? {
        guard
            case .found(let values, _, _) = solver.solve(
                linear, effort: Effort(nodes: 2_000, work: 200_000), start: nil)
        else { return nil }
        return written(model, values, model.left(values), limit)
    }
}
