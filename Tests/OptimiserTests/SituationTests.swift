import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

/// Instances without an ordinary answer: each ends in a clear sentence.
@Suite struct SituationTests {
    private func instance(_ change: (inout PlanInstance) -> Void) -> PlanInstance {
        var i = PlanInstance(
            planDate: "2027-01-01", baselineArea: 600, target: 100,
            activities: [.init(key: "school", limitMetres: 4000)])
        i.properties = [
            .init(key: "a", locality: "north", area: 300, saving: 500_00, easting: 1, northing: 1),
            .init(key: "b", locality: "north", area: 300, saving: 400_00, easting: 1, northing: 1),
        ]
        i.rooms = [
            .init(key: "ra", property: "a", activities: ["school"], freeSpace: 1000),
            .init(key: "rb", property: "b", activities: ["school"], freeSpace: 1000),
        ]
        i.groups = [
            .init(key: "ga", property: "a", activity: "school", users: 5, spaceLow: 200, spaceHigh: 200),
            .init(key: "gb", property: "b", activity: "school", users: 6, spaceLow: 200, spaceHigh: 200),
        ]
        i.moves = [
            .init(group: "ga", room: "rb", extraMetres: 1000),
            .init(group: "gb", room: "ra", extraMetres: 1000),
        ]
        change(&i)
        return i
    }

    private func solved(_ change: (inout PlanInstance) -> Void) -> (PlanResult, da: String, en: String) {
        let result = solvePlan(instance(change), options: PlanOptions(effort: .exact))
        return (
            result, PlanSentence(.da).situation(result.situation),
            PlanSentence(.en).situation(result.situation)
        )
    }

    @Test func anOrdinaryQuestionIsPlanned() {
        let (result, da, _) = solved { _ in }
        #expect(result.saving?.closed == ["a"])
        #expect(result.destinations.map(\.freeAfter) == [0])
        #expect(da == "Der er en plan, og kontrollen har bekræftet den.")
    }

    @Test func nothingToPlanFor() {
        let (result, _, en) = solved { $0 = PlanInstance(planDate: "2027-01-01", baselineArea: 0, target: 0) }
        #expect(result.plan == nil)
        #expect(en == "There are no properties to plan for.")
    }

    @Test func everythingMustBeKept() {
        let (result, da, en) = solved { i in for p in i.properties.indices { i.properties[p].mustKeep = true }
        }
        #expect(result.situation == .nothingFree)
        #expect(da.hasPrefix("Ingen ejendom kan forlades"))
        #expect(en.hasPrefix("No property can be left"))
    }

