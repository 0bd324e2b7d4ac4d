import Testing

@testable import Sample

struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0, 3), ("2000-02-29", 11_016, 1), ("2026-02-28", 20_512, 5),
        ("1752-12-31", -79_258, 6),
    ])
    func dayNumberWeekdayAndBack(iso: String, number: Int, weekday: Int) throws {
        let day = try #require(Day(iso: iso))
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.iso == iso)
    }

    @Test(arguments: [
        "2026-02-30", "2025-02-29", "2026-13-01", "26-02-28", "2026-2-8", "2026-02", "", "2026-02-28x",
    ])
    func whatIsNoDayIsRefused(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func monthsRollOver() {
        #expect(Month(2026, 2).later(-23).iso == "2024-03")
        #expect(Month(2025, 12).later(1).iso == "2026-01")
    }

    @Test func theSecondWholeWeekIsFiveWeekdays() {
        for month in Calendar24(asOf: Day(2026, 2, 28)).months {
            let days = Calendar24(asOf: Day(2026, 2, 28)).days(of: month, count: 5)
            #expect(days.map(\.weekday) == [0, 1, 2, 3, 4])
            #expect((8...20).contains(days[0].civil.day))
        }
    }
}
