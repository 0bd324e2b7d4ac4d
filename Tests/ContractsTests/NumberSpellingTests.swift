import Testing

@testable import Contracts

/// Numbers as people and programs write them, where there is one reading; anything else is no number.
@Suite struct NumberSpellingTests {
    private func plain(_ text: String, _ style: ValueStyle = .danish, kroner: Bool = false) -> String? {
        parsing(text) {
            NumberSpelling.plain($0, style: style, kroner: kroner).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test(
        arguments: [
            ("1 234,56", "1234,56"), ("1\u{A0}234\u{202F}567", "1234567"), ("1'234,5", "1234,5"),
            ("12 345", "12345"), ("\u{2212}12", "-12"), ("12-", "-12"), ("+7", "7"),
            ("(12,5)", "-12,5"), ("( 1 234 )", "-1234"), ("'0012", "0012"), ("\u{200B}5", "5"), ("- 5", "-5"),
            (",5", ",5"),
            ("1 23", nil), ("1 2345", nil), ("1234 567", nil), ("(-5)", nil), ("1 234 ,5", nil), ("x5", nil),
            ("", nil), ("-", nil), ("()", nil), ("1 2a4", nil),
        ] as [(String, String?)])
    func numbers(_ text: String, _ expected: String?) { #expect(plain(text) == expected) }

    @Test(
        arguments: [
            ("kr. 1.234,56", "1.234,56"), ("1.234,56 kr.", "1.234,56"), ("DKK 12", "12"), ("12 dkk", "12"),
            ("1.234,-", "1.234"), ("12,--", "12"), ("kr. -5", "-5"), ("-kr. 5", "-5"),
            ("(kr. 5)", "-5"), ("5 kr.-", nil), ("kr 1 000", "1000"), ("kr.", nil), (",-", nil),
            ("12 kr. 50", nil), ("€ 5", nil),
        ] as [(String, String?)])
    func kroner(_ text: String, _ expected: String?) { #expect(plain(text, kroner: true) == expected) }

    /// What it gives out is judged by the strict parser: an amount in two currencies or with words in it
    /// stays none.
    @Test(arguments: ["12 kr. 50", "1,2,3 kr.", "kr. 5 i alt"])
    func noAmount(_ text: String) {
        guard case .bad = parsing(text, { MoneyParser.parse($0, style: .danish) }) else {
            Issue.record("\(text) was read")
            return
        }
    }

    @Test func withoutItKronerAreNoNumber() { #expect(plain("kr. 5") == nil) }

    @Test func aLongTextIsNone() { #expect(plain(String(repeating: "1 ", count: 101)) == nil) }

    @Test func anEnglishDecimalPointStays() { #expect(plain("1 234.5", .english) == "1234.5") }
}
