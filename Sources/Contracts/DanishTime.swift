import Records

/// Danish local time, computed from the rule of the European Union: a table of the operating system would
/// make results depend on the machine.
enum DanishTime {
    /// Seconds that Danish clocks are ahead of UTC at this UTC moment.
    static func offset(at moment: Moment) -> Int { isSummer(moment) ? 7200 : 3600 }

    /// Summer time begins and ends at 01:00 UTC; Denmark has it since 1980.
    private static func isSummer(_ moment: Moment) -> Bool {
        let year = moment.date.year
        guard year >= 1980 else { return false }
        let (start, end) = change(of: year)
        let day = moment.date.month * 100 + moment.date.day
        let hasStarted = day > start || (day == start && moment.time.hour >= 1)
        let hasEnded = day > end || (day == end && moment.time.hour >= 1)
        return hasStarted && !hasEnded
    }

    /// Month and day (as `mmdd`) of the two changes.
    private static func change(of year: Int) -> (Int, Int) {
        // Council directives moved the beginning to March in 1981 and the end to October in 1996.
        if year == 1980 { return (406, 928) }
        return (
            300 + lastSunday(of: 3, in: year),
            year < 1996 ? 900 + lastSunday(of: 9, in: year) : 1000 + lastSunday(of: 10, in: year)
        )
    }

    private static func lastSunday(of month: Int, in year: Int) -> Int {
        let last = CalendarDay.days(in: month, of: year)
        guard let date = CalendarDay(year: year, month: month, day: last) else { return last }
        // 1970-01-01 was a Thursday: day 3 after it a Sunday.
        return last - (date.daysSince1970 + 4) % 7
    }
}
