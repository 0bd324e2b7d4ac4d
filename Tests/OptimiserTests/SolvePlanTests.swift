import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

@Suite struct SolvePlanTests {
    /// Every stage of 200 small instances has the value that trying every plan gives, and the checker finds nothing wrong.
    @Test(arguments: 0..<200)
    func exactOnSmallInstances(seed: Int) {
        let instance = SmallInstance.make(seed: UInt64(seed), most: seed % 20 == 0 ? 16 : 9)
        let truth = EveryPlan(instance)
        let result = solvePlan(instance, options: PlanOptions(effort: .exact))
        #expect(result.reduction?.sums.area == truth.largest || result.situation == .nothingFree || result.situation == .noPlanAtTarget(target: instance.target))
        #expect(result.disruption?.sums.disruption == truth.least)
        #expect(result.saving?.sums.net == truth.greatest)
        let plans = [result.reduction, result.disruption, result.saving].compactMap { $0 }
        #expect(verify(result.instance, stages: plans) == [])
    }
}
