import Project
import Records
import Testing

@testable import Warehouse

/// Where a rejected row stands, as models and the report see it.
@Suite struct RejectPlaceTests {
    @Test(
        arguments: [
            ("rooms.csv", nil, "rooms.csv"), ("rooms.xlsx", "Lokaler", "rooms.xlsx!Lokaler:B7"),
            ("rooms.ods", "Ark 1", "rooms.ods!Ark 1:B7"),
        ] as [(String, String?, String)])
    func aWorkbookIsNamedWithSheetAndCell(_ name: String, _ sheet: String?, _ place: String) throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            var file = LedgerFile(
                sha256: "ab", name: name, feed: "rooms", bytes: 1, claimedOn: "2026-02-28",
                deliveredOn: "2026-02-28", arrival: "2026-02-28", state: "loaded")
            file.sheet = sheet
            file.file = try transaction.save(file)
            let position = Position(line: 7, column: 2, record: 6)
            let fault = Fault(code: .badInteger, position: position, column: "seats", value: "x")
            let reject = Reject(position: position, faults: [fault], raw: "x")
            try transaction.save(reject, file: file.file, run: 1, contract: "") { _ in ("da", "en") }
            try transaction.fillStatusTables(feeds: [], asOf: CalendarDay("2026-02-28")!, nightStarts: 0)
        }
        #expect(try trial.rows("select file, line, column_name from raw_reject") == ["'\(place)'|7|'seats'"])
    }
}
