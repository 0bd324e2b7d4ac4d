import Project
import Records
import Warehouse

/// How long things are kept: `retention.KIND_days` of the settings, in days counted back from the last night.
enum Retention {
    /// What may name people is kept no longer than this where no setting says otherwise: superseded
    /// deliveries of personal feeds, refused files, warehouses that a restore put aside; and for a shorter
    /// time files with a CPR number. Figures and registers may be kept for good.
    static let defaults = ["personal": 90, "refused": 90, "backup": 90, "held": 30]

    /// Nil keeps everything of the kind.
    static func days(_ kind: String, _ settings: Settings) throws -> Int? {
        guard let entry = settings.entries.first(where: { $0.key == "retention.\(kind)_days" }) else {
            return defaults[kind]
        }
        guard let number = entry.number, let days = Int(exactly: number), days >= 1 else {
            throw UsageFailure(
                """
                pipelines/nightly.yaml: retention.\(kind)_days must be a whole number of days, at least \
                1; nothing was removed
                """
            )
        }
        return days
    }

    /// What is older than the returned day, counted back from a night, need not be kept; nil keeps everything
    /// of the kind.
    static func before(_ kind: String, _ settings: Settings, night: CalendarDay) throws -> String? {
        try days(kind, settings).flatMap { CalendarDay(daysSince1970: night.daysSince1970 - $0)?.description }
    }

    /// The last day on which `prune` leaves a held file alone; nil when the setting is no number of days.
    static func heldUntil(_ file: LedgerFile, _ settings: Settings) -> CalendarDay? {
        CalendarDay(file.claimedOn).flatMap { try? until("held", settings, from: $0) }
    }

    /// The last day on which something of this day is left alone; nil keeps everything of the kind.
    static func until(_ kind: String, _ settings: Settings, from day: CalendarDay) throws -> CalendarDay? {
        try days(kind, settings).flatMap { CalendarDay(daysSince1970: day.daysSince1970 + $0) }
    }
}
