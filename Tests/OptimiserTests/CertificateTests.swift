import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

@Suite struct CertificateTests {
    /// Where no row joins the parts, what they leave open is not asked again of all of them together, which
    /// would only make the proof longer.
    @Test func partsThatNothingJoinsAreProvedOnce() throws {
        var instance = GeneratedInstance.make(120, seed: 5)
        instance.exclusives = []
        let asked = StageSolver(
            index: PlanIndex(instance), solver: CbcSolver(),
            effort: Effort(gapMillionths: 1, nodes: 1, work: 1, proof: 4))
        let plan = try #require(asked.solve(.reduction).plan)
        let bound = try #require(plan.bound)
        #expect(
            bound.leaves.count == 1 && !bound.lemmas.isEmpty,
            "\(bound.leaves.count) cases, \(bound.lemmas.count) lemmas")
        #expect(bound.claimed > plan.sums.area, "nothing is left open: the test asks nothing")
        #expect(verify(instance, plan) == [])
    }

    /// Of several proofs the one counts that the checker finds nearest: prices of no use in one case make a
    /// long proof a poor one.
    @Test func theNearestBoundIsTaken() throws {
        let instance = GeneratedInstance.make(40, seed: 3)
        let plan = try #require(solvePlan(instance).disruption)
        let good = try #require(plan.bound)
        var poor = good
        for n in poor.leaves.indices { poor.leaves[n].multipliers = [] }
        let nearest = Certificate.confirmed(plan, [poor, good], instance)
        #expect(nearest == Certificate.confirmed(plan, [good, poor], instance) && nearest.bound == good)
        #expect(Certificate.confirmed(plan, [poor], instance).bound?.claimed != good.claimed)
    }

    /// Prices that are too large for a whole number are made smaller together: their ratios stay, and none is
    /// left out that still counts.
    @Test func pricesTooLargeAreMadeSmallerTogether() throws {
        func row(_ lower: Double, _ upper: Double) -> LinearModel.Row {
            LinearModel.Row(name: "r", lower: lower, upper: upper, columns: [], factors: [])
        }
        let upper = row(-.infinity, 1)
        let lower = row(1, .infinity)
        let equal = row(0, 0)
        let prices: [(name: Plan.RowName, row: LinearModel.Row, price: Double)] = [
            (.room("a"), upper, 1e32), (.target, lower, -2.5e31), (.group("g"), equal, -1e32),
            (.room("dust"), upper, -3), (.room("small"), upper, 4096 * 8192),
        ]
        let made = Certificate.multipliers(prices)
        #expect(made.map(\.row) == [.room("a"), .target, .group("g")])
        try #require(made.count == 3)
        #expect(
            made[0].numerator == -made[2].numerator && made[0].numerator == -4 * made[1].numerator
                && made[0].numerator > Int128(1) << 70)
        #expect(Certificate.multipliers(Array(prices.dropFirst(3))).map(\.numerator) == [4096 * 8192])
    }

    /// Users who would travel very far make impossible cases very dear; the checker must find the same bound
    /// as over short ways.
    @Test func farWaysAreProvedAsWellAsNearOnes() throws {
        func distance(_ factor: Int) throws -> (bound: Int, plan: Int, leaves: Int) {
            var instance = GeneratedInstance.make(40, seed: 3)
            for n in instance.moves.indices { instance.moves[n].extraMetres *= factor }
            for n in instance.activities.indices { instance.activities[n].limitMetres *= factor }
            let plan = try #require(solvePlan(instance).disruption)
            let bound = try #require(plan.bound)
            return (bound.claimed, plan.sums.disruption, bound.leaves.count)
        }
        let near = try distance(1)
        let far = try distance(1 << 20)
        #expect(near.leaves > 1, "one case is never impossible: the test asks nothing")
        #expect(Double(far.bound) > 0.99 * Double(far.plan), "\(near), \(far)")
    }
}
