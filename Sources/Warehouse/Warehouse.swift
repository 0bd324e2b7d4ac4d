import Foundation
import GRDB
import Project
import Records

/// The municipality's SQLite file: raw rows, models and the ledger together, so that a step and its record are one transaction.
///
/// WAL, so that readers see last night while tonight is written; `synchronous=FULL`, because what an exit code has reported must survive a
/// power cut (NORMAL would lose the last commits).
public final class Warehouse: Sendable {
    public let path: String
    let queue: DatabaseQueue

    /// Opens or creates the warehouse and brings its ledger up to date.
    ///
    /// - Throws: `WarehouseFailure.newer` when a later program wrote it, `.damaged` when it is no whole SQLite file. Neither is ever overwritten.
    public init(path: String, ledger: [(name: String, sql: String)]) throws {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            // WAL by our own hand: GRDB's journalMode sets synchronous=NORMAL behind this closure and writes to the file at every opening.
            // Sorting on file keeps the memory flat whatever the register's size.
            try db.execute(sql: "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE; PRAGMA foreign_keys=OFF")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            var migrator = DatabaseMigrator()
            for migration in ledger {
                migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
            }
            if try queue.read({ try migrator.hasBeenSuperseded($0) }) { throw WarehouseFailure.newer(path: path) }
            // Even a migration that has nothing to do writes: who only looks would wait for a night's long transaction.
            if try !queue.read({ try migrator.hasCompletedMigrations($0) }) { try migrator.migrate(queue) }
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            throw WarehouseFailure.damaged(path: path, message: error.message ?? "")
        }
    }

    /// One transaction that holds the write lock from its start; what it throws rolls everything back.
    public func transaction<T>(_ body: (Transaction) throws -> T) throws -> T {
        try queue.writeWithoutTransaction { db in
            var result: T?
            try db.inTransaction(.immediate) {
                result = try body(Transaction(db: db))
                return .commit
            }
            return result!
        }
    }

    public func read<T>(_ body: (Transaction) throws -> T) throws -> T {
        try queue.read { try body(Transaction(db: $0)) }
    }

    /// Folds the write-ahead log into the file.
    public func checkpoint() throws {
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    /// SQLite's own check of the file; empty when it is whole.
    public func quickCheck() throws -> [String] {
        try queue.read { try String.fetchAll($0, sql: "PRAGMA quick_check") }.filter { $0 != "ok" }
    }
}

/// Why a warehouse cannot be used.
public enum WarehouseFailure: Error, Sendable, CustomStringConvertible {
    case newer(path: String)
    case damaged(path: String, message: String)

    public var description: String {
        switch self {
        case .newer(let path): "\(path): a later version of Kvadratur wrote this warehouse; nothing was changed. Install that version, or restore a backup"
        case .damaged(let path, let message): "\(path): the warehouse is damaged (\(message)); nothing was changed. Restore a backup, or move the file away: the next run rebuilds it from the archive"
        }
    }
}

/// The connection inside a transaction or a read.
public struct Transaction {
    let db: Database

    public func execute(_ sql: String, _ arguments: [Value] = []) throws {
        try db.execute(sql: sql, arguments: StatementArguments(arguments.map(\.databaseValue)))
    }

    /// All rows of a query.
    public func rows(_ sql: String, _ arguments: [Value] = []) throws -> [[Value]] {
        let cursor = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(arguments.map(\.databaseValue)))
        var result: [[Value]] = []
        while let row = try cursor.next() { result.append((0..<row.count).map { Value(row[$0] as DatabaseValue) }) }
        return result
    }

    public func text(_ sql: String, _ arguments: [Value] = []) throws -> String? {
        if case .text(let text)? = try rows(sql, arguments).first?.first { return text }
        return nil
    }

    public func integer(_ sql: String, _ arguments: [Value] = []) throws -> Int? {
        if case .integer(let integer)? = try rows(sql, arguments).first?.first { return Int(integer) }
        return nil
    }

    public func exists(table: String) throws -> Bool {
        try integer("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", [.text(table)]) == 1
    }

    /// The table's columns as they stand in the file.
    public func columns(of table: String) throws -> [String] {
        try rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", [.text(table)]).compactMap { row in
            if case .text(let name) = row[0] { return name }
            return nil
        }
    }

    public var changes: Int { db.changesCount }

    /// Runs `body` so that what it throws takes back its own changes only.
    public func savepoint(_ body: () throws -> Void) throws {
        try db.inSavepoint {
            try body()
            return .commit
        }
    }
}

extension Value {
    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): value.databaseValue
        }
    }

    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let double): self = .real(double)
        case .string(let string): self = .text(string)
        case .blob(let data): self = .text(data.map { String($0, radix: 16) }.joined())
        }
    }
}
