import Records
import Testing

@testable import Contracts

@Suite struct YearParserTests {
    @Test(
        arguments: [
            ("1974", .value(1974)), ("1000", .value(1000)), ("9999", .value(9999)), ("0", .null),
            ("0000", .null),
            ("0999", .bad(.badYear)), ("74", .bad(.badYear)), ("00", .bad(.badYear)),
            ("19745", .bad(.badYear)), ("-197", .bad(.badYear)),
            ("1.97", .bad(.badYear)), ("197x", .bad(.badYear)), ("１９７４", .bad(.badYear)),
        ] as [(String, Parsed<Int64>)])
    func table(_ text: String, _ expected: Parsed<Int64>) {
        #expect(parsing(text, YearParser.parse) == expected)
    }
}
