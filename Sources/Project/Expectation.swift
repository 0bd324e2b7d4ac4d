import Records

/// When a delivery should have come.
public struct Expectation: Hashable, Sendable {
    /// How often a feed delivers.
    public enum Rhythm: String, CaseIterable, Sendable {
        case day, weekday, week, month, quarter, year
    }

    /// The day within the rhythm.
    public enum Day: Hashable, Sendable {
        /// 1 is Monday.
        case weekday(Int)
        /// Of the month, or of the quarter's first month; the last day where the month is shorter.
        case day(Int)
        /// Of the year; the last day of the month where it is shorter.
        case date(month: Int, day: Int)
    }

    /// Nil for "whenever".
    public var every: Rhythm?
    /// Nil where the rhythm alone says the day, or nobody does.
    public var on: Day?
    /// Minutes after midnight: a delivery that comes later in the day than the night starts is there the
    /// night after only.
    public var by: Int?
    /// Days that a delivery may take longer before it is late.
    public var graceDays: Int?
    /// Older than this many days on the night's date is stale.
    public var staleAfterDays: Int?
    /// Without it there are no flags and a person must look.
    public var mandatory: Bool

    /// An expectation; without a rhythm no delivery is ever late, only stale.
    public init(
        every: Rhythm? = nil, on: Day? = nil, by: Int? = nil, graceDays: Int? = nil,
        staleAfterDays: Int? = nil, mandatory: Bool = false
    ) {
        self.every = every
        self.on = on
        self.by = by
        self.graceDays = graceDays
        self.staleAfterDays = staleAfterDays
        self.mandatory = mandatory
    }

    /// Whether a day is known on which a delivery is due: every day and every weekday say it, the longer
    /// rhythms with `on`, or with `grace_days` counted from the last delivery.
    public var isDated: Bool {
        every != nil && (on != nil || graceDays != nil || every == .day || every == .weekday)
    }

    /// The day by which the delivery after the newest one is due; nil where nobody said when.
    ///
    /// A delivery may come early: a quarter of the rhythm at most, or last month's late file would pass for
    /// this month's.
    public func due(after newest: CalendarDay) -> CalendarDay? {
        guard isDated, let every else { return nil }
        let first = CalendarDay(daysSince1970: newest.daysSince1970 + early(every) + 1)
        switch (every, on) {
        case (.day, _): return first
        case (.weekday, _): return days(from: first).first { $0.weekday <= 5 }
        case (.week, .weekday(let wanted)?): return days(from: first).first { $0.weekday == wanted }
        case (.month, .day(let wanted)?):
            return days(from: first).first {
                $0.day == min(wanted, CalendarDay.days(in: $0.month, of: $0.year))
            }
        case (.quarter, .day(let wanted)?):
            return days(from: first).first {
                $0.month % 3 == 1 && $0.day == min(wanted, CalendarDay.days(in: $0.month, of: $0.year))
            }
        case (.year, .date(let month, let wanted)?):
            return days(from: first).first {
                $0.month == month && $0.day == min(wanted, CalendarDay.days(in: $0.month, of: $0.year))
            }
        case (.week, _): return CalendarDay(daysSince1970: newest.daysSince1970 + 7)
        case (.month, _): return newest.adding(months: 1)
        case (.quarter, _): return newest.adding(months: 3)
        case (.year, _): return newest.adding(months: 12)
        }
    }

    /// The first night on which a delivery due on a day is late, when nights start so many minutes after
    /// midnight.
    public func late(_ due: CalendarDay, nightStarts: Int) -> CalendarDay? {
        CalendarDay(
            daysSince1970: due.daysSince1970 + (graceDays ?? 0)
                + (by.map { $0 > nightStarts } ?? false ? 1 : 0))
    }

    private func early(_ every: Rhythm) -> Int {
        switch every {
        case .day, .weekday: 0
        case .week: 1
        case .month: 7
        case .quarter: 22
        case .year: 91
        }
    }

    private func days(from first: CalendarDay?) -> some Sequence<CalendarDay> {
        let start = first?.daysSince1970 ?? 0
        return (start...start + 366).lazy.compactMap { CalendarDay(daysSince1970: $0) }
    }
}

extension CalendarDay {
    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int { (((daysSince1970 + 3) % 7) + 7) % 7 + 1 }
}

extension Expectation {
    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    static func decode(_ map: YAMLMap?) -> Expectation {
        guard let map else { return Expectation() }
        defer { map.finish() }
        var result = Expectation(
            every: map.choice("every", as: Rhythm.self), staleAfterDays: map.integer("stale_after_days"),
            mandatory: map.bool("mandatory") ?? false)
        result.graceDays = map.integer("grace_days")
        if let grace = result.graceDays, !(0...366).contains(grace) {
            map.child("grace_days")?.complain("bad_value", "grace_days must be 0 to 366")
        }
        if let text = map.string("by") {
            result.by = minutes(text)
            if result.by == nil {
                map.child("by")?.complain("bad_value", "by must be a time such as \"06:00\", not \"\(text)\"")
            }
        }
        if let text = map.string("on") {
            result.on = day(text, result.every)
            if result.on == nil { map.child("on")?.complain("bad_value", wanted(result.every)) }
        }
        if result.every == nil, map.child("every") == nil, result.graceDays != nil || result.by != nil {
            map.place.complain(
                "missing_key", "every is missing: without it no day is known on which a delivery is due")
        }
        return result
    }

    /// Minutes after midnight of `06:00`.
    static func minutes(_ text: String) -> Int? {
        guard let match = text.wholeMatch(of: /(\d\d):(\d\d)/), let hours = Int(match.1),
            let minutes = Int(match.2), hours < 24, minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    private static func day(_ text: String, _ every: Rhythm?) -> Day? {
        switch every {
        case .week: weekdays.firstIndex(of: text.lowercased()).map { .weekday($0 + 1) }
        case .month, .quarter: Int(text).flatMap { (1...31).contains($0) ? .day($0) : nil }
        case .year: CalendarDay("2024-" + text).map { .date(month: $0.month, day: $0.day) }
        default: nil
        }
    }

    private static func wanted(_ every: Rhythm?) -> String {
        switch every {
        case .week: "on must be a day of the week: " + weekdays.joined(separator: ", ")
        case .month, .quarter: "on must be a day of the month, 1 to 31"
        case .year: "on must be a day of the year, such as \"02-15\""
        default: "on means nothing unless every is week, month, quarter or year"
        }
    }
}
