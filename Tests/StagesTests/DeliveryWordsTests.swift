import Testing
import Warehouse

@testable import Stages

/// What `status` says that a delivery did.
@Suite struct DeliveryWordsTests {
    @Test(arguments: [
        (0, 0, 0, "no row"), (12, 0, 0, "new, 12 rows"),
        (0, 1_458, 0, "says what is in force already, 1,458 rows"),
        (1, 458, 0, "adds 1 row to 458 rows that stay"), (3, 0, 3, "replaces 3 rows by 3 rows"),
        (2, 1, 4, "corrects: 4 rows went, 2 rows came, 1 row stays"),
        (0, 9, 1, "corrects: 1 row went, 0 rows came, 9 rows stay"),
    ])
    func says(_ loaded: Int, _ unchanged: Int, _ replaced: Int, _ words: String) {
        var file = LedgerFile(
            sha256: "00", name: "costs.csv", feed: "costs", bytes: 1, claimedOn: "2026-03-01",
            deliveredOn: "2026-03-01", arrival: "a", state: "loaded")
        (file.rowsLoaded, file.rowsUnchanged, file.rowsReplaced) = (loaded, unchanged, replaced)
        #expect(DeliveryWords.words(file) == words)
    }

    /// What went and came again to the byte stays; what a file says nothing of is added to.
    @Test(arguments: [
        (17, 16, 16, 0, "adds 1 row to 16 rows that stay"),
        (16, 16, 16, 99, "says what is in force already, 16 rows"),
        (16, 16, 14, 0, "corrects: 2 rows went, 2 rows came, 14 rows stay"),
        (25, 0, 0, 300, "adds 25 rows to 300 rows in force"),
        (25, 0, 0, 0, "new, 25 rows"), (3, 3, 0, 300, "replaces 3 rows by 3 rows"),
    ])
    func saysOfAWholeFile(_ loaded: Int, _ replaced: Int, _ same: Int, _ others: Int, _ words: String) {
        var file = LedgerFile(
            sha256: "00", name: "costs.csv", feed: "costs", bytes: 1, claimedOn: "2026-03-01",
            deliveredOn: "2026-03-01", arrival: "a", state: "loaded")
        (file.rowsLoaded, file.rowsReplaced, file.rowsSame) = (loaded, replaced, same)
        #expect(DeliveryWords.words(file, besides: others) == words)
    }
}
