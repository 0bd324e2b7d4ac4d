import Records
import Testing

@testable import Contracts

@Suite struct DateParserTests {
    static let formats = ["dd-MM-yyyy", "yyyy-MM-dd"].compactMap { DateFormat($0) }

    @Test(arguments: [
        ("28-02-2026", "2026-02-28"), ("2026-02-28", "2026-02-28"), ("29-02-2024", "2024-02-29"),
        ("31-12-9999", "9999-12-31"),
        ("31-02-2026", nil), ("29-02-2023", nil), ("2023-02-29", nil), ("31-12-23", nil), ("23-12-31", nil),
        ("2023-2-9", nil), ("9-2-2023", nil),
        ("20230101", nil), ("01/02/2023", nil), ("45291", nil), ("45291,5", nil), ("3/6/2026", nil),
        ("31.06.2026", nil), ("1.1.27", nil), ("30. xyz 2026", nil), ("2026-06-30T22:00:00Z", nil),
        ("30.06.2026 25:00", nil), ("30-06-2026 14:", nil), ("1.2.3.2026", nil),
        ("31-12-0023", nil), ("00-01-2023", nil),
        ("28-02-2026 ", nil), ("２８-02-2026", nil), ("-1-02-2026", nil),
        ("i dag", nil), ("", nil),
    ])
    func table(_ text: String, _ expected: String?) {
        let parsed = parsing(text) { DateParser.parse($0, formats: Self.formats) }
        #expect(parsed == (expected.flatMap { CalendarDay(iso: $0) }.map { .value($0) } ?? .bad(.badDate)))
    }

    /// What nobody agreed and can be read in one way only is read, and noted.
    @Test(arguments: [
        "30.06.2026", "30.6.2026", "30/6-2026", "30. juni 2026", "30 jun 2026", "30-JUN-2026",
        "30. June 2026",
        "2026-06-30 14:30", "2026-06-30T23:59:59", "2026-06-30 00:00:00.000", "30-06-2026 14:30",
        "30-06-2026 14.30.00", "30-06-2026T00:00:00", "30.06.2026 14:30",
    ])
    func oneReading(_ text: String) {
        let parsed = parsing(text) { DateParser.parse($0, formats: Self.formats) }
        #expect(parsed == .noted(CalendarDay(iso: "2026-06-30")!, .otherSpelling), "\(text)")
    }
}
