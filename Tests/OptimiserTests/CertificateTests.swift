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
}
