import Records

/// Danish calendar days that were delivered as their local midnight in UTC: `2018-12-10T23:00:00Z` is 11
/// December 2018.
public enum UTCMidnightParser {
    /// A plain `YYYY-MM-DD` is already local. 1753-01-01, the smallest date of an older database system,
    /// stands for "not known".
    public static func parse(_ bytes: Bytes) -> Parsed<CalendarDay> {
        if bytes.count == 10 {
            guard let date = CalendarDay(isoAt: 0, of: bytes) else { return .bad(.badDate) }
            return known(date)
        }
        guard case .value(let moment) = TimestampParser.parse(bytes),
            let local = moment.moved(bySeconds: shift(moment))
        else {
            return .bad(.badDate)
        }
        return known(local.date)
    }

    /// 22:00 exactly is a midnight in summer time, whatever the year: the register's system also wrote it for
    /// summers before 1980, when Denmark had no summer time.
    private static func shift(_ moment: Moment) -> Int {
        moment.time == TimeOfDay(hour: 22) ? 7200 : DanishTime.offset(at: moment)
    }

    private static func known(_ date: CalendarDay) -> Parsed<CalendarDay> {
        date.year == 1753 && date.month == 1 && date.day == 1 ? .null : .value(date)
    }
}
