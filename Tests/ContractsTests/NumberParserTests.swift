import Records
import Testing

@testable import Contracts

@Suite struct NumberParserTests {
    @Test(
        arguments: [
            ("0", .value(0)), ("12,5", .value(12.5)), (",5", .value(0.5)), ("0,1", .value(0.1)),
            ("-0,3", .value(-0.3)), ("-0,0", .value(0)),
            ("1.234,56", .value(1234.56)), ("1234,56", .value(1234.56)), ("1.234", .value(1234)),
            ("1.234.567,8", .value(1_234_567.8)),
            ("125,00-", .value(-125)), ("125,00 -", .value(-125)), ("(1.234,56)", .value(-1234.56)),
            ("999999999999999", .value(999_999_999_999_999)), ("0,000000000000001", .value(1e-15)),
            ("1,50000000", .value(1.5)),
            ("1234567890123456", .value(1_234_567_890_123_456)),
            ("1,2345678901234567", .noted(1.2345678901234567, .rounded)),
            ("12345678901234567890", .noted(12_345_678_901_234_567_890, .rounded)),
            ("0,10000000000000000000000000000", .value(0.1)),
            ("53 037,21", .noted(53_037.21, .otherSpelling)), ("+1.500,5", .noted(1500.5, .otherSpelling)),
            ("'427", .noted(427, .otherSpelling)),
            ("1\u{2009}234\u{2009}567,8", .noted(1_234_567.8, .otherSpelling)), ("1 23,5", .bad(.badNumber)),
            ("- 5", .noted(-5, .otherSpelling)),
            ("1,234.56", .bad(.badNumber)), ("12.34", .bad(.badNumber)), ("1.2345", .bad(.badNumber)),
            ("1234.567", .bad(.badNumber)),
            ("1..234", .bad(.badNumber)), (".234", .bad(.badNumber)), ("1.", .bad(.badNumber)),
            ("1,2,3", .bad(.badNumber)),
            ("1,234.567", .bad(.badNumber)), ("5,", .bad(.badNumber)), (",", .bad(.badNumber)),
            ("", .bad(.badNumber)), ("()", .bad(.badNumber)),
            ("(5", .bad(.badNumber)), ("(-5)", .bad(.badNumber)), ("-(5)", .bad(.badNumber)),
            ("nan", .bad(.badNumber)), ("inf", .bad(.badNumber)), ("-inf", .bad(.badNumber)),
            ("0x10", .bad(.badNumber)),
            ("1e400", .bad(.badNumber)), ("1,23E+10", .bad(.badNumber)), ("1_000", .bad(.badNumber)),
            ("１２,５", .bad(.badNumber)),
            ("-", .bad(.badNumber)), ("n/a", .bad(.badNumber)), ("#REF!", .bad(.badNumber)),
            ("######", .bad(.badNumber)),
            ("12 m2", .bad(.badNumber)), ("12abc", .bad(.badNumber)), ("−5", .noted(-5, .otherSpelling)),
            ("5 −", .noted(-5, .otherSpelling)),
        ] as [(String, Parsed<Double>)])
    func danish(_ text: String, _ expected: Parsed<Double>) {
        #expect(parsing(text) { NumberParser.parse($0, style: .danish) } == expected)
    }

    @Test(
        "what the declared style does not have is not guessed",
        arguments: [
            ("1.234", .register, .value(1.234)), ("1,234", .register, .bad(.badNumber)),
            ("1.234,56", .register, .bad(.badNumber)),
            ("1,234.56", .english, .value(1234.56)), ("1.234", .english, .value(1.234)),
            ("1.234,56", .english, .bad(.badNumber)),
            ("1 234,5", .spaced, .value(1234.5)), ("1\u{A0}234,5", .spaced, .value(1234.5)),
            ("1\u{202F}234,5", .spaced, .value(1234.5)),
            ("1.234,5", .spaced, .bad(.badNumber)), ("1 23,5", .spaced, .bad(.badNumber)),
            ("5-", .spaced, .noted(-5, .otherSpelling)),
        ] as [(String, ValueStyle, Parsed<Double>)])
    func styles(_ text: String, _ style: ValueStyle, _ expected: Parsed<Double>) {
        #expect(parsing(text) { NumberParser.parse($0, style: style) } == expected)
    }

    @Test("every number of up to 15 digits is the double nearest to its text")
    func nearest() {
        var seed: UInt64 = 1
        for _ in 0..<20_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let digits = seed >> 14
            let decimals = Int(digits % 12)
            var text = String(digits % 1_000_000_000_000_000)
            while text.count <= decimals { text = "0" + text }
            text.insert(".", at: text.index(text.endIndex, offsetBy: -decimals))
            if decimals == 0 { text.removeLast() }
            #expect(
                parsing(text) { NumberParser.parse($0, style: .register) } == .value(Double(text)!), "\(text)"
            )
        }
    }
}
