import Foundation
import Records

extension CalendarDay {
    /// The calendar day in a zone at this moment. The only place that asks the clock for a date.
    public static func today(in zone: String) -> CalendarDay? {
        guard let zone = TimeZone(identifier: zone) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: Date())
        return CalendarDay(year: parts.year!, month: parts.month!, day: parts.day!)
    }
}
