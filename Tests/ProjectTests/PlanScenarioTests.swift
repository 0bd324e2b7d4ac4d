import Testing

@testable import Project

/// A scenario of the plan as YAML.
@Suite struct PlanScenarioTests {
    private static func read(_ text: String) -> (scenario: PlanScenario?, findings: [String]) {
        let findings = Findings()
        let scenario = PlanScenario.decode(
            text, file: "pipelines/5_plan/scenarios/south.yaml", into: findings)
        return (scenario, findings.all.map { "\($0.line ?? 0):\($0.code)" })
    }

    @Test func everythingAScenarioMaySay() {
        let (scenario, findings) = Self.read(
            """
            scenario: south
            title: {da: "Syd", en: "South"}
            target_percent: 7.5
            distance_percent: 150
            space: low
            leave: [E-1]
            keep: [E-2, E-3]
            """)
        #expect(
            findings == [] && scenario?.targetPercent == 7.5 && scenario?.distancePercent == 150
                && scenario?.spaceLow == true)
        #expect(
            scenario?.leave == ["E-1"] && scenario?.keep == ["E-2", "E-3"] && scenario?.title["da"] == "Syd")
    }

    @Test(arguments: [
        ("scenario: north\n", ["1:other_name"]),
        ("scenario: south\ntarget: 7\n", ["2:unknown_key"]),
        ("scenario: south\ntarget_percent: much\n", ["2:bad_value"]),
        ("scenario: south\ndistance_percent: -1\n", ["2:bad_value"]),
        ("scenario: south\nspace: middle\n", ["2:bad_value"]),
        ("scenario: south\nleave: [a]\nkeep: [a]\n", ["2:bad_value"]),
        ("title: {da: x}\n", ["1:missing_key"]),
    ])
    func whatItMayNotSay(_ text: String, _ expected: [String]) {
        #expect(Self.read(text).findings == expected)
    }
}
