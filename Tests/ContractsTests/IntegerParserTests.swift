import Records
import Testing

@testable import Contracts

@Suite struct IntegerParserTests {
    @Test(
        arguments: [
            ("0", .value(0)), ("-0", .value(0)), ("1499", .value(1499)), ("-14", .value(-14)),
            ("0012", .value(12)),
            ("1.499", .value(1499)), ("12.345.678", .value(12_345_678)), ("14-", .value(-14)),
            ("(14)", .value(-14)),
            ("9223372036854775807", .value(.max)), ("-9223372036854775808", .value(.min)),
            ("9223372036854775808", .bad(.outOfRange)), ("-9223372036854775809", .bad(.outOfRange)),
            ("18446744073709551615", .bad(.outOfRange)), ("18446744073709551616", .bad(.outOfRange)),
            ("99999999999999999999", .bad(.outOfRange)),
            ("123456789012345678901234567890", .bad(.outOfRange)),
            ("12,0", .noted(12, .otherSpelling)), ("1 499", .noted(1499, .otherSpelling)),
            ("12,", .bad(.badInteger)), ("1.49", .bad(.badInteger)), ("1499.000", .bad(.badInteger)),
            ("-", .bad(.badInteger)), ("--1", .bad(.badInteger)), ("-1-", .bad(.badInteger)),
            ("+1", .noted(1, .otherSpelling)),
            ("- 1", .noted(-1, .otherSpelling)), ("1 2", .bad(.badInteger)), ("0x10", .bad(.badInteger)),
            ("1e3", .bad(.badInteger)),
            ("1_000", .bad(.badInteger)), ("１２", .bad(.badInteger)), ("12 m2", .bad(.badInteger)),
            ("=\"0012\"", .bad(.badInteger)),
            ("n/a", .bad(.badInteger)), ("nan", .bad(.badInteger)),
        ] as [(String, Parsed<Int64>)])
    func danish(_ text: String, _ expected: Parsed<Int64>) {
        #expect(parsing(text) { IntegerParser.parse($0, style: .danish) } == expected)
    }

    @Test(
        arguments: [
            ("1499", .value(1499)), ("-14", .value(-14)), ("1.499", .bad(.badInteger)),
            ("14-", .noted(-14, .otherSpelling)), ("1.000", .bad(.badInteger)),
            ("12.0", .noted(12, .otherSpelling)),
        ] as [(String, Parsed<Int64>)])
    func register(_ text: String, _ expected: Parsed<Int64>) {
        #expect(parsing(text) { IntegerParser.parse($0, style: .register) } == expected)
    }
}
