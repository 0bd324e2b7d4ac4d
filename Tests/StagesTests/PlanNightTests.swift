import Optimiser
import PlanFiles
import Project
import Records
import Sample
import Testing

@testable import Stages

/// The plan inside a whole night, on the sample municipality and the project's own pipelines.
@Suite(.serialized) struct PlanNightTests {
    private static func sample() throws -> TrialRoot {
        let root = try TrialRoot(project: repository)
        _ = try SampleMunicipality(properties: 60, seed: 1, asOf: "2026-02-28", dirtyPermille: 10).write(
            into: root.path + "/inbound")
        return root
    }

    @Test func theEditionHasPlanCoreWhyNotAndScenariosAndTwoNightsAreEqual() throws {
        let root = try Self.sample()
        try root.run()
        let edition = root.latest()
        func lines(_ name: String) -> Int {
            edition[name].map {
                String(decoding: $0, as: UTF8.self).split(whereSeparator: \.isNewline).count - 1
            } ?? -1
        }
        #expect(
            lines("plan.csv") > 0 && lines("plan_move.csv") > 0 && lines("plan_core.csv") > 0
                && lines("plan_frontier.csv") == 10 && lines("plan_scenario.csv") == 3)
        #expect(
            try root.rows("select scenario, status, checked from report_plan_scenario order by position") == [
                "main|reached|1", "ten_percent|not_reached|1", "twelve_percent|not_reached|1",
            ])
        #expect(
            try root.rows("select count(*) from report_plan_constraint where why_not_percent is not null")[0]
                != "0")
        #expect(try root.rows("select count(*) from report_plan where role is null") == ["0"])
        // The target is reached, and every sum of the report is the plan's.
        #expect(
            try root.rows(
                """
                select sum(p.area_m2) = s.area_m2, sum(p.area_m2) >= t.target_low_m2 from report_plan \
                p, report_plan_scenario s, flag_total t where s.scenario = 'main'
                """
            ) == ["1|1"])
        #expect(
            try root.rows(
                """
                select sum(users) = (select users_moved from report_plan_scenario where scenario = \
                'main') from report_plan_move
                """
            ) == ["1"])
        #expect(try root.rows("select count(*) from report_plan_move where remaining_m2 < 0") == ["0"])
        #expect(try PlanVerification(language: .en).check(root.path + "/outbound/latest/plan").good)

        try root.run()
        #expect(try root.lastSteps() == [])
        let again = try Self.sample()
        try again.run()
        #expect(again.latest() == edition)

        let desk = try PlanDesk(root: root.path, language: .da)
        let plan = try desk.plan()
        #expect(plan.good && plan.text.contains("Forlades") && plan.text.contains("ten_percent"))
        #expect(try !desk.plan(scenario: "twelve_percent").good)
        #expect(throws: PlanDesk.Unknown.self) { try desk.plan(scenario: "nope") }
        #expect(throws: PlanDesk.Unknown.self) { try desk.keep("nope") }
        let left = try root.rows("select property_id from report_plan order by area_m2 desc limit 1")[0]
        #expect(try desk.keep(left).text.contains("Beholdes"))
        #expect(try desk.whyNot(percent: 30).text.contains("strander på"))
    }

    @Test func aPlanThatTheCheckerRefusesIsNotPublishedAndAPersonMustLook() throws {
        let root = try Self.sample()
        let night = try root.night()
        night.solve = { instance, options in
            var result = solvePlan(instance, options: options)
            result.saving?.sums.saving += 1
            return result
        }
        let outcome = try night.run()
        #expect(outcome.published && outcome.exitCode == .attention)
        #expect(
            outcome.warnings.contains {
                $0.hasPrefix("plan main: The checker refused the plan, and it is not published.")
            })
        #expect(try root.rows("select count(*) from report_plan") == ["0"])
        #expect(
            try root.rows("select status, checked, area_m2 from report_plan_scenario where scenario = 'main'")
                == ["not_reached|0|-"])
        #expect(
            root.text("outbound/latest/plan/main.saving.plan.txt") == nil
                && root.text("outbound/latest/plan/main.instance.txt") != nil)
    }
}
