import Testing

@testable import Stages

@Suite struct NoDeliveryTests {
    @Test(arguments: [
        "properties-2026-02.csv.bak", "properties.csv~", "a.csv.old", "a.csv.orig", ".a.csv.swp", "Thumbs.db",
        "desktop.ini", "a.csv:Zone.Identifier", "#a.csv#",
        "a (Jens's conflicted copy 2026-01-01).csv", "a.sync-conflict-20260101-1.csv",
        "a_conflict-20260101-120000.csv", "a (Kopi i konflikt fra Anne).csv", "costs-2026_old.csv",
        "costs-2026.bak.csv", "costs-2026-backup.csv.gz", "costs (gammel).csv",
    ])
    func leftovers(_ name: String) { #expect(NoDelivery.kind(name) == .leftover) }

    @Test(arguments: [
        "a.csv.partial", "a.csv.k3f9.partial", "a.csv.download", "a.csv.opdownload", "a.csv.crdownload",
        "a.TMP", "~$a.xlsx", "a.csv.temp", "a.csv.gstmp", "a.csv.unfinished", "a.csv.ocdownload",
    ])
    func unfinished(_ name: String) { #expect(NoDelivery.kind(name) == .unfinished) }

    @Test(arguments: [
        "a.csv", "properties-2026-02.csv", "backup-plan.csv", "old.csv", "a.partly", "OIS_GRBBR.ZIP",
        "konflikter.csv", "gammel skole.csv", "threshold.csv", "costs_older.csv",
    ])
    func deliveries(_ name: String) { #expect(NoDelivery.kind(name) == nil) }
}