    @Test func aSingleProperty() {
        let (result, _, _) = solved { i in
            i.properties = [i.properties[0]]
            i.rooms = []
            i.groups = []
            i.moves = []
        }
        #expect(result.saving?.closed == ["a"])
        #expect(
            PlanSentence(.en).note(result.notes[0])
                == "There is only one property, a: it is left or it is not.")
    }

    @Test func theTargetCannotBeMet() {
        let (result, da, en) = solved { $0.target = 400 }
        #expect(
            result.situation
                == .targetOutOfReach(target: 400, largest: 300, proved: result.reduction?.bound?.claimed)
                || result.saving == nil)
        #expect(
            en.hasPrefix("The target of 400 m² cannot be reached. The largest reduction found is 300 m²."))
        #expect(da.hasPrefix("Målet på 400 m² kan ikke nås."))
        let why = result.whyNot
        #expect(why?.conflict == [.places(activity: "school", locality: "north")])
        #expect(why?.irreducible == true)
        #expect(
            why.map { PlanSentence(.en).whyNot($0) }?.hasPrefix(
                """
                The target of 400 m² fails on these limits together: places for school in north. \
                Lifting this one alone is enough: places for school in north (+300 m²).
                """
            ) == true)
    }

    @Test func theTargetIsBeyondEverything() {
        let (result, _, _) = solved { $0.target = 601 }
        #expect(result.whyNot?.beyondEverything == true)
    }

    @Test func theCeilingForbids() {
        let (result, _, en) = solved { $0.ceiling = 200 }
        #expect(result.situation == .noPlanAtTarget(target: 100))
        #expect(en.hasPrefix("No plan reconciles the target of 100 m²"))
    }

    @Test func coordinatesAreMissing() {
        let (result, da, _) = solved { i in
            i.properties[0].easting = nil
            i.moves = [i.moves[1]]
            i.moves.removeAll()
        }
        #expect(result.situation == .nothingFree)
        #expect(
            PlanSentence(.da).note(result.notes[0])
                == "Koordinater mangler for 1 ejendom med brugere, så ingen afstand kendes og de bliver: a.")
        #expect(!da.isEmpty)
    }

    @Test func usersHaveNoAllowedPlace() {
        let (result, _, _) = solved { $0.activities[0].limitMetres = 999 }
        #expect(result.notes == [.usersWithoutPlace(groups: ["ga", "gb"])])
        #expect(
            PlanSentence(.en).note(result.notes[0])
                == """
                2 user groups have no allowed place that is large enough, so their property stays: ga, \
                gb.
                """
        )
    }

    @Test func forcedOutButHeld() {
        let (result, _, _) = solved { i in
            i.properties[0].forced = .leave
            i.properties[0].listed = true
        }
        #expect(result.plan == nil)
        #expect(result.notes.contains(.forcedButHeld(properties: ["a"])))
    }

    @Test func aBadInstanceIsNamed() {
        let (result, _, en) = solved { $0.groups[0].spaceLow = 300 }
        #expect(result.situation == .badInstance([.intervalReversed(group: "ga")]))
        #expect(
            en
                == """
                The plan's input has 1 fault, and there is no plan. The first: the space of ga has its \
                low end above its high end
                """
        )
    }

    /// A solver that finds nothing: what is known is the plan, and the relaxation still says how far it is
    /// from the best.
    @Test func aSolverThatGivesUpLeavesWhatIsKnown() {
        struct Tired: Solver {
            let name = "tired"
            func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer { .gaveUp }
            func relax(_ model: LinearModel) -> RelaxedAnswer { CbcSolver().relax(model) }
            func warm(_ model: LinearModel) -> any WarmRelaxation { CbcSolver().warm(model) }
        }
        let result = solvePlan(instance { _ in }, solver: Tired())
        #expect(result.situation == .planned)
        #expect(result.plan?.closed == ["a"])
        #expect(
            verify(
                result.instance,
                stages: [result.reduction, result.disruption, result.saving].compactMap { $0 }) == [])
        #expect(result.plan.flatMap { checkedDistance(result.instance, $0) } != nil)
    }

    /// Without even a relaxation nothing is proved, and the simple plan stands in; where it misses the
    /// target, nothing does.
    @Test func withoutARelaxationTheGreedyPlanStandsIn() {
        struct Asleep: Solver {
            let name = "asleep"
            func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer { .gaveUp }
            func relax(_ model: LinearModel) -> RelaxedAnswer { .gaveUp }
        }
        let result = solvePlan(instance { _ in }, solver: Asleep())
        #expect(result.situation == .greedyOnly && result.plan == result.standIn)
        #expect(result.plan?.closed == ["a"])
        #expect(verify(result.instance, result.greedy) == [])
        #expect(solvePlan(instance { $0.target = 400 }, solver: Asleep()).situation == .gaveUp)
    }

    /// The simple plan misses the target, the largest reduction reaches it, and the solver finds nothing at
    /// the target: there is a plan all the same.
    @Test func theLargestReductionIsALastResort() {
        struct OnlyLargest: Solver {
            let name = "only the largest"
            func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer {
                model.rows.contains { $0.name == "target" }
                    ? .gaveUp : CbcSolver().solve(model, effort: effort, start: start)
            }
            func relax(_ model: LinearModel) -> RelaxedAnswer { CbcSolver().relax(model) }
            func warm(_ model: LinearModel) -> any WarmRelaxation { CbcSolver().warm(model) }
        }
        // a is quick to leave and then fills the only room that c's users could have; c alone reaches the
        // target.
        let hard = instance { i in
            i.properties = [
                .init(key: "a", locality: "north", area: 100),
                .init(key: "b", locality: "north", area: 50, mustKeep: true),
                .init(key: "c", locality: "north", area: 300),
            ]
            i.target = 300
            i.rooms = [.init(key: "rb", property: "b", activities: ["school"], freeSpace: 1000)]
            i.groups = [
                .init(key: "ga", property: "a", activity: "school", users: 1, spaceLow: 200, spaceHigh: 200),
                .init(key: "gc", property: "c", activity: "school", users: 5, spaceLow: 200, spaceHigh: 200),
            ]
            i.moves = [
                .init(group: "ga", room: "rb", extraMetres: 1),
                .init(group: "gc", room: "rb", extraMetres: 3000),
            ]
        }
        let result = solvePlan(hard, solver: OnlyLargest())
        #expect(result.greedy.sums.area < hard.target)
        #expect(result.situation == .planned && result.plan?.closed == ["c"])
        // Where no relaxation answers at the target either, it is the plan without a proof.
        struct Silent: Solver {
            let name = "silent"
            func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer { .gaveUp }
            func relax(_ model: LinearModel) -> RelaxedAnswer { .gaveUp }
        }
        struct Blind: Solver {
            let name = "blind"
            func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer {
                CbcSolver().solve(model, effort: effort, start: start)
            }
            func relax(_ model: LinearModel) -> RelaxedAnswer { CbcSolver().relax(model) }
            func warm(_ model: LinearModel) -> any WarmRelaxation {
                model.rows.contains { $0.name == "target" } ? Silent().warm(model) : CbcSolver().warm(model)
            }
        }
        let blind = solvePlan(hard, solver: Blind())
        #expect(blind.situation == .fellBack && blind.plan?.closed == ["c"])
    }

    @Test func aSolverThatLiesIsRefused() {
        struct Liar: Solver {
            let name = "liar"
            func solve(_ model: LinearModel, effort: Effort, start: [Double]?) -> SolverAnswer {
                .found(values: model.columns.map(\.lower), claim: 0, finished: true)
            }
            func relax(_ model: LinearModel) -> RelaxedAnswer { CbcSolver().relax(model) }
        }
        let result = solvePlan(instance { _ in }, solver: Liar())
        #expect(result.plan == nil)
        guard case .refused(let violations) = result.situation else {
            Issue.record("\(result.situation)")
            return
        }
        #expect(violations.contains(.targetMissed(area: 0, target: 100)))
    }
}
