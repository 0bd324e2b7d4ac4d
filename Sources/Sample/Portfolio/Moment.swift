/// A moment in UTC with as many fractional digits as the register happened to write: none to seven.
struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    var seconds: Int
    /// Ten-millionths of a second.
    var fraction: Int
    var digits: Int

    init(seconds: Int, fraction: Int = 0, digits: Int = 0) {
        self.seconds = seconds
        self.fraction = fraction
        self.digits = digits
    }

    /// A local (Danish) midnight as the register writes a date: 22:00 or 23:00 UTC of the day before.
    init(localMidnightOf day: Day) {
        let summer = (4...9).contains(day.civil.month)
        self.init(seconds: day.number * 86_400 - (summer ? 7200 : 3600))
    }

    /// 1 January 1753, the register's "not known".
    static let notKnown = Moment(seconds: Day(1752, 12, 31).number * 86_400 + 23 * 3600)

    /// When the older register was carried over.
    static let conversion = Moment(seconds: Day(2017, 6, 2).number * 86_400 + 12 * 3600 + 29 * 60 + 37)

    /// A moment at working hours of `day`: about half without a fraction, most of the others with six digits.
    init(on day: Day, _ random: inout SplitMix) {
        seconds = day.number * 86_400 + random.within(5 * 3600...15 * 3600)
        let kind = random.below(100)
        digits =
            kind < 50 ? 0 : kind < 90 ? 6 : kind < 95 ? 3 : kind < 97 ? 2 : kind < 98 ? 1 : kind < 99 ? 5 : 7
        fraction = 0
        guard digits > 0 else { return }
        // The last digit is never 0: the register cuts trailing zeros.
        var unit = 1
        for _ in digits..<7 { unit *= 10 }
        let shown = 10_000_000 / unit
        var value = random.below(shown)
        if value % 10 == 0 { value += 1 }
        fraction = value * unit
    }
}

extension Moment: Comparable {
    static func < (a: Moment, b: Moment) -> Bool { (a.seconds, a.fraction) < (b.seconds, b.fraction) }
    static func == (a: Moment, b: Moment) -> Bool { (a.seconds, a.fraction) == (b.seconds, b.fraction) }
}
