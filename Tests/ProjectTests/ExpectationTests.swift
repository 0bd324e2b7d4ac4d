import Records
import Testing

import struct Project.Expectation

@testable import Project

/// When a delivery is due, and when it is late.
@Suite struct ExpectationTests {
    static let cases: [Case] = [
        FeedDecodingTests.feed(
            "a good one", "feed: rooms\nformat: csv\nexpected: {every: year, on: \"02-29\", grace_days: 0}\n",
            says: []),
        FeedDecodingTests.feed(
            "days that are none",
            "feed: rooms\nformat: csv\nexpected: {every: week, on: 3, by: \"6\", grace_days: 400}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:29: on must be a day of the week: monday, tuesday, \
                wednesday, thursday, friday, saturday, sunday (bad_value)
                """,
                "pipelines/1_raw/rooms.yaml:3:36: by must be a time such as \"06:00\", not \"6\" (bad_value)",
                "pipelines/1_raw/rooms.yaml:3:53: grace_days must be 0 to 366 (bad_value)",
            ]),
        FeedDecodingTests.feed(
            "a day of the month", "feed: rooms\nformat: csv\nexpected: {every: month, on: 32}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:30: on must be a day of the month, 1 to 31 (bad_value)"
            ]),
        FeedDecodingTests.feed(
            "a day of the year", "feed: rooms\nformat: csv\nexpected: {every: year, on: \"02-30\"}\n",
            says: [
                "pipelines/1_raw/rooms.yaml:3:29: on must be a day of the year, such as \"02-15\" (bad_value)"
            ]),
        FeedDecodingTests.feed(
            "a day of a day", "feed: rooms\nformat: csv\nexpected: {every: day, on: monday}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:28: on means nothing unless every is week, month, quarter \
                or year (bad_value)
                """
            ]),
        FeedDecodingTests.feed(
            "grace for nothing", "feed: rooms\nformat: csv\nexpected: {grace_days: 2}\n",
            says: [
                """
                pipelines/1_raw/rooms.yaml:3:11: every is missing: without it no day is known on which \
                a delivery is due (missing_key)
                """
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }

    /// 2026-02-27 is a Friday.
    @Test(arguments: [
        (Expectation(every: .day), "2026-02-27", "2026-02-28"),
        (Expectation(every: .weekday), "2026-02-27", "2026-03-02"),
        (Expectation(every: .weekday), "2026-02-26", "2026-02-27"),
        (Expectation(every: .week, on: .weekday(5)), "2026-02-27", "2026-03-06"),
        // On Thursday it came early for Friday, on Wednesday it was last week's, late.
        (Expectation(every: .week, on: .weekday(5)), "2026-02-26", "2026-03-06"),
        (Expectation(every: .week, on: .weekday(5)), "2026-02-25", "2026-02-27"),
        (Expectation(every: .month, on: .day(5)), "2026-02-05", "2026-03-05"),
        (Expectation(every: .month, on: .day(5)), "2026-02-26", "2026-04-05"),
        (Expectation(every: .month, on: .day(5)), "2026-02-20", "2026-03-05"),
        (Expectation(every: .month, on: .day(31)), "2026-01-31", "2026-02-28"),
        (Expectation(every: .quarter, on: .day(15)), "2026-01-15", "2026-04-15"),
        (Expectation(every: .year, on: .date(month: 2, day: 29)), "2026-02-28", "2027-02-28"),
        (Expectation(every: .year, on: .date(month: 12, day: 1)), "2026-02-28", "2026-12-01"),
        (Expectation(every: .month, graceDays: 3), "2026-01-31", "2026-02-28"),
        (Expectation(every: .week, graceDays: 0), "2026-02-27", "2026-03-06"),
        (Expectation(every: .quarter, graceDays: 0), "2026-02-27", "2026-05-27"),
        (Expectation(every: .year, graceDays: 0), "2026-02-27", "2027-02-27"),
        (Expectation(every: .month, staleAfterDays: 45), "2026-02-27", "-"),
        (Expectation(graceDays: 3), "2026-02-27", "-"),
    ])
    func due(_ expectation: Expectation, _ newest: String, _ due: String) throws {
        #expect((expectation.due(after: try #require(CalendarDay(newest)))?.description ?? "-") == due)
        #expect(expectation.isDated == (due != "-"))
    }

    @Test(
        arguments: [
            (nil, nil, "2026-03-05"), (3, nil, "2026-03-08"), (nil, 119, "2026-03-05"),
            (nil, 120, "2026-03-05"), (nil, 121, "2026-03-06"), (3, 1439, "2026-03-09"),
        ] as [(Int?, Int?, String)])
    func lateFrom(_ grace: Int?, _ by: Int?, _ night: String) throws {
        let expectation = Expectation(every: .month, on: .day(5), by: by, graceDays: grace)
        #expect(
            expectation.late(try #require(CalendarDay("2026-03-05")), nightStarts: 120)?.description == night)
    }

    @Test func weekdays() {
        #expect(
            ["2026-02-23", "2026-03-01", "1970-01-01", "1969-12-31", "1900-01-01"].map {
                CalendarDay($0)!.weekday
            } == [1, 7, 4, 3, 1])
    }
}
