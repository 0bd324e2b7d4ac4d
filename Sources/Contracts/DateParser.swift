import Records

/// Dates in one of the forms that the feed allows. A number of days, as a spreadsheet counts them, is not a
/// date.
public enum DateParser {
    /// The day by the first of the formats that fits. A day with the year first is read all the same, and
    /// noted as `.otherSpelling`; anything else is `.bad(.badDate)`.
    public static func parse(_ bytes: Bytes, formats: [DateFormat]) -> Parsed<CalendarDay> {
        for format in formats {
            if let date = format.parse(bytes) { return .value(date) }
        }
        let day = calendar(bytes) ?? timed(bytes, formats) ?? WrittenDay.day(bytes)
        return day.map { .noted($0, .otherSpelling) } ?? .bad(.badDate)
    }

    /// An agreed form with a time of that day behind it, in no zone: the time is let go.
    private static func timed(_ bytes: Bytes, _ formats: [DateFormat]) -> CalendarDay? {
        guard bytes.count >= 15, bytes.count <= 32, bytes[10] == 0x20 || bytes[10] == UInt8(ascii: "T"),
            isTime(Bytes(rebasing: bytes[11...]))
        else { return nil }
        return formats.lazy.compactMap { $0.parse(Bytes(rebasing: bytes[..<10])) }.first
    }

    /// `14:30`, `14:30:00` or `14.30.00`.
    private static func isTime(_ bytes: Bytes) -> Bool {
        guard bytes.count == 5 || bytes.count >= 8, let hour = bytes.digits(at: 0, 2), hour < 24,
            let minute = bytes.digits(at: 3, 2), minute < 60
        else { return false }
        let mark = bytes[2]
        guard mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".") else { return false }
        if bytes.count == 5 { return true }
        guard bytes[5] == mark, let second = bytes.digits(at: 6, 2), second < 60 else { return false }
        return bytes.count == 8
            || bytes.count > 9 && (bytes[8] == UInt8(ascii: ".") || bytes[8] == UInt8(ascii: ","))
                && bytes[9...].allSatisfy(isDigit)
    }

    /// A day of the calendar with the year first, with a time of that day if with one: it can be read in one
    /// way only, whatever was agreed. A time with a zone may be of another day here.
    private static func calendar(_ bytes: Bytes) -> CalendarDay? {
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let day = CalendarDay(isoAt: 0, of: bytes)
        else { return nil }
        if bytes.count == 10 { return day }
        guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20 else { return nil }
        return isTime(Bytes(rebasing: bytes[11...])) ? day : nil
    }
}
