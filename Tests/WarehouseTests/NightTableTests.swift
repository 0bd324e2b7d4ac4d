import Records
import Testing

@testable import Warehouse

/// The only date that models see, and the dates counted from it.
@Suite struct NightTableTests {
    @Test(arguments: [
        (
            "2026-02-28",
            [
                "2026-02-28", "2026-02-28T00:00:00.0000000Z", "2026-02-01", "2026-01-01", "2025-11-28",
                "2025-08-28", "2025-02-28", "2024-02-28", "2024-02-28", "2021-02-28", "2026", "2031", "2036",
            ]
        ),
        (
            "2024-02-29",
            [
                "2024-02-29", "2024-02-29T00:00:00.0000000Z", "2024-02-01", "2024-01-01", "2023-11-29",
                "2023-08-29", "2023-02-28", "2022-02-28", "2022-02-28", "2019-02-28", "2024", "2029", "2034",
            ]
        ),
        (
            "2026-05-31",
            [
                "2026-05-31", "2026-05-31T00:00:00.0000000Z", "2026-05-01", "2026-01-01", "2026-02-28",
                "2025-11-30", "2025-05-31", "2024-05-31", "2024-05-31", "2021-05-31", "2026", "2031", "2036",
            ]
        ),
    ])
    func row(_ day: String, _ expected: [String]) throws {
        let row = try #require(CalendarDay(day)).nightRow(run: 9)
        let columns = EngineTables.night.columns.map(\.name)
        #expect(row.count == columns.count)
        #expect(zip(columns, row).filter { $0.0 != "run" }.map(\.1.plain) == expected)
        #expect(row[columns.firstIndex(of: "run")!] == 9)
    }
}
