import Project
import Records
import Testing

@testable import Warehouse

/// What does not fit between a shared table and its adders, told at the adder's own line.
@Suite struct AddersTests {
    static let head = "-- Places.\n-- grain: place\n-- columns: place, seats\n"
    static func adder(_ select: String) -> String {
        "-- Some.\n-- grain: place\n-- adds to: core_place\n\(select)\n"
    }

    static let cases: [CompilerTests.Case] = [
        .init(
            "columns by name, in any order, and more of them",
            [
                "pipelines/2_core/core_place.sql": head,
                "pipelines/2_core/core_a.sql": adder("select room as place, seats from raw_rooms"),
                "pipelines/2_core/core_b.sql": adder("select 3 as seats, 1 as more, 'b' as place"),
            ], says: []),
        .init(
            "a column is missing",
            [
                "pipelines/2_core/core_place.sql": head,
                "pipelines/2_core/core_a.sql": adder("select room as place, seats from raw_rooms"),
                "pipelines/2_core/core_b.sql": adder("select 'b' as place"),
            ],
            says: [
                """
                pipelines/2_core/core_b.sql:3: it adds to core_place and does not give seats; its rows \
                have the columns place, seats (bad_adder)
                """
            ]),
        .init(
            "another type",
            [
                "pipelines/2_core/core_place.sql": head,
                "pipelines/2_core/core_a.sql": adder("select room as place, seats from raw_rooms"),
                "pipelines/2_core/core_b.sql": adder("select room as place, room as seats from raw_rooms"),
            ],
            says: [
                """
                pipelines/2_core/core_b.sql:3: it adds to core_place, and its seats is a text, where \
                that of core_a is an integer (bad_adder)
                """
            ]),
        .init(
            "an adder that reads what it adds to",
            [
                "pipelines/2_core/core_place.sql": head,
                "pipelines/2_core/core_a.sql": adder("select place, seats from core_place"),
            ],
            says: [
                """
                pipelines/2_core/core_a.sql:1: core_a waits for core_place, which waits for it or for a \
                model that has an error (cycle)
                """,
                """
                pipelines/2_core/core_place.sql:1: core_place waits for core_a, which waits for it or \
                for a model that has an error (cycle)
                """,
            ]),
        .init(
            "an adder with an error is told alone",
            [
                "pipelines/2_core/core_place.sql": head,
                "pipelines/2_core/core_a.sql": adder("select chairs as place, seats from raw_rooms"),
            ], says: ["pipelines/2_core/core_a.sql:4:8: no such column: chairs (bad_sql)"]),
    ]

    @Test(arguments: cases) func isTold(_ one: CompilerTests.Case) throws {
        #expect(try compiled(one.files).says == one.says)
    }
}
