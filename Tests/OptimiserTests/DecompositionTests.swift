import PlanFiles
import Testing

@testable import Optimiser

@Suite struct DecompositionTests {
    /// Two small municipalities side by side, so that there are parts, few enough properties for every plan
    /// to be tried.
    static func instance(_ seed: Int) -> PlanInstance {
        var one = SmallInstance.make(seed: UInt64(seed), most: 5)
        var other = SmallInstance.make(seed: UInt64(seed + 500), most: 5)
        for n in other.properties.indices { other.properties[n].key += "q" }
        for n in other.rooms.indices {
            (other.rooms[n].key, other.rooms[n].property) = (
                other.rooms[n].key + "q", other.rooms[n].property + "q"
            )
        }
        for n in other.groups.indices {
            (other.groups[n].key, other.groups[n].property) = (
                other.groups[n].key + "q", other.groups[n].property + "q"
            )
        }
        for m in other.moves {
            one.moves.append(.init(group: m.group + "q", room: m.room + "q", extraMetres: m.extraMetres))
        }
        one.properties += other.properties
        one.rooms += other.rooms
        one.groups += other.groups
        one.exclusives = [
            .init(key: "across", properties: [one.properties[0].key, other.properties[0].key].sorted())
        ]
        one.baselineArea += other.baselineArea
        one.target = one.baselineArea / 8
        one.ceiling = nil
        return one.inKeyOrder()
    }

    /// Limits on parts never cut off the best plan, and a choice of answers is never better than it, also
    /// where more answers are looked for.
    @Test(arguments: 0..<40, [Plan.Stage.reduction, .disruption])
    func theBestPlanStaysWithinTheLimits(seed: Int, stage: Plan.Stage) {
        for gapMillionths in [0, 1] { theBestPlanStays(within: gapMillionths, seed, stage) }
    }

    private func theBestPlanStays(within gapMillionths: Int, _ seed: Int, _ stage: Plan.Stage) {
        let instance = Self.instance(seed)
        let index = PlanIndex(instance)
        let truth = EveryPlan(instance)
        guard let best = stage == .reduction ? truth.largest : truth.least.map({ -$0 }) else { return }
        guard case .found(let tightened) = TightenedModel.make(index, stage, limit: nil, CbcSolver()) else {
            Issue.record("infeasible")
            return
        }
        var parts = Decomposition(
            tightened, PlanParts(PlanModel(index, stage)), CbcSolver(), known: [], allowed: 0.5)
        parts.tighten(rounds: 8, cases: 1000, gapMillionths: gapMillionths)
        let model = parts.tightened.model
        #expect(parts.tightened.objective * model.scale >= Double(best) - 1e-6 * max(1, abs(Double(best))))
        if let choice = parts.choice(.exact) {
            #expect(
                Kernel.value(model, choice) * model.scale <= Double(best) + 1e-6 * max(1, abs(Double(best))))
            #expect(Kernel.objective(model, choice) != nil)
        }
    }

    /// A part's limit is at most what was allowed above its best answer, and no plan's share of the part
    /// exceeds it, at whatever prices.
    @Test(arguments: 0..<30)
    func aPartsLimitHoldsForEveryPlan(seed: Int) throws {
        let instance = Self.instance(seed)
        let index = PlanIndex(instance)
        var model = PlanModel(index, .disruption)
        model.write(model.everyLink)
        let cut = PlanParts(PlanModel(index, .disruption))
        var random = SeededNumbers(seed: UInt64(seed))
        let prices = model.linear.rows.indices.map {
            cut.shared.contains($0) ? Double(random.int(-50...0)) / 10 : 0
        }
        var plans: [[Double]] = []
        for stage in Plan.Stage.allCases {
            let other = PlanModel(index, stage, limit: stage == .saving ? 1_000_000 : nil)
            if case .found(let values, _, _) = CbcSolver().solve(other.linear, effort: .exact, start: nil) {
                plans.append(values)
            }
        }
        for k in cut.parts.indices {
            var limit = PartLimit(k, cut, model, prices: prices)
            let tree = try #require(
                limit.begin(cut.parts[k], model.questions(), CbcSolver(), known: nil, near: 0.5, most: 10_000)
            )
            _ = tree.goOn(near: 0.5 / limit.unit, most: 10_000)
            limit.proof = tree.proof
            let best = limit.proof.answers.map(limit.value).max() ?? -.infinity
            let bound = limit.proof.bound * limit.unit
            #expect(bound <= best + 0.5 + 1e-6 * max(1, abs(best)))
            for plan in plans {
                #expect(limit.value(plan, cut.parts[k]) <= bound + 1e-6 * max(1, abs(bound)))
            }
        }
    }
}
