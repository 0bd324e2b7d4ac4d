import Records
import Testing

@testable import Contracts

@Suite struct LocalTimestampParserTests {
    @Test(arguments: [
        ("2020-04-18T01:01:37.123", "2020-04-18T01:01:37.123"),
        ("2020-04-18T01:01:37", "2020-04-18T01:01:37.000"),
        ("2020-04-18 01:01:37.5", "2020-04-18T01:01:37.500"),
        ("2020-04-18T01:01:37.1230000", "2020-04-18T01:01:37.123"),
        ("2020-04-18T01:01:37.1234", nil), ("2020-04-18T01:01:37Z", nil), ("2020-04-18", nil),
        ("2020-04-18T01:01", nil),
        ("2020-02-30T01:01:37", nil), ("2020-04-18T25:01:37", nil),
    ])
    func table(_ text: String, _ expected: String?) {
        let parsed = parsing(text, LocalTimestampParser.parse)
        guard case .value(let moment) = parsed else {
            #expect(expected == nil && parsed == .bad(.badTimestamp))
            return
        }
        #expect(written(moment, Digits.writeLocal) == expected)
    }
}
