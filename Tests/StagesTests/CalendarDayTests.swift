import Records
import Testing

@testable import Stages

/// The only place that asks the clock for a date.
@Suite struct CalendarDayTests {
    @Test func todayIsADayAndZonesDifferByAtMostOne() throws {
        let copenhagen = try #require(CalendarDay.today(in: "Europe/Copenhagen"))
        let utc = try #require(CalendarDay.today(in: "UTC"))
        #expect(abs(copenhagen.daysSince1970 - utc.daysSince1970) <= 1)
        let east = try #require(CalendarDay.today(in: "Pacific/Kiritimati"))
        let west = try #require(CalendarDay.today(in: "Pacific/Pago_Pago"))
        #expect((1...2).contains(east.daysSince1970 - west.daysSince1970))
    }

    @Test func noSuchZone() { #expect(CalendarDay.today(in: "Europe/Atlantis") == nil) }

    @Test(
        arguments: [
            ("2026-02-28", "2026-02-28"), ("20260228", "2026-02-28"), ("2024-02-29", "2024-02-29"),
            ("2026-02-29", nil), ("1900-02-29", nil), ("2000-02-29", "2000-02-29"),
            ("2026-13-01", nil), ("2026-2-28", nil), ("2026/02/28", nil), ("0000-01-01", nil),
            (" 2026-02-28", nil), ("２０２６０２２８", nil), ("", nil),
        ] as [(String, String?)])
    func reads(_ text: String, _ expected: String?) { #expect(CalendarDay(text)?.description == expected) }

    @Test(arguments: [
        ("2026-03-31", -1, "2026-02-28"), ("2024-03-31", -1, "2024-02-29"), ("2026-01-31", -12, "2025-01-31"),
        ("2026-12-31", 2, "2027-02-28"), ("2026-02-28", 0, "2026-02-28"),
    ])
    func months(_ day: String, _ months: Int, _ expected: String) {
        #expect(CalendarDay(day)?.adding(months: months).description == expected)
    }

    @Test(arguments: [
        ("2026-02-28", "2026-03-01", 1), ("2024-02-28", "2024-03-01", 2), ("2025-12-31", "2026-01-01", 1),
        ("2000-01-01", "2026-01-01", 9497),
    ])
    func days(_ from: String, _ to: String, _ expected: Int) {
        #expect(CalendarDay(to)!.daysSince1970 - CalendarDay(from)!.daysSince1970 == expected)
    }
}
