import Records

/// One allowed spelling of a date, built from `yyyy`, `MM`, `dd` and literal characters, such as
/// `dd-MM-yyyy`.
public struct DateFormat: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case year, month, day
        case literal(UInt8)
    }

    /// The format as written in the feed.
    public let pattern: String
    private let parts: [Part]

    /// Nil unless year, month and day are there once each; two-digit years are not to be had.
    public init?(_ pattern: String) {
        var parts: [Part] = []
        var rest = Array(pattern.utf8)[...]
        while let first = rest.first {
            if rest.starts(with: "yyyy".utf8) {
                parts.append(.year)
                rest = rest.dropFirst(4)
            } else if rest.starts(with: "MM".utf8) {
                parts.append(.month)
                rest = rest.dropFirst(2)
            } else if rest.starts(with: "dd".utf8) {
                parts.append(.day)
                rest = rest.dropFirst(2)
            } else {
                guard !isLetter(first), !isDigit(first) else { return nil }
                parts.append(.literal(first))
                rest = rest.dropFirst()
            }
        }
        for part in [Part.year, .month, .day] where parts.filter({ $0 == part }).count != 1 { return nil }
        self.pattern = pattern
        self.parts = parts
    }

    /// The date that the whole text spells; nil where the form or the calendar is against it.
    func parse(_ bytes: Bytes) -> CalendarDay? {
        var year = 0
        var month = 0
        var day = 0
        var index = 0
        for part in parts {
            switch part {
            case .literal(let byte):
                guard index < bytes.count, bytes[index] == byte else { return nil }
                index += 1
            case .year:
                guard let digits = bytes.digits(at: index, 4) else { return nil }
                year = digits
                index += 4
            case .month:
                guard let digits = bytes.digits(at: index, 2) else { return nil }
                month = digits
                index += 2
            case .day:
                guard let digits = bytes.digits(at: index, 2) else { return nil }
                day = digits
                index += 2
            }
        }
        return index == bytes.count ? CalendarDay(year: year, month: month, day: day) : nil
    }
}
