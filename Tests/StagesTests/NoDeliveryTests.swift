import Testing

@testable import Stages

@Suite struct NoDeliveryTests {
    @Test(arguments: [
        "properties-2026-02.csv.bak", "properties.csv~", "a.csv.old", "a.csv.orig", ".a.csv.swp", "Thumbs.db",
        "desktop.ini", "a.csv:Zone.Identifier", "#a.csv#",
        "a (Jens's conflicted copy 2026-01-01).csv", "a.sync-conflict-20260101-1.csv",
    ])
    func leftovers(_ name: String) { #expect(NoDelivery.kind(name) == .leftover) }

    @Test(arguments: [
        "a.csv.partial", "a.csv.k3f9.partial", "a.csv.download", "a.csv.opdownload", "a.csv.crdownload",
        "a.TMP", "~$a.xlsx", "a.csv.temp",
    ])
    func unfinished(_ name: String) { #expect(NoDelivery.kind(name) == .unfinished) }

    @Test(arguments: [
        "a.csv", "properties-2026-02.csv", "backup-plan.csv", "old.csv", "a.partly", "OIS_GRBBR.ZIP",
        "konflikter.csv",
    ])
    func deliveries(_ name: String) { #expect(NoDelivery.kind(name) == nil) }
}
