import Records

/// UTC times with 0 to 7 fractional digits. An offset such as `+01:00`, which other channels of the register
/// write, is converted.
public enum TimestampParser {
    /// The moment in UTC; `.bad(.badTimestamp)` without `Z` or an offset, and where the offset leads out of
    /// the years 1000 to 9999.
    public static func parse(_ bytes: Bytes) -> Parsed<Moment> {
        var index = 11
        guard let date = CalendarDay(isoAt: 0, of: bytes), bytes.count > 11, bytes[10] == UInt8(ascii: "T"),
            let time = TimeOfDay.parse(bytes, at: &index), index < bytes.count
        else { return .bad(.badTimestamp) }
        let moment = Moment(date: date, time: time)
        if bytes[index] == UInt8(ascii: "Z"), index + 1 == bytes.count { return .value(moment) }
        return offset(bytes, at: index).flatMap { moment.moved(bySeconds: -$0) }.map { .value($0) }
            ?? .bad(.badTimestamp)
    }

    /// Seconds of `+hh:mm` or `-hh:mm` at the end of the text.
    private static func offset(_ bytes: Bytes, at index: Int) -> Int? {
        guard index + 6 == bytes.count, bytes[index + 3] == UInt8(ascii: ":"),
            let hours = bytes.digits(at: index + 1, 2), hours <= 14,
            let minutes = bytes.digits(at: index + 4, 2), minutes < 60
        else { return nil }
        let seconds = hours * 3600 + minutes * 60
        return switch bytes[index] {
        case UInt8(ascii: "+"): seconds
        case UInt8(ascii: "-"): -seconds
        default: nil
        }
    }
}

extension Moment {
    /// The moment some seconds later; nil outside the years 1000 to 9999.
    func moved(bySeconds seconds: Int) -> Moment? {
        let total = time.seconds + seconds
        let days = total >= 0 ? total / 86_400 : (total - 86_399) / 86_400
        let rest = total - days * 86_400
        let day = days == 0 ? date : CalendarDay(daysSince1970: date.daysSince1970 + days)
        guard let day else { return nil }
        return Moment(
            date: day,
            time: TimeOfDay(hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60, ticks: time.ticks))
    }
}
