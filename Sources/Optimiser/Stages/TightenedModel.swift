import PlanFiles

/// A model whose relaxation has been asked, with the link rows that it broke written out.
///
/// All link rows at once make the model too large; none leaves the bound too loose. So the relaxation is
/// asked again and again, and each time the links it breaks are added, until it breaks none.
struct TightenedModel {
    enum Outcome {
        case found(TightenedModel)
        case infeasible
        case gaveUp
    }
    private(set) var model: PlanModel
    private(set) var objective = 0.0
    private(set) var values: [Double] = []
    private(set) var prices: [Double] = []
    private let relaxation: any WarmRelaxation
    private var written: Set<PlanModel.Link> = []

    static func make(
        _ index: PlanIndex, _ stage: Plan.Stage, limit: Int?, _ solver: any Solver,
        fixing: [(property: Int, left: Bool)] = []
    ) -> Outcome {
        var model = PlanModel(index, stage, limit: limit)
        for f in fixing { model.fix(f.property, left: f.left) }
        guard !model.linear.columns.isEmpty else {
            guard model.linear.allowsNothing else { return .infeasible }
            var nothing = TightenedModel(model: model, relaxation: solver.warm(model.linear))
            nothing.prices = Array(repeating: 0, count: model.linear.rows.count)
            return .found(nothing)
        }
        var tightened = TightenedModel(model: model, relaxation: solver.warm(model.linear))
        switch tightened.ask() {
        case .found: return .found(tightened)
        case .infeasible: return .infeasible
        case .gaveUp: return .gaveUp
        }
    }

    private init(model: PlanModel, relaxation: any WarmRelaxation) {
        self.model = model
        self.relaxation = relaxation
    }

    /// Asks the relaxation with everything written so far, at most `rounds` times.
    @discardableResult
    mutating func ask(rounds: Int = 12) -> RelaxedAnswer {
        var answer = relaxation.solve()
        for _ in 0..<rounds {
            guard case .found(let objective, let values, let prices) = answer else { return answer }
            (self.objective, self.values, self.prices) = (objective, values, prices)
            let broken = brokenLinks()
            if broken.isEmpty { return answer }
            written.formUnion(broken)
            let before = model.linear.rows.count
            model.write(broken)
            relaxation.add(model.linear.rows[before...])
            answer = relaxation.solve()
        }
        if case .found(let objective, let values, let prices) = answer {
            (self.objective, self.values, self.prices) = (objective, values, prices)
        }
        return answer
    }

    /// The model with the links that the relaxation never broke behind its other rows.
    var everyLinkWritten: PlanModel {
        var out = model
        out.write(model.everyLink.filter { !written.contains($0) })
        return out
    }

    /// Takes a limit on a part of the plan.
    mutating func write(lemma: Int, to limit: Double, _ terms: [(Int, Double)]) {
        model.write(lemma, to: limit, terms)
        relaxation.add(model.linear.rows.suffix(1))
    }

    private func brokenLinks() -> [PlanModel.Link] {
        let index = model.index
        var broken: [PlanModel.Link] = []
        for (a, arc) in index.arcs.enumerated() {
            guard let y = model.arcColumn[a],
                let home = model.propertyColumn[index.groups[arc.group].property]
            else { continue }
            let most = Double(arc.most)
            let users = values[y] * Double(model.arcUnit[a])
            let slack = 1e-6 * max(1, most)
            if users > most * values[home] + slack { broken.append(PlanModel.Link(arc: a, end: .depart)) }
            guard let there = model.propertyColumn[index.rooms[arc.room].property] else { continue }
            if users > most * (1 - values[there]) + slack {
                broken.append(PlanModel.Link(arc: a, end: .arrive))
            }
        }
        return broken.filter { !written.contains($0) }
    }
}
