import Project
import Records
import Testing

@testable import Warehouse

/// Needless work on a large table is told with its place and what to do; what is meant is let be.
@Suite struct ScanCheckTests {
    private static func findings(_ sql: String, header: String = "") throws -> [String] {
        let path = "pipelines/3_kpi/kpi_x.sql"
        let (project, compiled, says) = try compiled([
            "pipelines/1_raw/rooms.yaml": "feed: rooms\nformat: csv\nlarge: true\n",
            "pipelines/2_core/core_place.sql":
                "-- Places.\n-- grain: place\n-- large: yes\nselect room as place, seats from raw_rooms\n",
            "pipelines/2_core/core_size.sql":
                "-- Sizes.\n-- grain: seats\nselect distinct seats from core_place\n",
            path: "-- X.\n\(header)\(sql)\n",
        ])
        #expect(says == [])
        return ScanCheck.findings(project, compiled).map { String($0.description.dropFirst(path.count + 1)) }
    }

    @Test(arguments: [
        "select count(*) as n from core_place",
        "select p.place, r.seats from core_place as p join raw_rooms as r on r.room = p.place",
        """
        select s.seats, n from core_size as s left join (select seats, count(*) as n from core_place \
        group by seats) as p on p.seats = s.seats
        """,
        "select p.place, n.as_of from core_place as p cross join night as n",
        "select n.as_of, b.place from night as n cross join core_place as b",
        "select b.seats from core_size as b union all select b.place from core_place as b",
    ])
    func nothingToSay(_ sql: String) throws { #expect(try Self.findings(sql) == []) }

    @Test(arguments: [
        (
            """
            select seats from core_place\nunion all\nselect count(*) + 1 from core_place as p where \
            p.seats > 3
            """,
            """
            2:19: kpi_x reads all of the large core_place 2 times; sum it once in a named step, or say \
            why it is meant: -- scan: core_place, why (large_scan)
            """
        ),
        (
            """
            select s.seats,\n    (select count(place) from core_place as p where p.seats > s.seats) as \
            larger\nfrom core_size as s
            """,
            """
            3:31: kpi_x reads all of the large core_place again for every row of another table; join it \
            by its key or an index, or say why it is meant: -- scan: core_place, why (large_scan)
            """
        ),
        (
            "select s.seats, p.place from core_size as s left join core_place as p on p.seats > s.seats + 1",
            """
            2:55: kpi_x reads all of the large core_place again for every row of another table; join it \
            by its key or an index, or say why it is meant: -- scan: core_place, why (large_scan)
            """
        ),
        (
            "select s.seats, r.room from core_size as s left join raw_rooms as r on r.seats = s.seats",
            """
            2:54: kpi_x indexes the large raw_rooms on the fly, every night; give raw_rooms an index on \
            what is joined, or say why it is meant: -- scan: raw_rooms, why (large_scan)
            """
        ),
    ])
    func says(_ sql: String, _ expected: String) throws {
        #expect(try Self.findings(sql) == [expected])
        #expect(
            try Self.findings(
                sql,
                header:
                    "-- scan: core_place, both halves need it\n-- scan: raw_rooms, it is new every night\n")
                == [])
    }
}
