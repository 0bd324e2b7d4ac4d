import Foundation
import Records
import Testing

@testable import Warehouse

/// Opening the warehouse: made once, brought up to date, and never overwritten when something is wrong with it.
@Suite struct WarehouseTests {
    @Test func madeOnceAndOpenedAgain() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { try $0.execute("create table t (a)"); try $0.execute("insert into t values (1)") }
        let again = try trial.other()
        #expect(try again.read { try $0.integer("select a from t") } == 1)
        #expect(try again.quickCheck() == [])
        #expect(try again.read { try $0.text("pragma journal_mode") } == "wal")
    }

    /// 2 is FULL: every commit is synced before it counts. A library that sets WAL up by itself would leave NORMAL behind.
    @Test func whatIsCommittedIsOnTheDisk() throws {
        let trial = try TrialWarehouse()
        #expect(try trial.warehouse.read { try $0.integer("pragma synchronous") } == 2)
        #expect(try trial.other().read { try $0.integer("pragma synchronous") } == 2)
    }

    @Test func whoOnlyLooksChangesNoByte() throws {
        let folder = try TrialFolder(), path = folder.root + "/warehouse.sqlite"
        do { _ = try Warehouse(path: path, ledger: ledger) }
        let before = folder.bytes("warehouse.sqlite")
        do { #expect(try Warehouse(path: path, ledger: ledger).read { try $0.exists(table: "ledger_run") }) }
        #expect(folder.bytes("warehouse.sqlite") == before && folder.bytes("warehouse.sqlite-wal") == nil)
    }

    @Test func aNewerLedgerIsRefusedAndUnchanged() throws {
        let trial = try TrialWarehouse()
        let path = trial.folder.root + "/warehouse.sqlite"
        _ = try Warehouse(path: path, ledger: ledger + [("999_later", "create table ledger_later (a integer) strict")])
        try trial.warehouse.checkpoint()
        let before = trial.folder.bytes("warehouse.sqlite")
        let failure = #expect(throws: WarehouseFailure.self) { _ = try trial.other() }
        #expect("\(failure!)" == "\(path): a later version of Kvadratur wrote this warehouse; nothing was changed. Install that version, or restore a backup")
        #expect(trial.folder.bytes("warehouse.sqlite") == before)
    }

    @Test func anOlderLedgerIsBroughtUpToDate() throws {
        let trial = try TrialWarehouse()
        let newer = try Warehouse(
            path: trial.folder.root + "/warehouse.sqlite", ledger: ledger + [("999_later", "create table ledger_later (a integer) strict")])
        #expect(try newer.read { try $0.exists(table: "ledger_later") && $0.exists(table: "ledger_run") })
    }

    @Test(arguments: [
        ("not a database", Data("This is no warehouse, it is a letter. ".utf8) + Data(repeating: 65, count: 8000)),
        ("16 bytes turned", nil),
        ("a header alone", Data("SQLite format 3\0".utf8) + Data(repeating: 0xFF, count: 100)),
    ] as [(String, Data?)])
    func aDamagedFileIsRefusedAndUnchanged(_ name: String, _ bytes: Data?) throws {
        let folder = try TrialFolder()
        let path = folder.root + "/warehouse.sqlite"
        if let bytes { try bytes.write(to: URL(fileURLWithPath: path)) } else {
            do { let warehouse = try Warehouse(path: path, ledger: ledger); try warehouse.checkpoint() }
            var whole = folder.bytes("warehouse.sqlite")!
            // In the first page behind the header: the schema's own tree.
            for index in 100..<116 { whole[index] ^= 0xFF }
            try whole.write(to: URL(fileURLWithPath: path))
        }
        let before = folder.bytes("warehouse.sqlite")
        let failure = #expect(throws: WarehouseFailure.self) { _ = try Warehouse(path: path, ledger: ledger) }
        guard case .damaged? = failure else { Issue.record("\(name): \(failure.map { "\($0)" } ?? "")"); return }
        #expect(folder.bytes("warehouse.sqlite") == before)
    }

    @Test func whatThrowsRollsBack() throws {
        struct Stop: Error {}
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { try $0.execute("create table t (a)") }
        #expect(throws: Stop.self) {
            try trial.warehouse.transaction { try $0.execute("insert into t values (1)"); throw Stop() }
        }
        try trial.warehouse.transaction { transaction in
            try transaction.execute("insert into t values (2)")
            #expect(throws: Stop.self) { try transaction.savepoint { try transaction.execute("insert into t values (3)"); throw Stop() } }
        }
        #expect(try trial.rows("select a from t") == ["2"])
    }

    @Test func valuesGoInAndOut() throws {
        let trial = try TrialWarehouse()
        let values: [Value] = [nil, 0, -9_223_372_036_854_775_808, 1.5, "", "æøå 🏫", .real(-0.0)]
        #expect(try trial.warehouse.read { try $0.rows("select " + values.map { _ in "?" }.joined(separator: ", "), values) } == [values])
    }
}
