import PlanFiles
import Testing

@testable import Optimiser

@Suite struct QuestionTests {
    static let instance = GeneratedInstance.make(40, seed: 3)

    @Test func theCoreAgreesWithTryingEveryPlan() {
        var settled = 0
        for seed in 0..<60 {
            let instance = SmallInstance.make(seed: UInt64(seed), most: 8)
            let result = solvePlan(instance, options: PlanOptions(effort: .exact, questionEffort: .exact, coreWithinPermille: 50))
            guard let plan = result.saving else { continue }
            let least = plan.sums.net - Int(plan.sums.net.magnitude) * 50 / 1000
            for entry in result.core {
                let out = EveryPlan(instance.forcing([entry.property], .leave), limit: plan.disruptionLimit).greatest.map { $0 >= least } ?? false
                let kept = EveryPlan(instance.forcing([entry.property], .keep), limit: plan.disruptionLimit).greatest.map { $0 >= least } ?? false
                switch entry.membership {
                case .every: #expect(out && !kept)
                case .some: #expect(out && kept)
                case .none: #expect(!out && kept)
                case .undecided: Issue.record("seed \(seed), \(entry.property)")
                }
                settled += 1
            }
        }
        #expect(settled > 50)
    }

    @Test func keepingAPropertyNeverGainsAndNamesWhoReplacesIt() throws {
        let result = solvePlan(Self.instance, options: PlanOptions(effort: .exact))
        let first = try #require(result.saving?.closed.first)
        let again = solvePlan(Self.instance, options: PlanOptions(effort: .exact, questionEffort: .exact, keep: [first, "nobody"]))
        let kept = again.kept[0]
        #expect(kept.wasLeft && !again.kept[1].wasLeft)
        #expect(kept.plan?.closed.contains(first) == false)
        #expect(kept.disruptionChange >= 0 || kept.outOfReach || again.disruption?.closed.contains(first) == false || kept.netChange <= 0)
        #expect(!PlanSentence(.da).kept(kept, scale: again.instance.netScale).isEmpty)
    }

    @Test func theFrontierCostsMoreTheFartherItGoes() {
        let result = solvePlan(Self.instance, options: PlanOptions(effort: .exact, questionEffort: .exact, frontierPermille: [30, 60, 90, 120, 990]))
        #expect(result.frontier.map(\.permille) == [30, 60, 90, 120, 990])
        #expect(result.frontier.last?.outOfReach == true)
        #expect(PlanSentence(.da).frontier(result.frontier[4], scale: 1) == "99 %: uden for rækkevidde.")
        for point in result.frontier { if let plan = point.plan { #expect(plan.sums.area >= point.target) } }
    }

    @Test func aScenarioChangesTheInstance() {
        let scenario = Scenario(name: "far", targetPermille: 50, distancePermille: 1500, spaceBasis: .low, leave: ["p00001"], keep: ["p00002", "x"])
        let changed = scenario.applied(to: Self.instance)
        #expect(changed.target == Self.instance.baselineArea * 50 / 1000)
        #expect(changed.activities[0].limitMetres == Self.instance.activities[0].limitMetres * 3 / 2)
        #expect(changed.spaceBasis == .low)
        #expect(changed.properties[1].forced == .leave && changed.properties[2].forced == .keep)
        #expect(scenario.unknown(in: Self.instance) == ["x"])
    }

    @Test func everyLimitHasAPrice() {
        let result = solvePlan(Self.instance, options: PlanOptions(effort: .exact, questionEffort: .exact, prices: true))
        #expect(result.prices.count >= 3)
        for p in result.prices {
            #expect((p.area ?? 0) >= 0)
            #expect(PlanSentence(.en).price(p, scale: result.instance.netScale).hasPrefix("Without "))
        }
    }

    @Test func aConflictIsIrreducible() {
        let why = whyNot(Self.instance, target: Self.instance.baselineArea * 600 / 1000, CbcSolver(), .exact)
        #expect(!why.reachable && why.irreducible && !why.conflict.isEmpty)
        // Lifting everything but the conflict leaves the target out of reach, lifting any one of the conflict too brings it back.
        let all = Self.instance.constraintFamilies + Self.instance.activities.map { PlanConstraint.places(activity: $0.key, locality: nil) }
        let others = all.flatMap { Self.instance.members(of: $0) }.filter { !why.conflict.contains($0) }
        func largest(_ lifted: [PlanConstraint]) -> Int {
            let asked = StageSolver(index: PlanIndex(Self.instance.lifting(lifted)), solver: CbcSolver(), effort: .exact)
            guard case .plan(let plan) = asked.largestReduction() else { return 0 }
            return plan.sums.area
        }
        #expect(largest(others) < why.target)
        for one in why.conflict { #expect(largest(others + [one]) >= why.target) }
    }

    /// What stage a has answered is not asked again to explain a target, and a target of 0 explains itself.
    @Test func theLargestReductionIsAskedOnce() {
        func asked(_ change: (inout PlanOptions) -> Void) -> (times: Int, result: PlanResult) {
            let solver = CountingSolver()
            var options = PlanOptions()
            change(&options)
            let result = solvePlan(Self.instance, solver: solver, options: options)
            return (solver.asked.withLock(\.self), result)
        }
        let plain = asked { _ in }, zero = asked { $0.whyNotPermille = 0 }
        #expect(plain.times > 0 && zero.times == plain.times)
        #expect(zero.result.whyNot?.reachable == true && zero.result.whyNot?.largest == plain.result.reduction?.sums.area)
        let given = asked { $0.largest = plain.result.reduction }
        #expect(given.times < plain.times)
        #expect(given.result.saving == plain.result.saving && given.result.reduction == plain.result.reduction)
    }

    @Test func theSameInstanceGivesTheSamePlanInAnyOrder() {
        var shuffled = Self.instance
        var random = SeededNumbers(seed: 9)
        shuffled.properties.shuffle(using: &random)
        shuffled.moves.shuffle(using: &random)
        shuffled.groups.shuffle(using: &random)
        shuffled.rooms.shuffle(using: &random)
        let a = solvePlan(Self.instance), b = solvePlan(shuffled)
        #expect(a.saving?.text() == b.saving?.text())
        #expect(a.lpTexts == b.lpTexts)
        #expect(a.instance.text() == b.instance.text())
    }
}
