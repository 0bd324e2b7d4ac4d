import GRDB
import GRDBSQLite
import Glibc
import Project
import Records

/// Copies of a warehouse: made while others work, and looked at before they are trusted.
public enum WarehouseCopy {
    /// Writes what is committed now into a new file, without a lock on anybody. The caller syncs and renames
    /// it.
    ///
    /// - Throws: `WarehouseFailure`, with both paths; what was written by then is the caller's to remove.
    public static func write(from path: String, into target: String) throws {
        do {
            try open(path).writeWithoutTransaction {
                try $0.execute(sql: "VACUUM INTO ?", arguments: [target])
            }
        } catch let error as DatabaseError {
            // Which of the two files it was, SQLite does not say.
            throw WarehouseErrors.told(error, path: "\(path), copied into \(target)")
        }
    }

    /// What is wrong with a file as a warehouse; empty when it can be used by this program.
    ///
    /// - Throws: `WarehouseFailure` where it cannot be opened; damage is an answer, and no error.
    public static func problems(_ path: String, ledger: [String]) throws -> [String] {
        do {
            return try open(path).read { db in
                let found = try String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" }
                guard found.isEmpty else { return found }
                guard try db.tableExists("ledger_run"), try db.tableExists("grdb_migrations") else {
                    return ["it is no warehouse of Kvadratur"]
                }
                let unknown = try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations").filter {
                    !ledger.contains($0)
                }
                return unknown.isEmpty ? [] : ["a later version of Kvadratur wrote it"]
            }
        } catch let error as DatabaseError {
            if [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
                return [error.message ?? "it is damaged"]
            }
            throw WarehouseErrors.told(error, path: path)
        }
    }

    /// The last night that ran in it.
    ///
    /// - Returns: its date (ISO); nil where none ran.
    /// - Throws: `WarehouseFailure` where it cannot be read.
    public static func lastNight(_ path: String) throws -> String? {
        try read(path) {
            try String.fetchOne($0, sql: "SELECT as_of FROM ledger_run ORDER BY run DESC LIMIT 1")
        }
    }

    /// Looks into a copy that nobody works on, and leaves no journal beside it that was not there before.
    public static func lookInto<T>(_ path: String, _ body: () throws -> T) rethrows -> T {
        func size(_ suffix: String) -> Int64? {
            var state = stat()
            return stat(path + suffix, &state) == 0 ? Int64(state.st_size) : nil
        }
        let before = (journal: size("-wal"), index: size("-shm"))
        defer {
            if before.journal == nil, size("-wal") == 0 { unlink(path + "-wal") }
            if before.index == nil, size("-wal") ?? 0 == 0 { unlink(path + "-shm") }
        }
        return try body()
    }

    /// Takes a copy away with the journal that it may have.
    ///
    /// - Throws: what `remove` throws.
    public static func remove(_ path: String, with remove: (String) throws -> Void) throws {
        for suffix in ["-wal", "-shm", ""] { try remove(path + suffix) }
    }

    /// SHA-256 of every delivery whose rows or rejects it may hold: those that were erased before it was made
    /// are no longer in it.
    ///
    /// - Throws: `WarehouseFailure` where it cannot be read.
    public static func holding(_ path: String) throws -> Set<String> {
        try read(path) {
            Set(try String.fetchAll($0, sql: "SELECT sha256 FROM ledger_file WHERE state <> 'erased'"))
        }
    }

    /// SHA-256 of every delivery that its ledger knows.
    ///
    /// - Throws: `WarehouseFailure` where it cannot be read.
    public static func files(_ path: String) throws -> Set<String> {
        try read(path) { Set(try String.fetchAll($0, sql: "SELECT sha256 FROM ledger_file")) }
    }

    /// Each time that its ledger knows bytes to have come, as SHA-256, name and night. A copy from before
    /// arrivals were written down knows none.
    ///
    /// - Throws: `WarehouseFailure` where it cannot be read.
    public static func arrivals(_ path: String) throws -> Set<[String]> {
        try read(path) { db in
            guard try db.tableExists("ledger_arrival") else { return [] }
            let sql =
                """
                SELECT f.sha256, a.name, a.claimed_on FROM ledger_arrival AS a JOIN ledger_file AS f ON \
                f.file = a.file
                """
            return Set(
                try Row.fetchAll(db, sql: sql).map { [$0[0] as String, $0[1] as String, $0[2] as String] })
        }
    }

    /// What it reads, or why it cannot with the path.
    private static func read<T>(_ path: String, _ body: (Database) throws -> T) throws -> T {
        do { return try open(path).read(body) } catch let error as DatabaseError {
            throw WarehouseErrors.told(error, path: path)
        }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            PortableFunctions.register(on: db.sqliteConnection)
            sqlite3_progress_handler(db.sqliteConnection, 20_000, { _ in StopRequest.isWanted ? 1 : 0 }, nil)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
