import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

@Suite struct SolvePlanTests {
    /// Every stage of 200 small instances has the value that trying every plan gives, and the checker finds
    /// nothing wrong.
    @Test(arguments: 0..<200)
    func exactOnSmallInstances(seed: Int) {
        let instance = SmallInstance.make(seed: UInt64(seed), most: seed % 20 == 0 ? 16 : 9)
        let truth = EveryPlan(instance)
        let result = solvePlan(instance, options: PlanOptions(effort: .exact))
        #expect(
            result.reduction?.sums.area == truth.largest || result.situation == .nothingFree
                || result.situation == .noPlanAtTarget(target: instance.target))
        #expect(result.disruption?.sums.disruption == truth.least)
        #expect(result.saving?.sums.net == truth.greatest)
        if let plan = result.saving { #expect(plan.closed.sorted() == truth.first) }
        let plans = [result.reduction, result.disruption, result.saving].compactMap { $0 }
        #expect(verify(result.instance, stages: plans) == [])
    }

    /// Where several plans save just as much, it is the one that leaves the earlier keys, as trying every
    /// plan shows; also when the rows come in another order.
    @Test(arguments: 0..<60)
    func ofEqualPlansTheFirstByKey(seed: Int) {
        let instance = Self.alike(seed)
        let truth = EveryPlan(instance)
        let result = solvePlan(instance, options: PlanOptions(effort: .exact))
        #expect((result.saving?.closed.sorted() ?? []) == truth.first, "\(truth.equals) plans save as much")
        var turned = instance
        (turned.properties, turned.rooms, turned.groups) = (
            instance.properties.reversed(), instance.rooms.reversed(), instance.groups.reversed()
        )
        turned.moves.reverse()
        #expect(solvePlan(turned, options: PlanOptions(effort: .exact)).saving == result.saving)
    }

    @Test func equalPlansAreMet() {
        let equals = (0..<60).map { EveryPlan(Self.alike($0)).equals }
        #expect(equals.count { $0 > 1 } > 20, "\(equals)")
    }

    /// Properties that are much alike.
    private static func alike(_ seed: Int) -> PlanInstance {
        var instance = SmallInstance.make(seed: UInt64(7_000 + seed), most: 9)
        for p in instance.properties.indices {
            instance.properties[p].area = 100 + 100 * (instance.properties[p].area % 2)
            instance.properties[p].saving = 300_000
            (
                instance.properties[p].oneOffCost, instance.properties[p].proceeds,
                instance.properties[p].backlog
            ) = (0, 0, 0)
        }
        for m in instance.moves.indices { instance.moves[m].extraMetres = 100 }
        instance.baselineArea = instance.properties.reduce(0) { $0 + $1.area }
        instance.target = instance.baselineArea * (seed % 4) / 10
        instance.ceiling = instance.target + 200
        return instance
    }
}
