import Records

extension CalendarDay {
    /// `YYYY-MM-DD`.
    public init?(iso text: String) {
        var text = text
        let date: CalendarDay? = text.withUTF8 { bytes in
            guard bytes.count == 10 else { return nil }
            return CalendarDay(isoAt: 0, of: bytes)
        }
        guard let date else { return nil }
        self = date
    }

    /// Reads `YYYY-MM-DD` at an offset.
    init?(isoAt start: Int, of bytes: Bytes) {
        guard bytes.count >= start + 10, bytes[start + 4] == UInt8(ascii: "-"),
            bytes[start + 7] == UInt8(ascii: "-"),
            let year = bytes.digits(at: start, 4), let month = bytes.digits(at: start + 5, 2),
            let day = bytes.digits(at: start + 8, 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
