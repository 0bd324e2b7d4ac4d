import PlanFiles
import Testing

@testable import Optimiser

@Suite struct SwapSearchTests {
    /// In small parts it finds the largest reduction that there is, nearly always; and never one that there
    /// is not.
    @Test func itFindsWhatEveryPlanShows() throws {
        var found = 0
        var asked = 0
        for seed in 0..<80 {
            var instance = SmallInstance.make(seed: UInt64(3000 + seed), most: 9)
            instance.exclusives = []
            let index = PlanIndex(instance)
            let model = PlanModel(index, .reduction)
            guard let largest = EveryPlan(instance).largest, !model.linear.columns.isEmpty else { continue }
            let cut = PlanParts(model)
            var area = cut.loose.reduce(0.0) { $0 + max(0, model.linear.columns[$1].objective) }
            for part in cut.parts {
                guard case .found(_, _, let prices) = CbcSolver().relax(part.linear) else { continue }
                let left = SwapSearch(rooms: PartRooms(model, part)).best(
                    worth: part.linear.columns.map(\.objective), prices: RowPrices(prices), start: nil,
                    tries: 100, turn: 0)
                area += left.reduce(0) { $0 + part.linear.columns[$1].objective }
            }
            asked += 1
            let reached = Int((area * model.scale).rounded())
            #expect(reached <= largest)
            if reached == largest { found += 1 }
        }
        #expect(asked > 60 && found * 100 >= asked * 95, "\(found) of \(asked)")
    }

    /// The same part and turn give the same answer; another turn may give another one.
    @Test func theSameTurnGivesTheSameAnswer() throws {
        let model = PlanModel(PlanIndex(GeneratedInstance.make(200, seed: 5)), .reduction)
        let part = try #require(PlanParts(model).parts.max { $0.properties.count < $1.properties.count })
        let worth = part.linear.columns.map(\.objective)
        let search = SwapSearch(rooms: PartRooms(model, part))
        guard case .found(_, _, let prices) = CbcSolver().relax(part.linear) else {
            Issue.record("no relaxation")
            return
        }
        let answers = [0, 0, 1, 2].map {
            search.best(worth: worth, prices: RowPrices(prices), start: nil, tries: 30, turn: $0)
        }
        #expect(answers[0] == answers[1])
        #expect(Set(answers).count > 1)
    }

    /// Asked for several it gives different ones, the best first, none much worse, and the best as good as
    /// when asked for one.
    @Test func severalAreDifferentAndNearTheBest() throws {
        let model = PlanModel(PlanIndex(GeneratedInstance.make(200, seed: 5)), .reduction)
        let part = try #require(PlanParts(model).parts.max { $0.properties.count < $1.properties.count })
        let worth = part.linear.columns.map(\.objective)
        let search = SwapSearch(rooms: PartRooms(model, part))
        guard case .found(_, _, let prices) = CbcSolver().relax(part.linear) else {
            Issue.record("no relaxation")
            return
        }
        func value(_ left: Set<Int>) -> Double { left.reduce(0) { $0 + worth[$1] } }
        let one = search.best(worth: worth, prices: RowPrices(prices), start: nil, tries: 30, turn: 1)
        let within = value(one) / 50
        let several = search.several(
            worth: worth, prices: RowPrices(prices), start: nil, tries: 30, turn: 1, within: within, most: 12)
        #expect(several.count == 12 && Set(several).count == 12)
        let values = several.map(value)
        #expect(
            values == values.sorted(by: >) && values[0] == value(one) && values[11] >= values[0] - within
                && values[11] < values[0])
    }
}
