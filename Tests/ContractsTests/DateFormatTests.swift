import Records
import Testing

@testable import Contracts

@Suite struct DateFormatTests {
    @Test(arguments: [
        ("yyyy-MM-dd", true), ("dd-MM-yyyy", true), ("dd.MM.yyyy", true), ("yyyyMMdd", true),
        ("MM/dd/yyyy", true),
        ("dd-MM-yy", false), ("d-M-yyyy", false), ("dd-MM", false), ("yyyy-MM-dd-dd", false),
        ("dd-mm-yyyy", false),
        ("yyyy-MM-ddTHH:mm", false), ("", false),
    ])
    func isKnown(_ pattern: String, _ known: Bool) {
        #expect((DateFormat(pattern) != nil) == known)
    }

    @Test(arguments: [
        ("yyyyMMdd", "20260228", "2026-02-28"), ("dd.MM.yyyy", "28.02.2026", "2026-02-28"),
        ("MM/dd/yyyy", "02/28/2026", "2026-02-28"),
        ("yyyyMMdd", "2026022", nil), ("yyyyMMdd", "202602281", nil),
    ])
    func reads(_ pattern: String, _ text: String, _ expected: String?) {
        #expect(parsing(text) { DateFormat(pattern)?.parse($0) } == expected.flatMap { CalendarDay(iso: $0) })
    }
}
