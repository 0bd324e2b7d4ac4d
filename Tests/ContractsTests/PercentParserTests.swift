import Records
import Testing

@testable import Contracts

@Suite struct PercentParserTests {
    @Test(
        arguments: [
            ("12,5", .value(12.5)), ("12,5%", .value(12.5)), ("12,5 %", .value(12.5)), ("-3 %", .value(-3)),
            ("100%", .value(100)),
            ("%", .bad(.badNumber)), ("12%%", .bad(.badNumber)), ("%12", .value(12)),
            ("12,5 pct.", .bad(.badNumber)),
        ] as [(String, Parsed<Double>)])
    func table(_ text: String, _ expected: Parsed<Double>) {
        #expect(parsing(text) { PercentParser.parse($0, style: .danish) } == expected)
    }
}
