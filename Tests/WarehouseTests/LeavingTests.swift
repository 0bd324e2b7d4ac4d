import Testing

@testable import Warehouse

/// Deliveries and rooms stay; what a model elsewhere reads leaves; what can be made there is.
@Suite struct LeavingTests {
    private static func standings(counts: Bool) throws -> [String: Leaving.Standing] {
        let shown = counts ? ", shown_from: 5" : ""
        let (project, compiled, says) = try compiled([
            "pipelines/1_raw/visits.yaml": "feed: visits\nformat: csv\ncontract: visits\nmatch: ['^v']\n",
            "schemas/feeds/visits.yaml": """
            contract: visits
            key: [property, room]
            columns:
              - {name: property, type: code, references: rooms.room}
              - {name: room, type: text}
              - {name: people, type: number, unit: persons\(shown)}

            """,
            "pipelines/2_core/core_visit.sql":
                "-- Visits.\n-- grain: property, room\nselect property, room, people from raw_visits\n",
            "pipelines/2_core/core_hall.sql":
                "-- Halls.\n-- grain: room_key\nselect property || room as room_key from raw_visits\n",
            "pipelines/2_core/core_sum.sql":
                """
            -- Sums.\n-- grain: property\nselect property, sum(people) as people from core_visit \
            group by property\n
            """,
            "pipelines/2_core/core_other.sql":
                "-- Nobody reads it.\n-- grain: property\nselect distinct property from raw_visits\n",
            "pipelines/3_kpi/kpi_sum.sql":
                "-- Sums.\n-- grain: property\nselect property, people from core_sum\n",
            "pipelines/3_kpi/kpi_peak.sql":
                """
            -- Peaks.\n-- grain: property\nselect property, max(people) as people from core_visit \
            group by property\n
            """,
            "pipelines/3_kpi/kpi_part.sql":
                """
            -- Parts.\n-- grain: part\n-- tells: part\nselect room as part from core_visit group by \
            room\n
            """,
            "pipelines/6_report/report_parts.sql": "-- Parts.\nselect part, 1 as n from kpi_part\n",
            "pipelines/3_kpi/kpi_rooms.sql":
                """
            -- Rooms.\n-- grain: property\nselect property, count(distinct room) as n from \
            core_visit group by property\n
            """,
            "pipelines/4_flag/flag_rooms.sql":
                "-- Rooms.\n-- grain: property\nselect property, n from kpi_rooms\n",
            "pipelines/6_report/report_visits.sql":
                """
            -- Visits.\nselect s.property, p.people from kpi_sum as s join kpi_peak as p on \
            p.property = s.property\n
            """,
            "schemas/reports/visits.yaml": "report: visits\ncolumns:\n  - {name: property}\n",
        ])
        #expect(says == [])
        return Leaving(project, compiled).standings
    }

    @Test func roomsStayAndWhatRestsOnThemLeavesAsSums() throws {
        let standings = try Self.standings(counts: true)
        #expect(
            standings["raw_visits"] == .stays && standings["raw_feed"] == .stays
                && standings["raw_reject"] == .stays)
        #expect(
            standings["core_visit"] == .stays && standings["core_hall"] == .stays
                && standings["plan_moved"] == .stays)
        // Read by what is made there; the peak reads rooms and cannot be.
        #expect(standings["core_sum"] == .rows && standings["kpi_peak"] == .rows)
        #expect(standings["kpi_sum"] == .made && standings["report_visits"] == .made)
        // A room under another name stays where the model says so, and where it is read on; a count of rooms
        // is none.
        #expect(standings["kpi_part"] == .stays && standings["report_parts"] == .stays)
        #expect(standings["kpi_rooms"] == .rows && standings["flag_rooms"] == .made)
        #expect(standings["core_other"] == .unused && standings["night"] == .unused)
    }

    @Test func withoutCountsOfPeopleRoomsLeaveAsTheyAre() throws {
        let standings = try Self.standings(counts: false)
        #expect(
            standings["raw_visits"] == .stays && standings["core_visit"] == .rows
                && standings["kpi_peak"] == .made)
    }
}
