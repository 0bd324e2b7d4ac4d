import Records
import Testing

@testable import Contracts

@Suite struct CalendarDayTests {
    @Test(arguments: [
        ("2026-02-28", true), ("2026-02-29", false), ("2024-02-29", true), ("1900-02-29", false),
        ("2000-02-29", true),
        ("2026-04-31", false), ("2026-12-31", true), ("2026-00-10", false), ("2026-13-10", false),
        ("2026-01-00", false),
        ("0999-12-31", false), ("1000-01-01", true), ("9999-12-31", true), ("2026-1-1", false),
        ("2026/01/01", false), ("2026-01-01T", false),
    ])
    func isReal(_ text: String, _ real: Bool) {
        #expect((CalendarDay(iso: text) != nil) == real)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("1753-01-01", -79_257),
        ("9999-12-31", 2_932_896),
    ])
    func knownDays(_ text: String, _ days: Int) {
        #expect(CalendarDay(iso: text)?.daysSince1970 == days)
    }

    @Test("days and dates agree from the year 1000 to 9999, without a gap")
    func roundTrip() throws {
        var day = try #require(CalendarDay(iso: "1000-01-01")).daysSince1970
        var before: CalendarDay?
        while let date = CalendarDay(daysSince1970: day) {
            if date.daysSince1970 != day || before.map({ !($0 < date) }) ?? false {
                Issue.record("\(day): \(date)")
            }
            before = date
            day += 1
        }
        #expect(before == CalendarDay(iso: "9999-12-31"))
    }
}
