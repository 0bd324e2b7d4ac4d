import Records
import Testing

@testable import Project

/// `pipelines/nightly.yaml`: everything that can be wrong with the settings, and where.
@Suite struct SettingsTests {
    static func nightly(_ name: String, _ text: String, says: [String]) -> Case {
        Case(name, ["pipelines/nightly.yaml": text], says: says)
    }

    static let cases: [Case] = [
        nightly("a good one", "language: en\ntime_zone: Europe/Copenhagen\n", says: []),
        nightly(
            "a misspelt key", "langauge: en\n",
            says: [
                """
                pipelines/nightly.yaml:1:1: the key langauge means nothing here; was language meant? \
                known are authorities, csv_style, gate, history, ignore, inbound, language, \
                night_starts, product, run, settings, time_zone, warehouse (unknown_key)
                """
            ]),
        nightly(
            "a language nobody wrote", "language: sv\n",
            says: ["pipelines/nightly.yaml:1:11: language must be da or en (bad_value)"]),
        nightly(
            "a style nobody wrote", "csv_style: swedish\n",
            says: ["pipelines/nightly.yaml:1:12: csv_style must be danish or rfc4180 (bad_value)"]),
        nightly(
            "limits of the gate turned round", "gate: {period_told: 9, period_held: 8}\n",
            says: [
                "pipelines/nightly.yaml:1:21: period_told (9) is above period_held (8) (bad_value)"
            ]),
        nightly(
            "a bad pattern", "ignore: ['^readme', '(']\n",
            says: ["pipelines/nightly.yaml:1:21: \"(\" is no regular expression (bad_pattern)"]),
        nightly(
            "a setting without a key", "settings:\n  - {value: 5, kye: target}\n",
            says: [
                "pipelines/nightly.yaml:2:5: key is missing (missing_key)"
            ]),
        nightly(
            "a setting with a misspelt key", "settings:\n  - {key: target, vlaue: 5}\n",
            says: [
                """
                pipelines/nightly.yaml:2:19: the key vlaue means nothing here; was value meant? known \
                are dated, describes, key, mark, source, unit, value (unknown_key)
                """
            ]),
        nightly(
            "a setting twice", "settings:\n  - {key: target, value: 5}\n  - {key: target, value: 6}\n",
            says: [
                "pipelines/nightly.yaml:3:5: the setting target stands twice (duplicate_key)"
            ]),
        nightly(
            "files that settle for a day", "inbound: {settle_seconds: 86400, settle: 3}\n",
            says: [
                "pipelines/nightly.yaml:1:27: settle_seconds must be 0 to 3600 (bad_value)",
                """
                pipelines/nightly.yaml:1:34: the key settle means nothing here; known are \
                settle_seconds (unknown_key)
                """,
            ]),
        nightly(
            "a limit below nothing", "run: {limit_seconds: -1}\n",
            says: [
                """
                pipelines/nightly.yaml:1:22: limit_seconds must be a whole number from 0, not \"-1\" \
                (bad_value)
                """
            ]),
        nightly(
            "a night that starts at no time", "night_starts: 25:00\n",
            says: [
                """
                pipelines/nightly.yaml:1:15: night_starts must be a time such as \"02:00\", not \
                \"25:00\" (bad_value)
                """
            ]),
        nightly(
            "a time zone that does not exist", "time_zone: Europe/Copenhagn\n",
            says: [
                """
                pipelines/nightly.yaml:1:12: Europe/Copenhagn is no time zone; was Europe/Copenhagen \
                meant? (bad_value)
                """
            ]),
        nightly(
            "a municipality that is a number", "authorities: [\"0155\", 155, \"0155\"]\n",
            says: [
                """
                pipelines/nightly.yaml:1:23: a municipality code has four digits, such as \"0155\", not \
                \"155\" (bad_value)
                """,
                "pipelines/nightly.yaml:1:28: the municipality 0155 stands twice (duplicate_key)",
            ]),
        nightly(
            "a setting that nothing reads any more", "history: {history_total: report_history_total}\n",
            says: [
                """
                pipelines/nightly.yaml:1:10: history is no setting any more, since nothing read it; \
                take its lines away (unknown_key)
                """
            ]),
        nightly(
            "settings that are a text", "settings: target\n",
            says: ["pipelines/nightly.yaml:1:11: settings must be a list (not_a_list)"]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test func withoutThem() throws {
        let folder = try TrialFolder()
        #expect(
            Project.load(root: folder.root).findings.map(\.description) == [
                "pipelines/nightly.yaml: the file cannot be read (unreadable)"
            ])
    }

    @Test func readsEveryKeyAndGivesTheTable() throws {
        let folder = try TrialFolder([
            "pipelines/nightly.yaml": """
            authorities: ["0147", "0101"]
            time_zone: Atlantic/Faroe
            language: en
            csv_style: rfc4180
            ignore: ['^readme.*$']
            inbound: {settle_seconds: 90}
            night_starts: "03:15"
            run: {limit_seconds: 3600}
            settings:
              - {key: low, value: 5, unit: percent, source: S1, mark: Q, dated: "2018-10-03", describes: \
            Lower end}
              - {key: name, value: Eksempel Kommune}
              - {key: nothing}
            """
        ])
        let (project, found) = Project.load(root: folder.root)
        #expect(found.map(\.description) == [])
        let settings = project.settings
        #expect(
            settings.authorities == ["0147", "0101"] && settings.timeZone == "Atlantic/Faroe"
                && settings.language == "en" && settings.csvStyle == "rfc4180")
        #expect(
            settings.settleSeconds == 90 && settings.nightStarts == 195 && settings.limitSeconds == 3600
                && Settings().limitSeconds == 22 * 3600)
        #expect(settings.ignore.map(\.text) == ["^readme.*$"])
        #expect(project.given.map(\.table) == ["given_setting"])
        #expect(
            project.given[0].rows == [
                ["low", "5", 5.0, "percent", "S1", "2018-10-03"],
                ["name", "Eksempel Kommune", nil, nil, nil, nil],
                ["nothing", nil, nil, nil, nil, nil],
            ])
    }
}
