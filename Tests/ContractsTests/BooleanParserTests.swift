import Records
import Testing

@testable import Contracts

@Suite struct BooleanParserTests {
    @Test(
        arguments: [
            ("1", .value(true)), ("true", .value(true)), ("ja", .value(true)), ("Ja", .value(true)),
            ("YES", .value(true)),
            ("0", .value(false)), ("false", .value(false)), ("nej", .value(false)), ("NO", .value(false)),
            ("2", .bad(.badBoolean)), ("j", .value(true)), ("x", .value(true)), ("N", .value(false)),
            ("SAND", .value(true)), ("Falsk", .value(false)), ("måske", .bad(.badBoolean)),
            ("01", .bad(.badBoolean)),
            ("ja ja", .bad(.badBoolean)),
        ] as [(String, Parsed<Bool>)])
    func table(_ text: String, _ expected: Parsed<Bool>) {
        #expect(parsing(text, BooleanParser.parse) == expected)
    }
}
