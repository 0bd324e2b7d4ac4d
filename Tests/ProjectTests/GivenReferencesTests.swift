import Records
import Testing

@testable import Project

/// A word that nobody knows, in a list that somebody keeps by hand, is refused with the word that was meant.
@Suite struct GivenReferencesTests {
    static func files(_ changed: [String: String]) -> [String: String] {
        [
            "schemas/settings.yaml":
                """
            settings: []\ntables:\n  - {table: given_thresholds, key: [rule, key], value: value, \
            replaces: true, read: true}\n
            """,
            "schemas/given/sector.yaml":
                "contract: sector\ncolumns:\n  - {name: sector, type: code, required: true}\n",
            "schemas/given/norms.yaml": """
            contract: norms
            key: [sector]
            columns:
              - {name: sector, type: code, required: true, references: sector.sector}
              - {name: norm_m2_per_user, type: number, minimum: 0, maximum: 1000}
              - {name: weeks, type: integer, minimum: 0}
              - {name: legal_key, type: code, references: thresholds.key}
              - {name: dated, type: date}

            """,
            "pipelines/0_given/sector.csv": "sector\nschool\nsport\n",
            "pipelines/0_given/norms.yaml":
                """
            - {sector: school, norm_m2_per_user: 15, weeks: 8, legal_key: floor_m3, dated: \
            2026-02-01}\n
            """,
            "pipelines/0_given/thresholds.yaml":
                "- {rule: F1, key: norm_factor, value: 2}\n- {rule: G1, key: floor_m3, value: 6}\n",
            "pipelines/2_core/core_limit.sql":
                """
            -- A property's limit.\nselect value from given_thresholds where rule = 'F1' and key = \
            'norm_factor'\n
            """,
        ].merging(changed) { $1 }
    }

    static let cases: [Case] = [
        Case("known words", files([:]), says: []),
        Case(
            "a sector that is not in the list",
            files([
                "pipelines/0_given/norms.yaml":
                    "- {sector: shool, norm_m2_per_user: 15, legal_key: floor_m3}\n"
            ]),
            says: [
                """
                pipelines/0_given/norms.yaml:1: sector shool is not in sector.sector; was school meant? \
                (unknown_word)
                """
            ]),
        Case(
            "a key of another list",
            files(["pipelines/0_given/norms.yaml": "- {sector: school, legal_key: flor_m3}\n"]),
            says: [
                """
                pipelines/0_given/norms.yaml:1: legal_key flor_m3 is not in thresholds.key; was \
                floor_m3 meant? (unknown_word)
                """,
                "pipelines/0_given/thresholds.yaml:2: no model reads floor_m3 (unknown_word)",
            ]),
        Case(
            "nothing stands there",
            files([
                "pipelines/0_given/norms.yaml": "- {sector: sport, legal_key: floor_m3}\n- {sector: school}\n"
            ]), says: []),
        Case(
            "a threshold that no model reads",
            files([
                "pipelines/0_given/thresholds.yaml":
                    "- {rule: F1, key: norm_facter, value: 2}\n- {rule: G1, key: floor_m3, value: 6}\n"
            ]),
            says: [
                """
                pipelines/0_given/thresholds.yaml:1: no model reads norm_facter; was norm_factor meant? \
                (unknown_word)
                """
            ]),
        Case(
            "a number beyond its bounds",
            files([
                "pipelines/0_given/norms.yaml":
                    "- {sector: school, norm_m2_per_user: -15, weeks: -1, legal_key: floor_m3}\n"
            ]),
            says: [
                "pipelines/0_given/norms.yaml:1:38: norm_m2_per_user must be at least 0, not -15 (bad_value)",
                "pipelines/0_given/norms.yaml:1:50: weeks must be at least 0, not -1 (bad_value)",
            ]),
        Case(
            "a thousand too many",
            files([
                "pipelines/0_given/norms.yaml":
                    "- {sector: school, norm_m2_per_user: 15000, legal_key: floor_m3}\n"
            ]),
            says: [
                """
                pipelines/0_given/norms.yaml:1:38: norm_m2_per_user must be at most 1000, not 15000 \
                (bad_value)
                """
            ]),
        Case(
            "a day that is not in the calendar",
            files([
                "pipelines/0_given/norms.yaml": "- {sector: school, legal_key: floor_m3, dated: 2026-02-31}\n"
            ]),
            says: [
                """
                pipelines/0_given/norms.yaml:1:48: dated must be a date such as 2026-02-28, not \
                \"2026-02-31\" (bad_value)
                """
            ]),
        Case(
            "a reference to nothing",
            files([
                "schemas/given/sector.yaml":
                    "contract: sector\ncolumns:\n  - {name: sector, type: code, references: use.use_code}\n"
            ]),
            says: [
                """
                schemas/given/sector.yaml:1: sector refers to use.use_code, which no given table has \
                (unknown_reference)
                """
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    /// In the project's own lists no number has a meaning below nothing, and no threshold may be misspelt
    /// unnoticed.
    @Test func noRowOfTheProjectsOwnGoesUnseen() throws {
        let (project, _) = Project.load(root: repository.path)
        let folder = Folder(root: repository.path, findings: Findings())
        let rules = try #require(SettingRules(folder, given: project.given))
        #expect(!rules.read.isEmpty)
        for (index, column) in rules.read {
            var spoiled = project
            for row in spoiled.given[index].rows.indices {
                spoiled.given[index].rows[row][column] = .text("\(row)x")
            }
            let findings = Findings()
            spoiled.holdRead(rules, Folder(root: repository.path, findings: findings))
            #expect(findings.all.map(\.line) == project.given[index].lines)
        }
    }
}
