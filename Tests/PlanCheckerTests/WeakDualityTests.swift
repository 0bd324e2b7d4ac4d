import PlanChecker
import Testing

@Suite struct WeakDualityTests {
    private func bound(_ multipliers: [Plan.Multiplier], denominator: Int = 1, claimed: Int = 360) -> Plan {
        var plan = Example.plan
        plan.bound = .init(claimed: claimed, solverClaim: 360, denominator: denominator, leaves: [.init(cases: [], multipliers: multipliers)])
        return plan
    }

    @Test func theBoundIsWhatTheMultipliersGive() throws {
        #expect(try checkedBound(Example.instance, Example.plan)?.get() == 360)
        // No multipliers at all: everything that is not held could be left.
        #expect(try checkedBound(Example.instance, bound([]))?.get() == 360)
        #expect(try checkedBound(Example.instance, bound([.init(row: .exclusive("one-school"), numerator: 301)]))?.get() == 361)
        #expect(try checkedBound(Example.instance, bound([.init(row: .exclusive("one-school"), numerator: 601)], denominator: 2))?.get() == 360)
    }

    @Test func badMultipliersAreRefused() {
        let one = Plan.Multiplier(row: .exclusive("one-school"), numerator: 1)
        #expect(verify(Example.instance, bound([one, one])).contains(.multiplierRepeated(one.row)))
        #expect(verify(Example.instance, bound([.init(row: one.row, numerator: -1)])) == [.multiplierSign(one.row)])
        #expect(verify(Example.instance, bound([.init(row: .room("none"), numerator: 1)])) == [.multiplierForUnknownRow(.room("none"))])
        #expect(verify(Example.instance, bound([.init(row: .target, numerator: -1)])) == [.multiplierForUnknownRow(.target)])
        #expect(verify(Example.instance, bound([one], denominator: 0)) == [.denominatorNotPositive])
        #expect(verify(Example.instance, bound([one], denominator: .max)).isEmpty)
        #expect(verify(Example.instance, bound([.init(row: .group("a-pupils"), numerator: .min)], denominator: .max, claimed: .max)) != [.casesIncomplete])
    }

    @Test func casesMustCoverEverything() throws {
        func leaf(_ cases: (String, Bool)...) -> Plan.Leaf { .init(cases: cases.map { .init(property: $0.0, left: $0.1) }, multipliers: []) }
        func checked(_ leaves: [Plan.Leaf]) -> Result<Int, Violation>? {
            var plan = Example.plan
            plan.bound = .init(claimed: 360, solverClaim: 360, denominator: 1, leaves: leaves)
            return checkedBound(Example.instance, plan)
        }
        #expect(try checked([leaf(("a-school", true)), leaf(("a-school", false))])?.get() == 360)
        #expect(try checked([leaf(("e-office", false)), leaf(("e-office", true), ("a-school", true)), leaf(("e-office", true), ("a-school", false))])?.get() == 360)
        #expect(checked([leaf(("a-school", true))]) == .failure(.casesIncomplete))
        #expect(checked([]) == .failure(.casesIncomplete))
        #expect(checked([leaf(), leaf()]) == .failure(.casesIncomplete))
        #expect(checked([leaf(("a-school", true)), leaf(("e-office", false))]) == .failure(.casesIncomplete))
        #expect(checked([leaf(("z", true)), leaf(("z", false))]) == .failure(.unknown(kind: "property", key: "z")))
    }

    @Test func theDistanceIsRoundedUp() {
        var plan = bound([.init(row: .exclusive("one-school"), numerator: 301)], claimed: 361)
        #expect(checkedDistance(Example.instance, plan) == 2771)
        plan.bound = nil
        #expect(checkedDistance(Example.instance, plan) == nil)
    }
}
