import Records

/// On which nights SQLite looks more thoroughly through the warehouse's file than at every opening: every
/// index is compared with its table.
public struct Wholeness: Hashable, Sendable {
    /// 0 is Monday.
    public static let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// The weekday whose night is thorough; nil is never.
    public var thoroughOn: Int? = 6

    /// Thorough on Sundays.
    public init() {}

    static func decode(_ map: YAMLMap?) -> Wholeness {
        var result = Wholeness()
        guard let map else { return result }
        if let text = map.string("integrity_check") {
            result.thoroughOn = days.firstIndex(of: text)
            if result.thoroughOn == nil, text != "never" {
                map.child("integrity_check")?.complain(
                    "bad_value", "integrity_check must be a weekday such as sunday, or never")
            }
        }
        map.finish()
        return result
    }

    /// Whether the night of this date looks at every index.
    public func isThorough(on day: CalendarDay) -> Bool {
        ((day.daysSince1970 + 3) % 7 + 7) % 7 == thoroughOn
    }
}
