import Optimiser
import PlanFiles
import Records
import Synchronization
import Testing
import Warehouse

@testable import Project
@testable import Stages

/// What becomes of questions that have no plan, and of plans that the checker refuses.
@Suite struct PlanStageTests {
    /// Two schools a kilometre apart, the second with room for the first.
    static func question(target: Int = 90, _ change: (inout PlanInstance) -> Void = { _ in }) -> PlanQuestion
    {
        var instance = PlanInstance(planDate: "2029-02-28", baselineArea: 1000, target: target)
        instance.activities = [.init(key: "school", limitMetres: 4000)]
        instance.properties = [
            .init(key: "a", locality: "Nord", area: 100, saving: 5_000_000, easting: 0, northing: 0),
            .init(key: "b", locality: "Nord", area: 900, saving: 9_000_000, easting: 1000, northing: 0),
        ]
        instance.rooms = [.init(key: "b.room", property: "b", activities: ["school"], freeSpace: 15_000)]
        instance.groups = [
            .init(
                key: "a.school", property: "a", activity: "school", users: 10, spaceLow: 1500, spaceHigh: 1500
            ),
            .init(
                key: "b.school", property: "b", activity: "school", users: 50, spaceLow: 1500, spaceHigh: 1500
            ),
        ]
        instance.moves = [.init(group: "a.school", room: "b.room", extraMetres: 1300)]
        change(&instance)
        return PlanQuestion(
            instance: instance.inKeyOrder(),
            settings: ["target_percent": Double(target) / 10, "high_percent": 10, "question_budget": 1000])
    }

    static func main(
        _ question: PlanQuestion,
        _ solve: @escaping @Sendable (PlanInstance, PlanOptions) -> PlanResult = {
            solvePlan($0, options: $1)
        }
    ) -> PlanCase {
        PlanStage(scenarios: [], solve: solve).answer(question)[0]
    }

