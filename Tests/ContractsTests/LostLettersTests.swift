import Testing

@testable import Contracts

@Suite struct LostLettersTests {
    @Test(arguments: [
        ("Pr?vestrup", true), ("?lb?k", true), ("Sk?lsk?r", true), ("K\u{FFFD}ge", true), ("Vej ?lb?k", true),
        ("Hvorfor? Fordi", false), ("Ok?", false), ("?", false), ("2?3", false),
        ("Hvad nu?Det", false), ("", false),
    ])
    func table(_ text: String, _ expected: Bool) {
        #expect(parsing(text) { LostLetters.matches($0) } == expected)
    }
}

@Suite struct NullWordTests {
    @Test(arguments: [
        ("NULL", true), ("null", true), ("(null)", true), ("\\N", true), ("NaN", true), ("None", true),
        ("<NA>", true), ("n/a", true), ("Nord", false), ("N", false),
        ("nullermand", false), ("", false), ("0", false),
    ])
    func table(_ text: String, _ expected: Bool) {
        #expect(parsing(text) { NullWord.matches($0) } == expected)
    }

    @Test func isNeverAName() {
        let result = check([Column(name: "locality", type: .key)], "NULL")
        #expect(result.row == [.null] && result.faults.contains { $0.contains("null_word") })
    }
}
