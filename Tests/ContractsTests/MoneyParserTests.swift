import Records
import Testing

@testable import Contracts

@Suite struct MoneyParserTests {
    @Test(
        arguments: [
            ("0", .value(0)), ("125", .value(12_500)), ("125,5", .value(12_550)), ("125,50", .value(12_550)),
            ("0,29", .value(29)),
            ("1.234,56", .value(123_456)), ("1234,56-", .value(-123_456)), ("(1.234,56)", .value(-123_456)),
            ("-1.234,56", .value(-123_456)),
            ("1.234,56 kr.", .value(123_456)), ("1.234,56 kr", .value(123_456)),
            ("1.234,56kr.", .value(123_456)),
            ("kr. 1.234,56", .value(123_456)), ("kr.1.234,56", .value(123_456)),
            ("Kr 1.234,56", .value(123_456)),
            ("kr. -125", .value(-12_500)), ("-125 kr.", .value(-12_500)), ("(125) kr.", .value(-12_500)),
            ("125- kr.", .value(-12_500)),
            ("1.234,56 DKK", .value(123_456)), ("dkk 1.234,56", .value(123_456)),
            ("DKK\u{A0}125", .value(12_500)), ("125\u{A0}kr.", .value(12_500)),
            ("9.999.999.999.999,99", .value(999_999_999_999_999)), ("10.000.000.000.000", .bad(.outOfRange)),
            ("12345678901234567890", .bad(.outOfRange)), ("184467440737095516,16", .bad(.outOfRange)),
            ("125,505", .bad(.badMoney)), ("1,234", .bad(.badMoney)),
            ("1.234,5678", .noted(123_457, .rounded)), ("125,-", .noted(12_500, .otherSpelling)),
            ("1234,567", .noted(123_457, .rounded)), ("0,125", .noted(13, .rounded)),
            ("12,5000", .value(1250)), ("53\u{A0}037,21", .noted(5_303_721, .otherSpelling)),
            ("−664,85", .noted(-66_485, .otherSpelling)), ("'-427,38", .noted(-42_738, .otherSpelling)),
            ("+1.500,00", .noted(150_000, .otherSpelling)),
            ("1.500,- kr.", .noted(150_000, .otherSpelling)),
            ("(kr. 1.234,56)", .noted(-123_456, .otherSpelling)),
            ("kr. −1 234,50", .noted(-123_450, .otherSpelling)),
            ("1,234.56", .bad(.badMoney)), ("kr.", .bad(.badMoney)), ("kr. 125 kr.", .bad(.badMoney)),
            ("125 kroner og 50 øre", .bad(.badMoney)),
            ("125 tkr", .bad(.otherCurrency)), ("125 EUR", .bad(.otherCurrency)),
            ("EUR 125", .bad(.otherCurrency)), ("€125", .bad(.otherCurrency)),
            ("125 €", .bad(.otherCurrency)), ("$ 125", .bad(.otherCurrency)), ("£125", .bad(.otherCurrency)),
            ("1.234,56 SEK", .bad(.otherCurrency)),
            ("nan", .bad(.badMoney)), ("1e3", .bad(.badMoney)), ("0x10", .bad(.badMoney)),
            ("", .bad(.badMoney)), ("-", .bad(.badMoney)),
        ] as [(String, Parsed<Int64>)])
    func danish(_ text: String, _ expected: Parsed<Int64>) {
        #expect(parsing(text) { MoneyParser.parse($0, style: .danish) } == expected)
    }

    @Test("ten øre and twenty øre are thirty øre")
    func noBinaryFraction() {
        let sum = ["0,1", "0,2"].map { parsing($0) { MoneyParser.parse($0, style: .danish) } }
        #expect(sum == [.value(10), .value(20)])
    }

    @Test("three decimals are a misread separator of thousands")
    func register() {
        #expect(parsing("1.234") { MoneyParser.parse($0, style: .register) } == .bad(.badMoney))
        #expect(parsing("1.23") { MoneyParser.parse($0, style: .register) } == .value(123))
    }
}
