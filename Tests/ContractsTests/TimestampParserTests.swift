import Records
import Testing

@testable import Contracts

@Suite struct TimestampParserTests {
    @Test(
        "always 28 characters, so that texts sort as times",
        arguments: [
            ("2018-07-05T10:15:37Z", "2018-07-05T10:15:37.0000000Z"),
            ("2018-07-05T10:15:37.5Z", "2018-07-05T10:15:37.5000000Z"),
            ("2018-07-05T10:15:37.019070Z", "2018-07-05T10:15:37.0190700Z"),
            ("2018-07-05T10:15:37.1234567Z", "2018-07-05T10:15:37.1234567Z"),
            ("2018-07-05T00:00:00Z", "2018-07-05T00:00:00.0000000Z"),
            ("2018-07-05T23:59:59.9999999Z", "2018-07-05T23:59:59.9999999Z"),
            ("2018-07-05T12:15:37.5+02:00", "2018-07-05T10:15:37.5000000Z"),
            ("2018-01-01T00:30:00+01:00", "2017-12-31T23:30:00.0000000Z"),
            ("2018-12-31T23:30:00-01:00", "2019-01-01T00:30:00.0000000Z"),
            ("2018-07-05T10:15:37+00:00", "2018-07-05T10:15:37.0000000Z"),
            ("2018-07-05T10:15:37", nil), ("2018-07-05", nil), ("2018-07-05 10:15:37Z", nil),
            ("2018-07-05T10:15Z", nil),
            ("2018-07-05T10:15:37.Z", nil), ("2018-07-05T10:15:37.12345678Z", nil),
            ("2018-07-05T10:15:37,5Z", nil),
            ("2018-07-05T24:00:00Z", nil), ("2018-07-05T10:60:00Z", nil), ("2018-07-05T10:15:60Z", nil),
            ("2018-02-29T10:15:37Z", nil),
            ("2018-07-05T10:15:37z", nil), ("2018-07-05T10:15:37ZZ", nil), ("2018-07-05T10:15:37+15:00", nil),
            ("2018-07-05T10:15:37+0200", nil),
            ("1000-01-01T00:00:00+01:00", nil), ("9999-12-31T23:59:59-01:00", nil), ("", nil),
        ])
    func table(_ text: String, _ expected: String?) {
        let parsed = parsing(text, TimestampParser.parse)
        guard case .value(let moment) = parsed else {
            #expect(expected == nil && parsed == .bad(.badTimestamp))
            return
        }
        #expect(written(moment, Digits.writeUTC) == expected)
    }
}

/// A moment as the batch keeps it.
func written<Moment>(_ moment: Moment, _ write: (Moment, UnsafeMutablePointer<UInt8>) -> Int) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { room in
        let count = write(moment, room.baseAddress!)
        return String(decoding: room[0..<count], as: UTF8.self)
    }
}
