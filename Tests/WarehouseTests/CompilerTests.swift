import Project
import Records
import Testing

@testable import Warehouse

/// What SQLite itself says of a project before any warehouse is touched, each with its place.
@Suite struct CompilerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var files: [String: String]
        var says: [String]
        init(_ name: String, _ files: [String: String], says: [String]) {
            (self.name, self.files, self.says) = (name, files, says)
        }
        var testDescription: String { name }
    }

    static func core(_ name: String, _ sql: String, says: [String]) -> Case {
        Case(name, ["pipelines/2_core/core_room.sql": sql], says: says)
    }

    static let cases: [Case] = [
        core("a good model", "-- Rooms.\n-- grain: room\nselect room, seats from raw_rooms\n", says: []),
        core(
            "an unknown table", "-- Rooms.\nselect room\nfrom raw_halls\n",
            says: [
                "pipelines/2_core/core_room.sql:3:6: no such table: raw_halls (bad_sql)"
            ]),
        core(
            "an unknown column", "-- Rooms, Æ.\nselect\n    room,\n    chairs\nfrom raw_rooms\n",
            says: [
                "pipelines/2_core/core_room.sql:4:5: no such column: chairs (bad_sql)"
            ]),
        core(
            "a column after Danish letters", "select 'æøå' as x, chairs from raw_rooms\n",
            says: [
                "pipelines/2_core/core_room.sql:1:20: no such column: chairs (bad_sql)"
            ]),
        core(
            "a syntax error", "select room,, seats from raw_rooms\n",
            says: [
                "pipelines/2_core/core_room.sql:1:13: near \",\": syntax error (bad_sql)"
            ]),
        core(
            "two statements", "select room from raw_rooms;\ndelete from raw_rooms;\n",
            says: [
                "pipelines/2_core/core_room.sql:2:1: a model is one SELECT; more follows it (not_a_select)"
            ]),
        core(
            "no SELECT", "delete from raw_rooms\n",
            says: [
                "pipelines/2_core/core_room.sql:1:1: a model is one SELECT (not_a_select)"
            ]),
        core(
            "nothing but comments", "-- Rooms.\n",
            says: [
                "pipelines/2_core/core_room.sql:1:1: a model is one SELECT (not_a_select)"
            ]),
        core(
            "a bound parameter", "select room from raw_rooms where seats > ?\n",
            says: [
                """
                pipelines/2_core/core_room.sql:1:1: a model has no bound parameters; it reads night and \
                given tables (bound_parameter)
                """
            ]),
        core(
            "a circle with itself", "select room from core_room\n",
            says: [
                "pipelines/2_core/core_room.sql:1: core_room reads itself (cycle)"
            ]),
        Case(
            "a circle of two",
            [
                "pipelines/2_core/core_a.sql": "select b from core_b\n",
                "pipelines/2_core/core_b.sql": "select a as b from core_a\n",
            ],
            says: [
                """
                pipelines/2_core/core_a.sql:1: core_a waits for core_b, which waits for it or for a \
                model that has an error (cycle)
                """,
                """
                pipelines/2_core/core_b.sql:1: core_b waits for core_a, which waits for it or for a \
                model that has an error (cycle)
                """,
            ]),
        Case(
            "only the first error is told",
            [
                "pipelines/2_core/core_a.sql": "select chairs from raw_rooms\n",
                "pipelines/2_core/core_b.sql": "select * from core_a\n",
                "pipelines/3_kpi/kpi_c.sql": "select * from core_b\n",
            ], says: ["pipelines/2_core/core_a.sql:1:8: no such column: chairs (bad_sql)"]),
        Case(
            "reading to the left",
            [
                "pipelines/2_core/core_a.sql": "select room from kpi_b\n",
                "pipelines/3_kpi/kpi_b.sql": "select room from raw_rooms\n",
            ],
            says: [
                """
                pipelines/2_core/core_a.sql:1: core_a is in core and reads kpi_b of the later stage kpi \
                (reads_to_the_left)
                """
            ]),
        core(
            "night.run", "select room, n.run from raw_rooms join night as n\n",
            says: [
                """
                pipelines/2_core/core_room.sql:1: a model may not read night.run: two equal nights \
                would differ (reads_run)
                """
            ]),
        core(
            "everything of night", "select * from night\n",
            says: [
                """
                pipelines/2_core/core_room.sql:1: a model may not read night.run: two equal nights \
                would differ (reads_run)
                """
            ]),
        core(
            "a bare division", "select\n    seats / 2 as half\nfrom raw_rooms\n",
            says: [
                """
                pipelines/2_core/core_room.sql:2:11: a division is written cast(a as double) / \
                nullif(b, 0): whole numbers divide differently between engines (bare_division)
                """
            ]),
        core(
            "a grain that is no column", "-- grain: room, day\nselect room from raw_rooms\n",
            says: [
                """
                pipelines/2_core/core_room.sql:1: the header names day, which the model does not give \
                (unknown_column)
                """
            ]),
        core(
            "an index that is no column", "-- index: day\nselect room from raw_rooms\n",
            says: [
                """
                pipelines/2_core/core_room.sql:1: the header names day, which the model does not give \
                (unknown_column)
                """
            ]),
        Case(
            "an audit of nothing",
            [
                "pipelines/2_core/audit_a.sql": "-- audits: core_none\nselect room from raw_rooms where 0\n"
            ],
            says: [
                """
                pipelines/2_core/audit_a.sql:1: the audit names core_none, which nothing makes \
                (unknown_table)
                """
            ]),
        Case(
            "an audit of given tables alone, which nobody need wait a night for",
            [
                "pipelines/0_given/hall.yaml": "- {hall: a, seats: 4}\n- {hall: b, seats: -1}\n- {hall: c}\n",
                "pipelines/2_core/audit_hall.sql":
                    """
                -- audits: given_hall\n-- says: no hall is that small\nselect hall, seats from \
                given_hall where seats < 0\n
                """,
                "pipelines/2_core/core_hall.sql": "select hall from given_hall\n",
            ],
            says: [
                """
                pipelines/2_core/audit_hall.sql:1: no hall is that small: hall b, seats -1 (audit_hall)
                """
            ]),
        Case(
            "an audit with an error",
            [
                "pipelines/2_core/core_a.sql": "select room from raw_rooms\n",
                "pipelines/2_core/audit_a.sql": "-- audits: core_a\nselect rom from core_a\n",
            ], says: ["pipelines/2_core/audit_a.sql:2:8: no such column: rom (bad_sql)"]),
        Case(
            "a promise that nothing keeps",
            [
                "schemas/reports/rooms.yaml": "report: rooms\ncolumns:\n  - {name: room}\n"
            ], says: ["schemas/reports/rooms.yaml:1: nothing makes report_rooms (missing_model)"]),
        Case(
            "a promised column",
            [
                "schemas/reports/rooms.yaml":
                    "report: rooms\ncolumns:\n  - {name: room}\n  - {name: chairs}\n",
                "pipelines/6_report/report_rooms.sql": "select room from raw_rooms\n",
            ],
            says: [
                "schemas/reports/rooms.yaml:1: report_rooms does not give the column chairs (unknown_column)"
            ]),
        Case(
            "the same model twice",
            [
                "pipelines/2_core/core_a.sql": "select room from raw_rooms\n",
                "pipelines/3_kpi/core_a.sql": "select room from raw_rooms\n",
            ],
            says: [
                """
                pipelines/3_kpi/core_a.sql:1: the table core_a is made by pipelines/2_core/core_a.sql \
                too (duplicate_table)
                """,
                """
                pipelines/3_kpi/core_a.sql:1: a model in 3_kpi is called kpi_…, since the file is the \
                table (wrong_prefix)
                """,
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try compiled(one.files).says
        #expect(said == one.says)
    }

    @Test func orderLineageAndAudits() throws {
        let (_, result, says) = try compiled([
            "pipelines/2_core/core_z.sql": "select room, seats from raw_rooms\n",
            "pipelines/2_core/core_a.sql":
                """
            with big as (select * from core_z where seats > 3) select b.room, n.as_of from big as b \
            join night as n\n
            """,
            "pipelines/3_kpi/kpi_b.sql": "select count(*) as rooms from core_a\n",
            "pipelines/3_kpi/kpi_c.sql": "select seats from raw_rooms\n",
            "pipelines/2_core/audit_both.sql":
                "-- audits: core_z\nselect * from core_z join core_a using (room) where 0\n",
        ])
        #expect(says == [])
        #expect(result.models.map(\.name) == ["core_z", "core_a", "kpi_b", "kpi_c"])
        #expect(
            result.tables["core_a"]?.reads.mapValues { $0.sorted() } == [
                "core_z": ["room", "seats"], "night": ["as_of"],
            ])
        #expect(result.tables["core_a"]?.columns.map(\.name) == ["room", "as_of"])
        #expect(result.downstream(of: "core_z").map(\.name) == ["core_a", "kpi_b"])
        #expect(result.downstream(of: "raw_rooms").map(\.name) == ["core_z", "core_a", "kpi_b", "kpi_c"])
        // An audit that reads two tables judges when the later one is built.
        #expect(result.audits.mapValues { $0.map(\.name) } == ["core_a": ["audit_both"]])
    }
}
