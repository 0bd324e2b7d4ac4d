import Records

/// Dates in one of the forms that the feed allows. A number of days, as a spreadsheet counts them, is not a date.
public enum DateParser {
    public static func parse(_ bytes: Bytes, formats: [DateFormat]) -> Parsed<CalendarDay> {
        for format in formats {
            if let date = format.parse(bytes) { return .value(date) }
        }
        return .bad(.badDate)
    }
}
