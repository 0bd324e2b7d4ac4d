import Testing

@testable import Project

/// The seven stages: one word each for folder, prefix, argument and heading.
@Suite struct StageTests {
    @Test func folders() {
        #expect(
            Stage.allCases.map(\.path) == [
                "pipelines/0_given", "pipelines/1_raw", "pipelines/2_core", "pipelines/3_kpi",
                "pipelines/4_flag", "pipelines/5_plan", "pipelines/6_report",
            ])
    }

    @Test(
        arguments: [
            ("raw_rooms", .raw), ("core_a", .core), ("report_x", .report), ("night", nil),
            ("history_total", nil), ("core", nil), ("rawhide", nil),
        ] as [(String, Stage?)])
    func ofTable(_ table: String, _ stage: Stage?) { #expect(Stage.of(table: table) == stage) }

    @Test func flow() {
        #expect(Stage.given < .raw && Stage.raw < .core && Stage.flag < .plan && !(Stage.report < .report))
    }
}
