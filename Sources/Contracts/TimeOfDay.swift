import Records

/// Hours, minutes, seconds and ten-millionths of a second.
public struct TimeOfDay: Hashable, Sendable {
    /// 0 to 23.
    public var hour = 0
    /// 0 to 59.
    public var minute = 0
    /// 0 to 59: no leap second.
    public var second = 0
    /// Ten-millionths of a second, the register's finest unit.
    public var ticks = 0

    /// Whole seconds since midnight.
    var seconds: Int { hour * 3600 + minute * 60 + second }

    /// Reads `hh:mm:ss` with 0 to 7 fractional digits at an offset, and moves the offset behind it. No 24:00
    /// and no leap second.
    static func parse(_ bytes: Bytes, at index: inout Int) -> TimeOfDay? {
        guard bytes.count >= index + 8, bytes[index + 2] == UInt8(ascii: ":"),
            bytes[index + 5] == UInt8(ascii: ":"),
            let hour = bytes.digits(at: index, 2), hour < 24,
            let minute = bytes.digits(at: index + 3, 2), minute < 60,
            let second = bytes.digits(at: index + 6, 2), second < 60
        else { return nil }
        index += 8
        var time = TimeOfDay(hour: hour, minute: minute, second: second)
        guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return time }
        index += 1
        var places = 0
        while index < bytes.count, isDigit(bytes[index]) {
            time.ticks = time.ticks * 10 + Int(bytes[index] &- 0x30)
            places += 1
            index += 1
            if places > 7 { return nil }
        }
        guard places > 0 else { return nil }
        for _ in places..<7 { time.ticks *= 10 }
        return time
    }
}

/// A day and a time of that day.
public struct Moment: Hashable, Sendable {
    /// The day, in the zone that the parser says: UTC for `TimestampParser`, none for `LocalTimestampParser`.
    public var date: CalendarDay
    /// The time of that day.
    public var time: TimeOfDay
}
