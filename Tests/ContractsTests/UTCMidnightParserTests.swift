import Records
import Testing

@testable import Contracts

@Suite struct UTCMidnightParserTests {
    @Test(arguments: [
        // winter and summer
        ("2018-12-10T23:00:00Z", "2018-12-11"), ("2018-07-04T22:00:00Z", "2018-07-05"),
        ("2018-12-31T23:00:00.0000000Z", "2019-01-01"),
        // the days around the two changes of 2020: 29 March and 25 October
        ("2020-03-28T23:00:00Z", "2020-03-29"), ("2020-03-29T22:00:00Z", "2020-03-30"),
        ("2020-10-24T22:00:00Z", "2020-10-25"), ("2020-10-25T23:00:00Z", "2020-10-26"),
        // summer time that Denmark did not have
        ("1978-07-12T22:00:00Z", "1978-07-13"), ("1979-10-23T22:00:00Z", "1979-10-24"),
        // no midnight: the local day of that moment
        ("2018-12-10T12:19:53.19Z", "2018-12-10"), ("2018-12-10T23:14:23.464196Z", "2018-12-11"),
        ("2018-12-10T22:59:59Z", "2018-12-10"),
        ("2018-07-04T22:14:23Z", "2018-07-05"), ("2018-07-04T21:59:59Z", "2018-07-04"),
        ("2018-12-11T00:00:00+01:00", "2018-12-11"),
        // already a day
        ("2018-12-11", "2018-12-11"),
    ])
    func day(_ text: String, _ expected: String) {
        #expect(parsing(text, UTCMidnightParser.parse) == CalendarDay(iso: expected).map { .value($0) })
    }

    @Test(arguments: ["1752-12-31T23:00:00Z", "1753-01-01", "1753-01-01T00:00:00Z"])
    func notKnown(_ text: String) {
        #expect(parsing(text, UTCMidnightParser.parse) == .null)
    }

    @Test(arguments: ["2018-02-30", "2018-12-10T23:00:00", "11-12-2018", "9999-12-31T23:00:00Z", "x", ""])
    func bad(_ text: String) {
        #expect(parsing(text, UTCMidnightParser.parse) == .bad(.badDate))
    }
}
