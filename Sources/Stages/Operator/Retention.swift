import Project
import Records
import Warehouse

/// How long things are kept: `retention.KIND_days` of the settings, in days counted back from the last night.
enum Retention {
    /// Nil keeps everything of the kind. What seems to hold personal data is never kept for good.
    static func days(_ kind: String, _ settings: Settings) throws -> Int? {
        guard let entry = settings.entries.first(where: { $0.key == "retention.\(kind)_days" }) else { return kind == "held" ? 30 : nil }
        guard let number = entry.number, let days = Int(exactly: number), days >= 1 else {
            throw UsageFailure("pipelines/nightly.yaml: retention.\(kind)_days must be a whole number of days, at least 1; nothing was removed")
        }
        return days
    }

    /// The last day on which `prune` leaves a held file alone; nil when the setting is no number of days.
    static func heldUntil(_ file: LedgerFile, _ settings: Settings) -> CalendarDay? {
        guard let days = try? days("held", settings), let day = CalendarDay(file.claimedOn) else { return nil }
        return CalendarDay(daysSince1970: day.daysSince1970 + days)
    }
}
