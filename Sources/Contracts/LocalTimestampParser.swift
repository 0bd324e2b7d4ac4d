import Records

/// Local times without a zone, to the millisecond: `2020-04-18T01:01:37.123`, the `T` also as a space.
public enum LocalTimestampParser {
    /// A moment without a zone; `.bad(.badTimestamp)` for all else, also for digits finer than a millisecond,
    /// which would be lost in silence.
    public static func parse(_ bytes: Bytes) -> Parsed<Moment> {
        var index = 11
        guard let date = CalendarDay(isoAt: 0, of: bytes), bytes.count > 11,
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let time = TimeOfDay.parse(bytes, at: &index), index == bytes.count,
            // Digits finer than a millisecond would be lost in silence.
            time.ticks % 10_000 == 0
        else { return .bad(.badTimestamp) }
        return .value(Moment(date: date, time: time))
    }
}
