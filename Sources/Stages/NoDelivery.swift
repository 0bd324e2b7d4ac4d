/// Files that are no deliveries by their names alone, whatever stands in them: an editor's backup of last
/// month's list has the list's own header.
enum NoDelivery {
    enum Kind {
        /// Still being written, or open in a program.
        case unfinished
        /// Nobody's delivery, and nothing to wait for.
        case leftover
    }

    static func kind(_ name: String) -> Kind? {
        let lower = name.lowercased()
        if lower.hasPrefix("~$") || unfinished.contains(where: lower.hasSuffix) { return .unfinished }
        if names.contains(lower) || leftovers.contains(where: lower.hasSuffix) { return .leftover }
        if lower.hasPrefix("#"), lower.hasSuffix("#") { return .leftover }
        if isBackup(lower) { return .leftover }
        return conflicts.contains(where: lower.contains) ? .leftover : nil
    }

    /// A backup that kept the ending of what it is one of: `costs-2026_old.csv`, `costs.bak.csv`.
    private static func isBackup(_ name: String) -> Bool {
        name.contains(/[-_. (](?:bak|backup|old|orig|gammel|sikkerhedskopi)\)?(?:\.[a-z0-9]{1,4}){1,2}$/)
    }

    /// Folders of a system's own, which are not looked into.
    static func isFolder(_ name: String) -> Bool { folders.contains(name.lowercased()) }

    /// What uploads, browsers, rclone, rsync, WinSCP, OneDrive call what is not whole yet.
    private static let unfinished = [
        ".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", ".opdownload",
        ".inprogress", ".uploading", ".writing", ".!ut", ".aria2", ".gstmp", ".unfinished", ".ocdownload",
    ]
    /// Backups of editors, and marks of origin.
    private static let leftovers = [
        "~", ".bak", ".backup", ".old", ".orig", ".save", ".sav", ".swp", ".swo", ".swn", ".rej",
        ":zone.identifier", ".zone.identifier", "_zone.identifier", ".lock", ".lck", ".lnk",
        ".url", ".webloc", ".log",
    ]
    private static let names: Set<String> = [
        "thumbs.db", "ehthumbs.db", "desktop.ini", "folder.jpg", "autorun.inf", "icon", ".ds_store",
    ]
    private static let conflicts = [
        "conflicted copy", "sync-conflict", "-conflict-", "_conflict", "kopi i konflikt", "(conflict",
        "konflikt kopi", "konfliktkopi", "konflikt-kopi", "modstridende kopi", "case conflict",
    ]
    private static let folders: Set<String> = [
        "$recycle.bin", "system volume information", "@eadir", "__macosx", "lost+found", "recycler",
        "#recycle",
    ]
}
