import PlanChecker
import PlanExample
import PlanFiles
import Testing

@Suite struct WeakDualityTests {
    private func bound(_ multipliers: [Plan.Multiplier], denominator: Int = 1, claimed: Int = 360) -> Plan {
        var plan = Example.plan
        plan.bound = .init(
            claimed: claimed, solverClaim: 360, denominator: denominator,
            leaves: [.init(cases: [], multipliers: multipliers)])
        return plan
    }

    @Test func theBoundIsWhatTheMultipliersGive() throws {
        #expect(try checkedBound(Example.instance, Example.plan)?.get() == 360)
        // No multipliers at all: everything that is not held could be left.
        #expect(try checkedBound(Example.instance, bound([]))?.get() == 360)
        #expect(
            try checkedBound(Example.instance, bound([.init(row: .exclusive("one-school"), numerator: 301)]))?
                .get() == 361)
        #expect(
            try checkedBound(
                Example.instance,
                bound([.init(row: .exclusive("one-school"), numerator: 601)], denominator: 2))?.get() == 360)
    }

    /// Five places for pupils in b-room and two in f-room: with a-school's twelve that is not enough, and the
    /// bound knows it.
    @Test func placesBoundWhatCanBeLeft() throws {
        var instance = Example.instance
        instance.places = [
            .init(room: "b-room", activity: "school", free: 5),
            .init(room: "f-room", activity: "school", free: 7),
        ]
        func checked(_ multipliers: [Plan.Multiplier]) throws -> Int? {
            try checkedBound(instance, bound(multipliers))?.get()
        }
        // Only exactly full could a-school be left; b-school's thirty would not even fit alone.
        #expect(try checked([]) == 360)
        instance.places[0].free = 4
        #expect(try checked([]) == 60)
        // By the rows: each pupil without a place costs 25 m² of a-school's 300.
        instance.places[0].free = 5
        instance.properties[1].mustKeep = true
        let rows: [Plan.Multiplier] = [
            .init(row: .places(room: "f-room", activity: "school"), numerator: 25),
            .init(row: .group("a-pupils"), numerator: -25),
        ]
        #expect(try checked(rows) == 360)
        let other = Plan.RowName.places(room: "f-room", activity: "office")
        #expect(
            checkedBound(instance, bound([.init(row: other, numerator: 1)]))
                == .failure(.multiplierForUnknownRow(other)))
        // Of thirteen people counted in a-school one would stay behind.
        instance.properties[0].headcount = 13
        #expect(try checked([]) == 60)
    }

    @Test func badMultipliersAreRefused() {
        let one = Plan.Multiplier(row: .exclusive("one-school"), numerator: 1)
        #expect(verify(Example.instance, bound([one, one])).contains(.multiplierRepeated(one.row)))
        #expect(
            verify(Example.instance, bound([.init(row: one.row, numerator: -1)])) == [
                .multiplierSign(one.row)
            ])
        #expect(
            verify(Example.instance, bound([.init(row: .room("none"), numerator: 1)])) == [
                .multiplierForUnknownRow(.room("none"))
            ])
        #expect(
            verify(Example.instance, bound([.init(row: .target, numerator: -1)])) == [
                .multiplierForUnknownRow(.target)
            ])
        #expect(verify(Example.instance, bound([one], denominator: 0)) == [.denominatorNotPositive])
        #expect(verify(Example.instance, bound([one], denominator: .max)).isEmpty)
        #expect(
            verify(
                Example.instance,
                bound([.init(row: .group("a-pupils"), numerator: .min)], denominator: .max, claimed: .max))
                != [.casesIncomplete])
    }

    @Test func casesMustCoverEverything() throws {
        func leaf(_ cases: (String, Bool)...) -> Plan.Leaf {
            .init(cases: cases.map { .init(property: $0.0, left: $0.1) }, multipliers: [])
        }
        func checked(_ leaves: [Plan.Leaf]) -> Result<Int, Violation>? {
            var plan = Example.plan
            plan.bound = .init(claimed: 360, solverClaim: 360, denominator: 1, leaves: leaves)
            return checkedBound(Example.instance, plan)
        }
        #expect(try checked([leaf(("a-school", true)), leaf(("a-school", false))])?.get() == 360)
        #expect(
            try checked([
                leaf(("e-office", false)), leaf(("e-office", true), ("a-school", true)),
                leaf(("e-office", true), ("a-school", false)),
            ])?.get() == 360)
        #expect(checked([leaf(("a-school", true))]) == .failure(.casesIncomplete))
        #expect(checked([]) == .failure(.casesIncomplete))
        #expect(checked([leaf(), leaf()]) == .failure(.casesIncomplete))
        #expect(checked([leaf(("a-school", true)), leaf(("e-office", false))]) == .failure(.casesIncomplete))
        #expect(
            checked([leaf(("z", true)), leaf(("z", false))]) == .failure(.unknown(kind: "property", key: "z"))
        )
    }

    /// One of the two schools, proved apart, and the office beside them.
    private func lemma(
        _ properties: [String] = ["a-school", "b-school"], prices: [Plan.Multiplier] = [],
        leaves: [Plan.Leaf]? = nil
    ) -> Plan.Lemma {
        .init(
            properties: properties, weight: 1, prices: prices,
            leaves: leaves ?? [
                .init(cases: [], multipliers: [.init(row: .exclusive("one-school"), numerator: 300)])
            ])
    }

    private func withLemmas(_ lemmas: [Plan.Lemma], using numbers: [Int] = [0], numerator: Int128 = 1) -> Plan
    {
        var plan = bound(numbers.map { .init(row: .lemma($0), numerator: numerator) })
        plan.bound?.lemmas = lemmas
        return plan
    }

    @Test func aLemmaIsProvedBeforeItIsUsed() throws {
        #expect(try checkedBound(Example.instance, withLemmas([lemma()]))?.get() == 360)
        #expect(verify(Example.instance, withLemmas([lemma()])) == [])
        // A lemma may rest on the one before it, never on itself or a later one.
        let second = lemma(leaves: [.init(cases: [], multipliers: [.init(row: .lemma(0), numerator: 1)])])
        #expect(try checkedBound(Example.instance, withLemmas([lemma(), second], using: [1]))?.get() == 360)
        #expect(
            checkedBound(Example.instance, withLemmas([second]))
                == .failure(.multiplierForUnknownRow(.lemma(0))))
        #expect(
            checkedBound(Example.instance, withLemmas([lemma()], using: [1]))
                == .failure(.multiplierForUnknownRow(.lemma(1))))
        #expect(
            checkedBound(Example.instance, withLemmas([lemma()], numerator: -1))
                == .failure(.multiplierSign(.lemma(0))))
    }

    @Test func aLemmaThatProvesLessGivesLess() throws {
        // A part left out, a weaker proof: the bound rises, and what was claimed is too good.
        #expect(
            verify(
                Example.instance,
                withLemmas([lemma(["a-school"], leaves: [.init(cases: [], multipliers: [])])])) == [])
        let loose = lemma(leaves: [
            .init(cases: [], multipliers: [.init(row: .exclusive("one-school"), numerator: 301)])
        ])
        #expect(verify(Example.instance, withLemmas([loose])) == [.boundTooGood(claimed: 360, checked: 361)])
        // With a price on the exclusive inside the lemma, the sum is the objective less 300 for each school
        // left: nothing.
        let priced = lemma(
            prices: [.init(row: .exclusive("one-school"), numerator: 300)],
            leaves: [.init(cases: [], multipliers: [])])
        var plan = withLemmas([priced])
        plan.bound?.leaves[0].multipliers.append(.init(row: .exclusive("one-school"), numerator: 300))
        #expect(try checkedBound(Example.instance, plan)?.get() == 360)
        #expect(
            checkedBound(Example.instance, withLemmas([lemma(prices: [.init(row: .target, numerator: 1)])]))
                == .failure(.multiplierForUnknownRow(.target)))
        #expect(
            checkedBound(Example.instance, withLemmas([lemma(["z"])]))
                == .failure(.unknown(kind: "property", key: "z")))
        let half = lemma(leaves: [.init(cases: [.init(property: "a-school", left: true)], multipliers: [])])
        #expect(checkedBound(Example.instance, withLemmas([half])) == .failure(.casesIncomplete))
    }

    @Test func aGroupGoesOrStays() throws {
        func checked(_ cases: [Plan.Case]...) -> Result<Int, Violation>? {
            var plan = bound([])
            plan.bound?.leaves = cases.map {
                .init(cases: $0, multipliers: [.init(row: .group("e-staff"), numerator: -15)])
            }
            return checkedBound(Example.instance, plan)
        }
        let goes = Plan.Case(group: "e-staff", room: "f-room", goes: true)
        let stays = Plan.Case(group: "e-staff", room: "f-room", goes: false)
        #expect(try checked([goes], [stays])?.get() == 360)
        #expect(checked([goes]) == .failure(.casesIncomplete))
        #expect(checked([goes], [.init(property: "e-staff", left: false)]) == .failure(.casesIncomplete))
        // The far room is beyond the limit for b's pupils: nobody moves there, and no case may be made of it.
        #expect(
            checked(
                [.init(group: "b-pupils", room: "f-room", goes: true)],
                [.init(group: "b-pupils", room: "f-room", goes: false)])
                == .failure(.unknown(kind: "move", key: "b-pupils")))
    }

    @Test func theDistanceIsRoundedUp() {
        var plan = bound([.init(row: .exclusive("one-school"), numerator: 301)], claimed: 361)
        #expect(checkedDistance(Example.instance, plan) == 2771)
        plan.bound = nil
        #expect(checkedDistance(Example.instance, plan) == nil)
    }
}
