import Records
import Testing

@testable import Project

/// The comment lines at the head of SQL files, and what is said of files in the wrong place.
@Suite struct ModelTests {
    @Test func header() {
        let header = SQLHeader(
            """
            -- Hours booked in each room.\n-- Second line of the sentence.\n--\n-- grain: room, day\n-- \
            index: day\n-- index: room,day\nselect 1\n-- grain: not_here\n
            """
        )
        #expect(header.sentence == "Hours booked in each room. Second line of the sentence.")
        #expect(header.list("grain") == [["room", "day"]])
        #expect(header.list("index") == [["day"], ["room", "day"]])
    }

    static let cases: [Case] = [
        Case(
            "a good model", ["pipelines/2_core/core_room.sql": "-- Rooms.\n-- grain: a\nselect 1 as a\n"],
            says: []),
        Case(
            "a model in the wrong folder", ["pipelines/3_kpi/core_room.sql": "select 1 as a\n"],
            says: [
                """
                pipelines/3_kpi/core_room.sql:1: a model in 3_kpi is called kpi_…, since the file is \
                the table (wrong_prefix)
                """
            ]),
        Case(
            "an audit of nothing",
            ["pipelines/2_core/audit_room.sql": "-- severity: error\nselect 1 as a where 0\n"],
            says: [
                """
                pipelines/2_core/audit_room.sql:1: an audit names its tables: -- audits: core_building \
                (missing_key)
                """
            ]),
        Case(
            "a matter of two tables",
            [
                "pipelines/2_core/audit_room.sql":
                    "-- audits: core_room, core_hall\n-- severity: matter\nselect 1 as a where 0\n"
            ],
            says: [
                """
                pipelines/2_core/audit_room.sql:1: a matter is told of one table: name one in audits \
                (bad_value)
                """
            ]),
        Case(
            "an audit of a severity that is none",
            [
                "pipelines/2_core/audit_room.sql":
                    "-- audits: core_room\n-- severity: fatal\nselect 1 as a where 0\n"
            ],
            says: [
                """
                pipelines/2_core/audit_room.sql:2: severity must be error, matter, tell or warn, not \
                \"fatal\" (bad_value)
                """
            ]),
        Case(
            "a misspelt key in the header",
            ["pipelines/2_core/core_room.sql": "-- Rooms.\n-- grian: a\nselect 1 as a\n"],
            says: [
                """
                pipelines/2_core/core_room.sql:2: the key grian means nothing here; was grain meant? \
                (unknown_key)
                """
            ]),
        Case(
            "prose with a colon",
            [
                "pipelines/2_core/core_room.sql":
                    "-- Rooms.\n-- kind: one of hall and lab\n-- use: for people\nselect 1 as a\n"
            ], says: []),
        Case("SQL in a folder that has none", ["pipelines/0_given/given_x.sql": "select 1\n"], says: []),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    @Test func modelsAndAudits() throws {
        let folder = try TrialFolder([
            "pipelines/nightly.yaml": "language: da\n",
            "pipelines/2_core/core_b.sql": "-- B.\n-- grain: x\n-- index: y\nselect 1 as x, 2 as y\n",
            "pipelines/2_core/core_a.sql": "select 1 as x\n",
            "pipelines/2_core/audit_b.sql":
                "-- Sentence.\n-- audits: core_b, core_a\n-- severity: warn\n-- says: b is odd\nselect 1\n",
        ])
        let project = Project.load(root: folder.root).project
        #expect(
            project.models.map { [$0.name, $0.stage.rawValue, $0.file, $0.sentence] } == [
                ["core_a", "core", "pipelines/2_core/core_a.sql", ""],
                ["core_b", "core", "pipelines/2_core/core_b.sql", "B."],
            ])
        #expect(project.models[1].grain == ["x"] && project.models[1].indexes == [["y"]])
        #expect(
            project.audits.map { [$0.name, $0.severity.rawValue, $0.says] + $0.audits } == [
                ["audit_b", "warn", "b is odd", "core_b", "core_a"]
            ])
        #expect(Set(project.fingerprints.keys) == ["given_setting", "core_a", "core_b", "audit_b"])
    }
}
