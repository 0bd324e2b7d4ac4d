import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

@Suite struct CertificateTests {
    /// Where no row joins the parts, what they leave open is not asked again of all of them together, which would only make the proof longer.
    @Test func partsThatNothingJoinsAreProvedOnce() throws {
        var instance = GeneratedInstance.make(120, seed: 5)
        instance.exclusives = []
        let asked = StageSolver(index: PlanIndex(instance), solver: CbcSolver(), effort: Effort(gapMillionths: 1, nodes: 1, work: 1, proof: 4))
        let plan = try #require(asked.solve(.reduction).plan), bound = try #require(plan.bound)
        #expect(bound.leaves.count == 1 && !bound.lemmas.isEmpty, "\(bound.leaves.count) cases, \(bound.lemmas.count) lemmas")
        #expect(bound.claimed > plan.sums.area, "nothing is left open: the test asks nothing")
        #expect(verify(instance, plan) == [])
    }

    /// Of several proofs the one counts that the checker finds nearest: prices of no use in one case make a long proof a poor one.
    @Test func theNearestBoundIsTaken() throws {
        let instance = GeneratedInstance.make(40, seed: 3), plan = try #require(solvePlan(instance).disruption), good = try #require(plan.bound)
        var poor = good
        for n in poor.leaves.indices { poor.leaves[n].multipliers = [] }
        let nearest = Certificate.confirmed(plan, [poor, good], instance)
        #expect(nearest == Certificate.confirmed(plan, [good, poor], instance) && nearest.bound == good)
        #expect(Certificate.confirmed(plan, [poor], instance).bound?.claimed != good.claimed)
    }
}
