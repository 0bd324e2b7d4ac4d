import Testing

@testable import Warehouse

/// A report table that would show how few people were in a room on a day is refused; one that sums over them
/// is not.
@Suite struct SmallCountCheckTests {
    private static let contract = """
        contract: visits
        key: [property, room, day]
        columns:
          - {name: property, type: code, references: rooms.room}
          - {name: room, type: text}
          - {name: day, type: date}
          - {name: people, type: number, unit: persons, shown_from: 5}

        """

    private static func findings(_ select: String, _ columns: String, contract: String = contract) throws
        -> [String]
    {
        let (project, compiled, says) = try compiled([
            "pipelines/1_raw/visits.yaml": "feed: visits\nformat: csv\ncontract: visits\nmatch: ['^v']\n",
            "schemas/feeds/visits.yaml": contract,
            "pipelines/2_core/core_visit.sql":
                """
            -- Visits.\n-- grain: property, room, day\nselect property, room, day, people from \
            raw_visits\n
            """,
            "pipelines/6_report/report_visits.sql": "-- Visits.\n\(select)\n",
            "schemas/reports/visits.yaml": "report: visits\ncolumns:\n\(columns)",
        ])
        #expect(says == [])
        return SmallCountCheck.findings(project, compiled).map(\.description)
    }

    @Test func forEachRoomIsRefused() throws {
        #expect(
            try Self.findings(
                "-- grain: room\nselect room, sum(people) as people from core_visit group by room",
                "  - {name: room}\n  - {name: people, type: number, unit: count}\n") == [
                    """
                    schemas/reports/visits.yaml: visits would show people for each room, and \
                    raw_visits.people may not be shown below 5 people (visits: shown_from); sum it over \
                    room first (small_count)
                    """
                ])
        #expect(
            try Self.findings(
                """
                -- grain: hour\nselect substr(day, 12, 2) as hour, sum(people) as people from \
                core_visit group by 1
                """,
                "  - {name: hour}\n  - {name: people, type: integer, unit: persons}\n"
            ).count == 1)
    }

    @Test func forEachPropertyIsNot() throws {
        let columns = "  - {name: property}\n  - {name: people, type: number, unit: count}\n"
        #expect(
            try Self.findings(
                """
                -- grain: property\nselect property, sum(people) as people from core_visit group by \
                property
                """,
                columns) == [])
        // Hours of a room are no people, and a contract that hides nothing asks for nothing.
        let room = "-- grain: room\nselect room, sum(people) as people from core_visit group by room"
        #expect(
            try Self.findings(room, "  - {name: room}\n  - {name: people, type: number, unit: hours}\n") == []
        )
        let open = Self.contract.replacing(", shown_from: 5", with: "")
        #expect(
            try Self.findings(
                room, "  - {name: room}\n  - {name: people, type: number, unit: count}\n", contract: open)
                == [])
    }
}
