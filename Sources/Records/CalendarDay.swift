/// A day of the Gregorian calendar. Computed, not asked from the system: the same on every machine.
public struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 1000 to 9999.
    public let year: Int
    /// 1 is January.
    public let month: Int
    /// 1 to the month's last.
    public let day: Int

    /// Nil for a day that is not in the calendar, and for years with fewer than four digits.
    public init?(year: Int, month: Int, day: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(in: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// `2026-02-28` or `20260228`; anything else is nil.
    public init?(_ text: String) {
        let digits = Array(text.utf8)
        let parts: [ArraySlice<UInt8>]
        switch digits.count {
        case 10 where digits[4] == 45 && digits[7] == 45:
            parts = [digits[0..<4], digits[5..<7], digits[8..<10]]
        case 8: parts = [digits[0..<4], digits[4..<6], digits[6..<8]]
        default: return nil
        }
        var numbers: [Int] = []
        for part in parts {
            guard part.allSatisfy({ (48...57).contains($0) }) else { return nil }
            numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 48) })
        }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// Days since 1970-01-01; nil outside the years 1000 to 9999.
    public init?(daysSince1970 days: Int) {
        // Eras of 400 years that begin on 1 March, so that 29 February is the last day of its year:
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day that a spreadsheet means by a number of days (`46203`, from 1954 to 2119); a part of a day is
    /// let
    /// go. Nil for any other text.
    public init?(spreadsheet text: String) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard (1...2).contains(parts.count), parts[0].utf8.count == 5,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let days = Int(parts[0]), (20_000...80_000).contains(days)
        else { return nil }
        self.init(daysSince1970: days - 25_569)
    }

    /// Days since 1970-01-01.
    public var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Number of days of a month.
    public static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `YYYY-MM-DD`.
    public var description: String {
        Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
    }

    /// The same day some months later or earlier; the last day of the month where there is no such day.
    public func adding(months: Int) -> CalendarDay {
        let count = year * 12 + month - 1 + months
        let (year, month) = (count / 12, count % 12 + 1)
        return CalendarDay(year: year, month: month, day: min(day, Self.days(in: month, of: year))) ?? self
    }

    /// The earlier day first.
    public static func < (a: CalendarDay, b: CalendarDay) -> Bool {
        a.year != b.year ? a.year < b.year : a.month != b.month ? a.month < b.month : a.day < b.day
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
