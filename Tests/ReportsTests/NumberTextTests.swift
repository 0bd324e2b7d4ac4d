import Testing

@testable import Reports

@Suite struct NumberTextTests {
    @Test(arguments: [
        (1234.5, 1, "1.234,5", "1,234.5"), (0, 0, "0", "0"), (-0.4, 0, "0", "0"),
        (-1234567.891, 2, "−1.234.567,89", "−1,234,567.89"),
        (999.999, 2, "1.000,00", "1,000.00"),
        (0.05, 1, "0,1", "0.1"), (.nan, 0, "–", "–"), (.infinity, 1, "–", "–"), (12, 0, "12", "12"),
        (1e14, 0, "100.000.000.000.000", "100,000,000,000,000"),
    ])
    func peopleReadTheirOwnSeparators(_ value: Double, _ decimals: Int, _ danish: String, _ english: String) {
        #expect(NumberText.decimal(value, decimals: decimals, language: "da") == danish)
        #expect(NumberText.decimal(value, decimals: decimals, language: "en") == english)
    }

    @Test(arguments: [
        ("2026-02-28", "28.02.2026", "28 Feb 2026"), ("2026-13-01", "2026-13-01", "2026-13-01"), ("", "", ""),
        ("1.2.2026", "1.2.2026", "1.2.2026"),
    ])
    func datesInWords(_ iso: String, _ danish: String, _ english: String) {
        #expect(NumberText.date(iso, language: "da") == danish)
        #expect(NumberText.date(iso, language: "en") == english)
    }

    @Test(arguments: [
        (1.0, "1"), (0.1, "0.1"), (-12.25, "-12.25"), (1e-5, "0.00001"), (1e-12, "0"),
        (123456789012.0, "123456789012"), (.nan, ""),
    ])
    func machinesReadPlainNumbers(_ value: Double, _ text: String) {
        #expect(NumberText.plain(value) == text)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("2026-02-28", 1_772_236_800), ("2000-02-29", 951_782_400), ("no date", 0),
    ])
    func secondsOfADate(_ iso: String, _ seconds: Int) { #expect(secondsSince1970(iso) == seconds) }
}
