import Records

/// Writes dates and times of fixed width into a buffer.
enum Digits {
    /// `YYYY-MM-DD`; gives 10.
    static func write(_ date: CalendarDay, to buffer: UnsafeMutablePointer<UInt8>) -> Int {
        put(date.year, 4, at: 0, of: buffer)
        buffer[4] = UInt8(ascii: "-")
        put(date.month, 2, at: 5, of: buffer)
        buffer[7] = UInt8(ascii: "-")
        put(date.day, 2, at: 8, of: buffer)
        return 10
    }

    /// `YYYY-MM-DDThh:mm:ss.fffffffZ`; gives 28.
    static func writeUTC(_ moment: Moment, to buffer: UnsafeMutablePointer<UInt8>) -> Int {
        let end = writeSeconds(moment, to: buffer)
        put(moment.time.ticks, 7, at: end + 1, of: buffer)
        buffer[27] = UInt8(ascii: "Z")
        return 28
    }

    /// `YYYY-MM-DDThh:mm:ss.fff`; gives 23.
    static func writeLocal(_ moment: Moment, to buffer: UnsafeMutablePointer<UInt8>) -> Int {
        let end = writeSeconds(moment, to: buffer)
        put(moment.time.ticks / 10_000, 3, at: end + 1, of: buffer)
        return 23
    }

    /// `YYYY-MM-DDThh:mm:ss.`; gives the offset of the point.
    private static func writeSeconds(_ moment: Moment, to buffer: UnsafeMutablePointer<UInt8>) -> Int {
        _ = write(moment.date, to: buffer)
        buffer[10] = UInt8(ascii: "T")
        put(moment.time.hour, 2, at: 11, of: buffer)
        buffer[13] = UInt8(ascii: ":")
        put(moment.time.minute, 2, at: 14, of: buffer)
        buffer[16] = UInt8(ascii: ":")
        put(moment.time.second, 2, at: 17, of: buffer)
        buffer[19] = UInt8(ascii: ".")
        return 19
    }

    @inline(__always)
    private static func put(
        _ number: Int, _ width: Int, at start: Int, of buffer: UnsafeMutablePointer<UInt8>
    ) {
        var rest = number
        var index = start + width
        while index > start {
            index -= 1
            buffer[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
