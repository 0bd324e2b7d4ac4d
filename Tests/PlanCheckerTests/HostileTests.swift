import PlanChecker
import PlanExample
import PlanFiles
import Testing

/// Instances and plans that were made to break the checker, most of them found by its fuzzer: an answer,
/// never a trap.
@Suite struct HostileTests {
    private func stages(_ instance: PlanInstance) -> [Violation] {
        var second = Example.plan
        var third = Example.plan
        (second.stage, third.stage, third.disruptionLimit) = (.disruption, .saving, .max)
        return verify(instance, stages: [second, third])
    }

    @Test func theLargestSlack() {
        var instance = Example.instance
        instance.slackPermille = .max
        #expect(stages(instance).contains(.instance(.tooLarge(field: "slack_permille", key: ""))))
        #expect(disruptionLimit(least: .max, slackPermille: .max) == .max)
    }

    @Test func yearsThatNoMultiplicationHolds() {
        var instance = Example.instance
        (instance.annualiseYears, instance.backlogYears) = (.max, .max)
        #expect(instance.net(instance.properties[0]) == nil)
        #expect(stages(instance).contains(.instance(.tooLarge(field: "annualise_years", key: ""))))
    }

    @Test func aBoundOfAnInstanceThatStatesNoQuestion() {
        var instance = Example.instance
        instance.moves[0].room = "nowhere"
        instance.exclusives[0].properties = ["nobody"]
        #expect(checkedBound(instance, Example.plan) == .failure(.instance(instance.faults()[0])))
        #expect(checkedDistance(instance, Example.plan) == nil)
    }

    /// The text must state a bound that is the least whole number there is, whose opposite does not exist.
    @Test func theLeastWholeNumberAsBound() {
        let instance = PlanInstance(planDate: "2027-01-01", baselineArea: 10, target: 2)
        let plan = Plan(
            stage: .disruption,
            bound: .init(
                claimed: 0, solverClaim: 0, denominator: 1,
                leaves: [.init(cases: [], multipliers: [.init(row: .target, numerator: -(1 << 62))])]))
        #expect(checkedBound(instance, plan) == .failure(.overflow))
    }

    /// Two spellings of one letter are one key to Swift and two keys to the order of bytes: the area must not
    /// count twice.
    @Test func oneKeyInTwoSpellings() {
        var plan = Example.plan
        let instance = PlanInstance(
            planDate: "2027-01-01", baselineArea: 1000, target: 300,
            properties: [.init(key: "é", area: 300), .init(key: "f", area: 10)])
        plan = Plan(stage: .reduction, closed: ["e\u{301}", "f", "\u{e9}"])
        plan.sums.area = 610
        #expect(verify(instance, plan) == [.repeated(kind: "property", key: "\u{e9}")])
    }

    @Test func aProofOfAHundredThousandQuestions() {
        let deep = (0..<100_000).map { _ in Plan.Case(property: "a-school", left: true) }
        var plan = Example.plan
        plan.bound = .init(
            claimed: 360, solverClaim: 0, denominator: 1,
            leaves: [.init(cases: deep, multipliers: []), .init(cases: deep, multipliers: [])])
        #expect(checkedBound(Example.instance, plan) == .failure(.casesIncomplete))
    }
}
