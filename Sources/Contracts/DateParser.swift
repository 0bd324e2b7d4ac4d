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
        return calendar(bytes).map { .noted($0, .otherSpelling) } ?? .bad(.badDate)
    }

    /// A day of the calendar with the year first, at midnight if with a time: it can be read in one way only,
    /// whatever was agreed.
    private static func calendar(_ bytes: Bytes) -> CalendarDay? {
        guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let day = CalendarDay(isoAt: 0, of: bytes)
        else { return nil }
        if bytes.count == 10 { return day }
        var index = 11
        guard bytes.count >= 19, bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20,
            let time = TimeOfDay.parse(bytes, at: &index), index == bytes.count,
            time == TimeOfDay()
        else { return nil }
        return day
    }
}
