import Testing

@testable import Contracts

@Suite struct DanishTimeTests {
    @Test(
        "the last second before and the first second of each change",
        arguments: [
            ("1979-07-01T12:00:00Z", 1), ("1980-04-06T00:59:59Z", 1), ("1980-04-06T01:00:00Z", 2),
            ("1980-09-28T00:59:59Z", 2),
            ("1980-09-28T01:00:00Z", 1),
            ("1981-03-29T01:00:00Z", 2), ("1981-09-27T01:00:00Z", 1), ("1995-09-24T00:59:59Z", 2),
            ("1995-09-24T01:00:00Z", 1),
            ("1996-03-31T00:59:59Z", 1), ("1996-03-31T01:00:00Z", 2), ("1996-10-27T00:59:59Z", 2),
            ("1996-10-27T01:00:00Z", 1),
            ("2020-03-29T00:59:59Z", 1), ("2020-03-29T01:00:00Z", 2), ("2020-10-25T00:59:59Z", 2),
            ("2020-10-25T01:00:00Z", 1),
            ("2026-03-29T01:00:00Z", 2), ("2026-10-25T01:00:00Z", 1), ("2029-03-25T01:00:00Z", 2),
            ("2026-01-01T00:00:00Z", 1),
            ("2026-12-31T23:59:59Z", 1),
        ])
    func hours(_ text: String, _ hours: Int) {
        guard case .value(let moment) = parsing(text, TimestampParser.parse) else {
            Issue.record("not a time: \(text)")
            return
        }
        #expect(DanishTime.offset(at: moment) == hours * 3600)
    }
}
