import PlanChecker

/// A model whose relaxation has been asked, with the link rows that it broke written out.
///
/// All link rows at once make the model too large; none leaves the bound too loose. So the relaxation is asked again and again, and each
/// time the links it breaks are added, until it breaks none.
struct TightenedModel: Sendable {
    enum Outcome: Sendable {
        case found(TightenedModel)
        case infeasible
        case gaveUp
    }
    let model: PlanModel
    let objective: Double
    let values: [Double]
    let prices: [Double]

    /// Asks at most `rounds` times.
    static func make(
        _ index: PlanIndex, _ stage: Plan.Stage, limit: Int?, _ solver: any Solver, rounds: Int = 12, fixing: [(property: Int, left: Bool)] = []
    ) -> Outcome {
        var links: [PlanModel.Link] = [], round = 0
        while true {
            var model = PlanModel(index, stage, limit: limit, links: links)
            for f in fixing { model.fix(f.property, left: f.left) }
            switch solver.relax(model.linear) {
            case .infeasible: return .infeasible
            case .gaveUp: return .gaveUp
            case .found(let objective, let values, let prices):
                let broken = brokenLinks(model, values, written: Set(links))
                round += 1
                if broken.isEmpty || round >= rounds {
                    return .found(TightenedModel(model: model, objective: objective, values: values, prices: prices))
                }
                links += broken
            }
        }
    }

    private static func brokenLinks(_ model: PlanModel, _ values: [Double], written: Set<PlanModel.Link>) -> [PlanModel.Link] {
        let index = model.index
        var broken: [PlanModel.Link] = []
        for (a, arc) in index.arcs.enumerated() {
            guard let y = model.arcColumn[a], let home = model.propertyColumn[index.groups[arc.group].property] else { continue }
            let most = Double(arc.most), users = values[y] * Double(model.arcUnit[a]), slack = 1e-6 * max(1, most)
            if users > most * values[home] + slack { broken.append(PlanModel.Link(arc: a, end: .depart)) }
            guard let there = model.propertyColumn[index.rooms[arc.room].property] else { continue }
            if users > most * (1 - values[there]) + slack { broken.append(PlanModel.Link(arc: a, end: .arrive)) }
        }
        return broken.filter { !written.contains($0) }
    }
}