    @Test func aPlanLeavesTheSchoolWhoseUsersFitElsewhere() throws {
        let question = Self.question()
        let one = Self.main(question)
        #expect(
            one.status == .reached && one.published?.closed == ["a"]
                && one.published?.moves == [.init(group: "a.school", room: "b.room", users: 10)])
        #expect(
            one.checkedGap == 0
                && one.files.map(\.path) == [
                    "plan/main.instance.txt", "plan/main.reduction.plan.txt", "plan/main.disruption.plan.txt",
                    "plan/main.saving.plan.txt", "plan/main.reduction.lp", "plan/main.disruption.lp",
                    "plan/main.saving.lp",
                ])
        #expect(
            PlanWords(.da, question).headline(one) == """
                Planen forlader 1 ejendom med 100 m² (10 % af basislinjen), flytter 10 brugere og sparer \
                50.000 kr. om året. Netto er det 50.000 kr. om året, \
                når engangsudgift og provenu fordeles over 10 år og sparet efterslæb over 20 år. Inden for 0 \
                % af det bedst mulige. \
                1 af 2 brugergrupper har ingen tilladt plads, der er stor nok, så deres ejendom bliver.
                """)
    }

    /// A scenario with another target alone has the main plan's largest reduction; one with other places asks
    /// for its own.
    @Test func aScenarioWithAnotherTargetIsNotAskedForTheLargestReduction() {
        let question = Self.question()
        let given = Mutex<[Plan?]>([])
        let scenarios = [
            PlanScenario(name: "high", title: [:], describes: [:], targetPercent: 30, file: ""),
            PlanScenario(name: "dense", title: [:], describes: [:], spaceLow: true, file: ""),
        ]
        let cases = PlanStage(
            scenarios: scenarios,
            solve: { instance, options in
                given.withLock { $0.append(options.largest) }
                return solvePlan(instance, options: options)
            }
        ).answer(question)
        #expect(given.withLock { $0.contains(nil) && $0.contains(cases[0].result.reduction) })
        #expect(cases[1].result.reduction == cases[0].result.reduction && cases[2].result.reduction != nil)
    }

    /// Who stays out of the plan for a reason of its own is named with that reason, also where more of the
    /// plan is in reach; another guard is not.
    @Test func anOpenBuildingCaseIsNamedWithNumberAndDate() {
        var question = Self.question { i in
            for p in i.properties.indices { i.properties[p].guarded = true }
        }
        let da = "byggesag 2025-4711 af 01.06.2025: nedrivning"
        let en = "building case 2025-4711 of 2025-06-01: demolition"
        question.guards = [
            .da: ["a": .init(da, own: true), "b": .init("Den sidste", own: false)],
            .en: ["a": .init(en, own: true), "b": .init("The last", own: false)],
        ]
        let rows = PlanRows(question, PlanStage(scenarios: []).answer(question)).constraints
        let named = rows.filter { $0[1].plain == "guarded a" }
        #expect(named.count == 1 && named[0][2].plain == "guarded")
        #expect(named.first.map { $0[3].plain } == "undtaget (\(da)): a")
        #expect(named.first.map { $0[8].plain.contains(da) && $0[9].plain.contains(en) } == true, "\(rows)")
        #expect(!rows.contains { $0[1].plain == "guarded b" && $0[9].plain.contains("not planned again") })
        #expect(rows.enumerated().allSatisfy { $1[0] == .integer(Int64($0 + 1)) })
    }

    /// What the optimiser returns is changed a little: nothing of it may be published.
    @Test(arguments: [
        "a sum off by one øre", "a user dropped", "a must-keep closed", "a bound too good",
        "a move beyond the limit",
    ])
    func aTamperedPlanIsNotPublished(_ how: String) {
        let question = Self.question()
        let one = Self.main(question) { instance, options in
            var result = solvePlan(instance, options: options)
            switch how {
            case "a sum off by one øre": result.saving?.sums.saving += 1
            case "a user dropped": result.saving?.moves[0].users -= 1
            case "a must-keep closed": result.instance.properties[0].mustKeep = true
            case "a bound too good": result.saving?.bound?.claimed -= 1
            default: result.instance.activities[0].limitMetres = 1299
            }
            return result
        }
        #expect(one.published == nil && !one.refused.isEmpty && one.status == .notReached)
        #expect(
            one.files.map(\.path) == [
                "plan/main.instance.txt", "plan/main.reduction.lp", "plan/main.disruption.lp",
                "plan/main.saving.lp",
            ])
        let rows = PlanRows(question, [one])
        for (table, content) in rows.tables where ["plan_chosen", "plan_moved"].contains(table.name) {
            #expect(content.isEmpty)
        }
        #expect(PlanWords(.da, question).headline(one).hasPrefix("Kontrollen afviste planen"))
        #expect(PlanWords(.en, question).headline(one).hasPrefix("The checker refused the plan"))
    }

    /// Questions without a plan, and what is said of them.
    static let odd: [(name: String, status: String, da: String, en: String)] = [
        ("empty", "empty", "Der er ingen ejendomme", "There are no properties"),
        ("all must keep", "not_reached", "Ingen ejendom kan forlades", "No property can be left"),
        ("no coordinates", "not_reached", "Koordinater mangler", "Coordinates are missing"),
        ("no place", "not_reached", "Ingen ejendom kan forlades", "No property can be left"),
        (
            "out of reach", "not_reached", "Målet på 500 m² kan ikke nås",
            "The target of 500 m² cannot be reached"
        ),
        ("held back", "not_reached", "Ingen ejendom kan forlades", "No property can be left"),
        ("bad", "infeasible", "fejl", "fault"),
    ]

    @Test(arguments: odd.indices) func everyQuestionHasAClearAnswer(_ number: Int) {
        let (name, status, da, en) = Self.odd[number]
        let question = Self.question(target: name == "out of reach" ? 500 : 90) { instance in
            switch name {
            case "empty": instance = PlanInstance(planDate: "2029-02-28", baselineArea: 0, target: 0)
            case "all must keep":
                for p in instance.properties.indices { instance.properties[p].mustKeep = true }
            case "no coordinates":
                for p in instance.properties.indices { instance.properties[p].easting = nil }
                instance.moves = []
            case "no place": instance.moves = []
            case "held back":
                for p in instance.properties.indices { instance.properties[p].exitFrom = "2031-01-01" }
            case "bad": instance.properties[0].area = -1
            default: break
            }
        }
        let one = Self.main(question)
        let rows = PlanRows(question, [one])
        #expect(one.status.rawValue == status)
        #expect(
            PlanWords(.da, question).headline(one).contains(da), "\(PlanWords(.da, question).headline(one))")
        #expect(
            PlanWords(.en, question).headline(one).contains(en), "\(PlanWords(.en, question).headline(one))")
        #expect(
            rows.tables.allSatisfy { table, content in content.allSatisfy { $0.count == table.columns.count }
            })
        #expect(!rows.files.isEmpty && rows.files.allSatisfy { $0.count == PlanTables.file.columns.count })
        // Out of reach, the nearest plan is shown; else there is none.
        #expect((one.published != nil) == (name == "out of reach"))
    }

    @Test func scenariosChangeTheQuestionAndNameWhatTheyDoNotFind() {
        var scenario = PlanScenario(name: "keep_it", title: [:], describes: [:], file: "")
        scenario.keep = ["a", "nobody"]
        scenario.targetPercent = 5
        let question = Self.question()
        let cases = PlanStage(scenarios: [scenario]).answer(question)
        #expect(
            cases.map(\.name) == ["main", "keep_it"] && cases[1].published == nil
                && cases[1].unknown == ["nobody"])
        #expect(
            PlanWords(.en, question).headline(cases[1]).contains(
                "The scenario names properties that do not exist: nobody."))
    }

    @Test func theSameQuestionHasTheSameAnswer() {
        let question = Self.question()
        let once = PlanRows(question, PlanStage(scenarios: []).answer(question))
        let twice = PlanRows(question, PlanStage(scenarios: []).answer(question))
        #expect(once.tables.map(\.rows) == twice.tables.map(\.rows))
        #expect(Array(once.files) == Array(twice.files))
    }

    /// Target in percent, m² left before, m² still to leave of a baseline of 138,406 m²: rounded up, as the
    /// plan's own target is.
    @Test(arguments: [
        (3.0, 0, 4_153), (10.0, 0, 13_841), (5.0, 6_920, 1), (5.0, 7_000, 0), (7.25, 0, 10_035),
        (5.0, 1_384, 5_537), (50.0, 0, 69_203),
    ])
    func whatHasLeftCounts(_ percent: Double, _ before: Int, _ area: Int) {
        var question = Self.question()
        question.instance.baselineArea = 138_406
        question.leftBefore = before
        #expect(question.area(ofTarget: percent) == area)
    }

    @Test func theMorePropertiesTheFewerQuestions() {
        var question = Self.question()
        #expect(PlanEffort(question).budget == 500 && !PlanEffort(question).isLarge)
        question.instance.properties += (0..<98).map { .init(key: "x\($0)", area: 1) }
        let effort = PlanEffort(question)
        #expect(
            effort.budget == 10 && effort.isLarge && effort.questionsOfLarge.keep == []
                && !effort.questionsOfLarge.prices)
        #expect(effort.questions(about: ["a", "b"], in: question.instance, largest: 100).keep == ["b", "a"])
    }
}
