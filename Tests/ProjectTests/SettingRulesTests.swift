import Records
import Testing

@testable import Project

/// What may stand under `settings`, and what a setting does to the row that it stands for.
@Suite struct SettingRulesTests {
    static let thresholds = """
        - {rule: target, key: low_percent, value: 5, unit: percent, source: S1, dated: "2018-10-03"}
        - {rule: target, key: high_percent, value: 10, unit: percent, source: S1, dated: "2018-10-03"}
        - {rule: F1, key: norm_factor, value: 2, unit: ratio, source: S1, dated: "2018-10-03"}
        """
    static let shape = """
        settings:
          - {key: target.low_percent.*, unit: percent}
          - {key: target.high_percent.*, unit: percent}
        tables:
          - {table: given_thresholds, key: [rule, key], value: value, replaces: true}
        ranges:
          - {low: target.low_percent, high: target.high_percent}
        """

    static func files(_ settings: String) -> [String: String] {
        [
            "pipelines/nightly.yaml": "language: da\nsettings:\n"
                + settings.split(separator: "\n").map { "  - {\($0)}\n" }.joined(),
            "pipelines/0_given/thresholds.yaml": thresholds, "schemas/settings.yaml": shape,
        ]
    }

    static let cases: [Case] = [
        Case(
            "good ones",
            files(
                """
                key: F1.norm_factor, value: 1.5, unit: ratio\nkey: target.low_percent.0155, value: \
                9\nkey: retention.archive_days, value: 30
                """
            ), says: []),
        Case(
            "a misspelt one", files("key: target.lov_percent, value: 5"),
            says: [
                """
                pipelines/nightly.yaml:3:38: nothing reads a setting target.lov_percent; was \
                target.low_percent meant? (unknown_key)
                """
            ]),
        Case(
            "one that is no number", files("key: target.low_percent, value: five"),
            says: [
                "pipelines/nightly.yaml:3:38: target.low_percent must be a number, not \"five\" (bad_value)"
            ]),
        Case(
            "one below nothing", files("key: F1.norm_factor, value: -1"),
            says: [
                "pipelines/nightly.yaml:3:34: F1.norm_factor must not be below 0, as -1 is (bad_value)"
            ]),
        Case(
            "half a day", files("key: retention.held_days, value: 0,5"),
            says: [
                """
                pipelines/nightly.yaml:3:39: retention.held_days must be a whole number, at least 1, \
                not \"0,5\" (bad_value)
                """
            ]),
        Case(
            "another unit", files("key: target.low_percent, value: 5, unit: m2"),
            says: [
                "pipelines/nightly.yaml:3:38: target.low_percent is counted in percent, not in m2 (bad_value)"
            ]),
        Case(
            "a range turned round",
            files("key: target.low_percent, value: 50\nkey: target.high_percent, value: 10"),
            says: [
                """
                pipelines/nightly.yaml:3:38: target.low_percent (50) is above target.high_percent (10) \
                (bad_value)
                """
            ]),
        Case(
            "a range turned round by one end", files("key: target.low_percent, value: 12"),
            says: [
                """
                pipelines/nightly.yaml:3:38: target.low_percent (12) is above target.high_percent (10) \
                (bad_value)
                """
            ]),
        Case(
            "a scope's range turned round", files("key: target.low_percent.0155, value: 11"),
            says: [
                """
                pipelines/nightly.yaml:3:43: target.low_percent.0155 (11) is above \
                target.high_percent.0155 (10) (bad_value)
                """
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    /// A decimal comma is read, in braces too, where YAML takes it for the end of the value; every model then
    /// reads the municipality's number.
    @Test(arguments: ["7,5", "\"7,5\"", "7.5"]) func aSettingTakesThePlaceOfItsRow(_ written: String) throws {
        let folder = try TrialFolder(
            Self.files("key: target.low_percent, value: \(written), unit: percent, source: council"))
        let (project, findings) = Project.load(root: folder.root)
        #expect(findings.map(\.description) == [])
        let table = try #require(project.given.first { $0.table == "given_thresholds" })
        #expect(table.rows.map { $0[2] } == [7.5, 10.0, 2.0])
        #expect(table.rows.map { $0[4] } == ["council", "S1", "S1"])
        #expect(table.columns[2].sqlType == "REAL")
        let without = try TrialFolder(Self.files("key: authority_name, value: Eksempel"))
        #expect(
            Project.load(root: without.root).project.fingerprints["given_thresholds"]
                != project.fingerprints["given_thresholds"])
    }

    @Test func theProjectsOwnSettingsAreKnown() {
        let (_, findings) = Project.load(root: repository.path)
        #expect(findings.map(\.description) == [])
    }
}
