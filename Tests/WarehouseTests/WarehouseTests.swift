import Foundation
import Records
import Testing

@testable import Warehouse

/// Opening the warehouse: made once, brought up to date, and never overwritten when something is wrong with
/// it.
@Suite struct WarehouseTests {
    @Test func madeOnceAndOpenedAgain() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction {
            try $0.execute("create table t (a)")
            try $0.execute("insert into t values (1)")
        }
        let again = try trial.other()
        #expect(try again.read { try $0.integer("select a from t") } == 1)
        #expect(try again.problems() == [])
        #expect(try again.read { try $0.text("pragma journal_mode") } == "wal")
    }

    /// 2 is FULL: every commit is synced before it counts. A library that sets WAL up by itself would leave
    /// NORMAL behind.
    @Test func whatIsCommittedIsOnTheDisk() throws {
        let trial = try TrialWarehouse()
        #expect(try trial.warehouse.read { try $0.integer("pragma synchronous") } == 2)
        #expect(try trial.other().read { try $0.integer("pragma synchronous") } == 2)
        // What may not be kept must not lie on in free pages.
        #expect(try trial.other().read { try $0.integer("pragma secure_delete") } == 1)
    }

    @Test func whoOnlyLooksChangesNoByte() throws {
        let folder = try TrialFolder()
        let path = folder.root + "/warehouse.sqlite"
        do { _ = try Warehouse(path: path, ledger: ledger) }
        let before = folder.bytes("warehouse.sqlite")
        do { #expect(try Warehouse(path: path, ledger: ledger).read { try $0.exists(table: "ledger_run") }) }
        #expect(folder.bytes("warehouse.sqlite") == before && folder.bytes("warehouse.sqlite-wal") == nil)
    }

    /// Whoever looks at the moment when the file is made sees it without its ledger or with it, never half of
    /// each.
    @Test func manyOpenItAtTheMomentWhenItIsMade() async throws {
        for _ in 0..<40 {
            let folder = try TrialFolder()
            let path = folder.root + "/warehouse.sqlite"
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try Warehouse(path: path, ledger: ledger).read { try $0.exists(table: "ledger_run") }
                    }
                }
                for try await there in group { #expect(there) }
            }
        }
    }

    @Test func aNewerLedgerIsRefusedAndUnchanged() throws {
        let trial = try TrialWarehouse()
        let path = trial.folder.root + "/warehouse.sqlite"
        _ = try Warehouse(
            path: path, ledger: ledger + [("999_later", "create table ledger_later (a integer) strict")])
        try trial.warehouse.checkpoint()
        let before = trial.folder.bytes("warehouse.sqlite")
        let failure = #expect(throws: WarehouseFailure.self) { _ = try trial.other() }
        #expect(
            "\(failure!)"
                == """
                \(path): a later version of Kvadratur wrote this warehouse; nothing was changed; next: \
                install that version, or kvadratur restore FILE with a backup
                """
        )
        #expect(trial.folder.bytes("warehouse.sqlite") == before)
    }

    @Test func anOlderLedgerIsBroughtUpToDate() throws {
        let trial = try TrialWarehouse()
        let newer = try Warehouse(
            path: trial.folder.root + "/warehouse.sqlite",
            ledger: ledger + [("999_later", "create table ledger_later (a integer) strict")])
        #expect(try newer.read { try $0.exists(table: "ledger_later") && $0.exists(table: "ledger_run") })
    }

    @Test(
        arguments: [
            (
                "not a database",
                Data("This is no warehouse, it is a letter. ".utf8) + Data(repeating: 65, count: 8000)
            ),
            ("16 bytes turned", nil),
            ("a header alone", Data("SQLite format 3\0".utf8) + Data(repeating: 0xFF, count: 100)),
        ] as [(String, Data?)])
    func aDamagedFileIsRefusedAndUnchanged(_ name: String, _ bytes: Data?) throws {
        let folder = try TrialFolder()
        let path = folder.root + "/warehouse.sqlite"
        if let bytes {
            try bytes.write(to: URL(fileURLWithPath: path))
        } else {
            do {
                let warehouse = try Warehouse(path: path, ledger: ledger)
                try warehouse.checkpoint()
            }
            var whole = folder.bytes("warehouse.sqlite")!
            // In the first page behind the header: the schema's own tree.
            for index in 100..<116 { whole[index] ^= 0xFF }
            try whole.write(to: URL(fileURLWithPath: path))
        }
        let before = folder.bytes("warehouse.sqlite")
        let failure = #expect(throws: WarehouseFailure.self) { _ = try Warehouse(path: path, ledger: ledger) }
        guard case .damaged? = failure else {
            Issue.record("\(name): \(failure.map { "\($0)" } ?? "")")
            return
        }
        #expect(folder.bytes("warehouse.sqlite") == before)
    }

    @Test func aPageThatDoesNotHoldTogetherIsFoundBeforeAnythingIsChanged() throws {
        let folder = try TrialFolder()
        let path = folder.root + "/warehouse.sqlite"
        do {
            let warehouse = try Warehouse(path: path, ledger: ledger)
            try warehouse.transaction {
                try $0.execute("create table t (a)")
                try $0.execute(
                    """
                    with recursive n (i) as (select 1 union all select i + 1 from n where i < 5000) \
                    insert into t select printf('%200d', i) from n
                    """
                )
            }
            try warehouse.checkpoint()
        }
        var bytes = folder.bytes("warehouse.sqlite")!
        // The head of a page far behind the schema: opening alone does not look there.
        for index in bytes.count - Warehouse.pageBytes..<bytes.count - Warehouse.pageBytes + 16 {
            bytes[index] ^= 0xFF
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        let failure = #expect(throws: WarehouseFailure.self) {
            _ = try Warehouse(
                path: path, ledger: ledger + [("999_later", "create table later (a) ")], isChecked: true)
        }
        guard case .damaged? = failure else {
            Issue.record("\(failure.map { "\($0)" } ?? "")")
            return
        }
        #expect(folder.bytes("warehouse.sqlite") == bytes)
    }

    @Test func aReaderDoesNotHinderTheEndOfANight() throws {
        let trial = try TrialWarehouse()
        let other = try trial.other()
        try trial.warehouse.transaction { try $0.execute("create table t (a)") }
        try other.read { reading in
            _ = try reading.integer("select count(*) from t")
            try trial.warehouse.transaction { try $0.execute("insert into t values (1)") }
            try trial.warehouse.checkpoint()
            #expect(try reading.integer("select count(*) from t") == 0)
        }
        #expect(try other.read { try $0.integer("select count(*) from t") } == 1)
    }

    @Test func aFullDiskIsToldWithThePath() throws {
        let trial = try TrialWarehouse()
        // A warehouse that may not grow is a full disk to SQLite.
        let failure = #expect(throws: WarehouseFailure.self) {
            try trial.warehouse.transaction {
                try $0.execute("create table t (a)")
                try $0.execute("pragma max_page_count = 1")
                try $0.execute(
                    """
                    with recursive n (i) as (select 1 union all select i + 1 from n where i < 9999) \
                    insert into t select printf('%200d', i) from n
                    """
                )
            }
        }
        #expect(
            failure.map { "\($0)" }
                == """
                \(trial.folder.root)/warehouse.sqlite: database or disk is full; the step at hand was \
                rolled back; next: make room, or end what holds the file, and run: kvadratur run
                """
        )
        #expect(try trial.warehouse.read { try !$0.exists(table: "t") })
    }

    @Test func whatThrowsRollsBack() throws {
        struct Stop: Error {}
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { try $0.execute("create table t (a)") }
        #expect(throws: Stop.self) {
            try trial.warehouse.transaction {
                try $0.execute("insert into t values (1)")
                throw Stop()
            }
        }
        try trial.warehouse.transaction { transaction in
            try transaction.execute("insert into t values (2)")
            #expect(throws: Stop.self) {
                try transaction.savepoint {
                    try transaction.execute("insert into t values (3)")
                    throw Stop()
                }
            }
        }
        #expect(try trial.rows("select a from t") == ["2"])
    }

    @Test func valuesGoInAndOut() throws {
        let trial = try TrialWarehouse()
        let values: [Value] = [nil, 0, -9_223_372_036_854_775_808, 1.5, "", "æøå 🏫", .real(-0.0)]
        #expect(
            try trial.warehouse.read {
                try $0.rows("select " + values.map { _ in "?" }.joined(separator: ", "), values)
            } == [values])
    }
}
