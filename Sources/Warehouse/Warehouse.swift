import Foundation
import GRDB
import GRDBSQLite
import Glibc
import Project
import Records

/// The municipality's SQLite file: raw rows, models and the ledger together, so that a step and its record
/// are one transaction.
///
/// WAL, so that readers see last night while tonight is written; `synchronous=FULL`, because what an exit
/// code has reported must survive a power cut (NORMAL would lose the last commits).
public final class Warehouse: Sendable {
    /// The file's path.
    public let path: String
    let queue: DatabaseQueue

    /// Memory for pages, in KiB: while rows are loaded and models built, and while a whole table is sorted or
    /// read once. The second is also what one run of a sort takes, and a run that the processor's own cache
    /// holds is sorted fastest; SQLite takes no less than 250 pages.
    static let cacheKiB = 49_152, sortingKiB = 2_048
    /// Bytes of a page in a file that is made anew: twice the usual. A load writes fewer of them, and the
    /// log's index, which lies in memory, is half as large.
    static let pageBytes = 8192

    /// Opens or creates the warehouse and brings its ledger up to date.
    ///
    /// - Parameters:
    ///   - path: the file; its folder must be there.
    ///   - ledger: the migrations, in order: those that it has not seen yet are carried out.
    ///   - isChecked: looks through the whole file before anything in it is changed, and refuses one whose
    ///     pages do not hold together.
    /// - Throws: `WarehouseFailure.newer` when a later program wrote it, `.damaged` when it is no whole
    ///   SQLite file. Neither is ever overwritten.
    public init(path: String, ledger: [(name: String, sql: String)], isChecked: Bool = false) throws {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            // WAL by our own hand: GRDB's journalMode sets synchronous=NORMAL behind this closure and writes
            // to the file at every opening. What was removed, perhaps since nobody may keep it, must not lie
            // on in free pages, however SQLite was built. Sorting on file keeps the memory flat whatever the
            // register's size.
            try db.execute(
                sql:
                    """
                    PRAGMA page_size=\(Self.pageBytes); PRAGMA journal_mode=WAL; PRAGMA \
                    synchronous=FULL; PRAGMA cache_size=-\(Self.cacheKiB); PRAGMA temp_store=FILE; \
                    PRAGMA foreign_keys=OFF; PRAGMA secure_delete=ON
                    """
            )
            PortableFunctions.register(on: db.sqliteConnection)
            // A statement may take minutes: it asks now and then whether it is to stop.
            sqlite3_progress_handler(db.sqliteConnection, 20_000, { _ in StopRequest.isWanted ? 1 : 0 }, nil)
        }
        do {
            var migrator = DatabaseMigrator()
            for migration in ledger {
                migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
            }
            let (opened, isNewer, isUpToDate) = try Self.alone(beside: path) { [migrator] in
                let queue = try DatabaseQueue(path: path, configuration: configuration)
                return try queue.read {
                    (queue, try migrator.hasBeenSuperseded($0), try migrator.hasCompletedMigrations($0))
                }
            }
            queue = opened
            if isNewer { throw WarehouseFailure.newer(path: path) }
            if isChecked,
                let problem = try queue.read({ try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }),
                problem != "ok"
            {
                throw WarehouseFailure.damaged(path: path, message: problem)
            }
            // Even a migration that has nothing to do writes: who only looks would wait for a night's long
            // transaction.
            if !isUpToDate {
                try Self.alone(beside: path) { [migrator, queue] in try migrator.migrate(queue) }
            }
        } catch let error as DatabaseError {
            throw WarehouseErrors.told(error, path: path)
        }
    }

    /// One process at a time: two that found the ledger too old at the same moment would both begin to mend
    /// it, a file that another is just making is locked in a way that SQLite does not wait for, and GRDB asks
    /// whether there is a ledger in two steps. The lock is on the folder, so that nothing is left behind, and
    /// dies with the process.
    private static func alone<T>(beside path: String, _ body: () throws -> T) throws -> T {
        let folder = Glibc.open(
            path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return try body() }
        defer { close(folder) }
        while flock(folder, LOCK_EX) != 0, errno == EINTR {}
        return try body()
    }

    /// One transaction that holds the write lock from its start; what it throws rolls everything back.
    ///
    /// - Throws: `WarehouseFailure` for what the machine did, `Stopped` when somebody asked, `UnexpectedCode`
    ///   for an answer of SQLite that nothing should meet, else what `body` throws.
    public func transaction<T>(_ body: (Transaction) throws -> T) throws -> T {
        try told {
            try queue.writeWithoutTransaction { db in
                var result: T?
                try db.inTransaction(.immediate) {
                    result = try body(Transaction(db: db))
                    return .commit
                }
                return result!
            }
        }
    }

    /// Reads one state of the file, whatever is written meanwhile; a statement that writes fails.
    ///
    /// - Throws: `WarehouseFailure` for what the machine did, `Stopped` when somebody asked, else what `body`
    ///   throws.
    public func read<T>(_ body: (Transaction) throws -> T) throws -> T {
        try told { try queue.read { try body(Transaction(db: $0)) } }
    }

    /// SQLite's errors of the machine with the path that they are about, and a statement that was interrupted
    /// as what it is.
    private func told<T>(_ work: () throws -> T) throws -> T {
        do { return try work() } catch let error as DatabaseError {
            throw WarehouseErrors.told(error, path: path)
        }
    }

    /// Folds the write-ahead log into the file. Whoever reads an older state meanwhile is not waited for:
    /// what is committed is on the disk already, and the next checkpoint folds the rest.
    ///
    /// - Throws: `WarehouseFailure` where the machine will not write.
    public func checkpoint() throws {
        try told {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA busy_timeout=0")
                defer { try? db.execute(sql: "PRAGMA busy_timeout=30000") }
                do { _ = try db.checkpoint(.truncate) } catch let error as DatabaseError
                    where error.resultCode == .SQLITE_BUSY
                {}
            }
        }
    }

    /// The file's size in bytes, and how many of them hold nothing.
    ///
    /// - Throws: `WarehouseFailure` where the file cannot be read.
    public func room() throws -> (size: Int, free: Int) {
        try read {
            let page = try $0.integer("SELECT page_size FROM pragma_page_size") ?? 0
            return (
                page * (try $0.integer("SELECT page_count FROM pragma_page_count") ?? 0),
                page * (try $0.integer("SELECT freelist_count FROM pragma_freelist_count") ?? 0)
            )
        }
    }

    /// Gives pages that hold nothing back to the disk. It is one transaction of SQLite's own: where there is
    /// no room for it, or it is told to stop, the file is what it was.
    ///
    /// - Throws: `WarehouseFailure.stopped` when the disk has no room for a second copy of the file.
    public func shrink() throws {
        try told { try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM") } }
        try checkpoint()
    }

    /// SQLite's own check of the file; empty when it is whole.
    ///
    /// - Parameter thorough: compare every index with its table too.
    /// - Throws: SQLite's error where the file cannot be read at all; damage is an answer, and no error.
    public func problems(thorough: Bool = false) throws -> [String] {
        do {
            return try queue.read {
                try String.fetchAll($0, sql: thorough ? "PRAGMA integrity_check" : "PRAGMA quick_check")
            }.filter { $0 != "ok" }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return [error.message ?? "it is damaged"]
        }
    }
}

/// Why a warehouse cannot be used.
public enum WarehouseFailure: Error, Sendable, CustomStringConvertible {
    /// A later version of the program wrote it.
    case newer(path: String)
    /// It is no whole SQLite file; what SQLite says of it.
    case damaged(path: String, message: String)
    /// A copy that was just made does not hold together.
    case badCopy(path: String, message: String)
    /// The disk, the memory or another program's lock stopped us in the middle of something.
    case stopped(path: String, message: String)

    /// What SQLite says of the machine, as what it means for the warehouse.
    static func system(path: String, _ error: DatabaseError) -> WarehouseFailure {
        let message = error.message ?? "\(error.resultCode)"
        return [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
            ? .damaged(path: path, message: message) : .stopped(path: path, message: message)
    }

    /// Path, what is wrong, what became of it and the next command, in English.
    public var description: String {
        switch self {
        case .newer(let path):
            """
            \(path): a later version of Kvadratur wrote this warehouse; nothing was changed; next: \
            install that version, or kvadratur restore FILE with a backup
            """
        case .stopped(let path, let message):
            """
            \(path): \(message); the step at hand was rolled back; next: make room, or end what holds \
            the file, and run: kvadratur run
            """
        case .damaged(let path, let message):
            """
            \(path): the warehouse is damaged (\(Self.oneLine(message))); nothing was changed; next: \
            kvadratur restore FILE with a backup, or without one \
            move the file away: the next run makes it again from the archive and the editions
            """
        case .badCopy(let path, let message):
            """
            \(path): its copy came out damaged (\(Self.oneLine(message))) and was removed; nothing else \
            was changed; next: look at the disk, and give the command again
            """
        }
    }

    /// What SQLite says of damage over several lines, the first of which names the database alone.
    private static func oneLine(_ message: String) -> String {
        message.split(separator: "\n").filter { !$0.hasPrefix("***") }.joined(separator: ", ")
    }
}

/// The connection inside a transaction or a read.
///
/// Where its methods say nothing else, they throw SQLite's error as it came. `Warehouse.transaction` and
/// `Warehouse.read`, which it leaves through, make a `WarehouseFailure` of what the machine did and `Stopped`
/// of a statement that was interrupted.
public struct Transaction {
    let db: Database

    /// Runs a statement, or several one behind the other; each `?` takes the next argument.
    public func execute(_ sql: String, _ arguments: [Value] = []) throws {
        try db.execute(sql: sql, arguments: StatementArguments(arguments.map(\.databaseValue)))
    }

    /// All rows of a query.
    public func rows(_ sql: String, _ arguments: [Value] = []) throws -> [[Value]] {
        let cursor = try Row.fetchCursor(
            db, sql: sql, arguments: StatementArguments(arguments.map(\.databaseValue)))
        var result: [[Value]] = []
        while let row = try cursor.next() {
            result.append((0..<row.count).map { Value(row[$0] as DatabaseValue) })
        }
        return result
    }

    /// The text in the first column of the first row; nil when there is no row or no text.
    public func text(_ sql: String, _ arguments: [Value] = []) throws -> String? {
        if case .text(let text)? = try rows(sql, arguments).first?.first { return text }
        return nil
    }

    /// The whole number in the first column of the first row; nil when there is no row or no whole number.
    public func integer(_ sql: String, _ arguments: [Value] = []) throws -> Int? {
        if case .integer(let integer)? = try rows(sql, arguments).first?.first { return Int(integer) }
        return nil
    }

    /// Whether a table of this name is in the file; temporary tables and views do not count.
    public func exists(table: String) throws -> Bool {
        try integer("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", [.text(table)])
            == 1
    }

    /// The values of a table's column, each once, as texts.
    public func values(of column: String, in table: String) throws -> [String] {
        try rows(
            "SELECT DISTINCT \(quoted(column)) FROM \(quoted(table)) WHERE \(quoted(column)) IS NOT NULL"
        ).map { $0[0].plain }
    }

    /// The table's columns as they stand in the file.
    public func columns(of table: String) throws -> [String] {
        try rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", [.text(table)]).compactMap { row in
            if case .text(let name) = row[0] { return name }
            return nil
        }
    }

    /// Rows that the last statement inserted, changed or deleted.
    public var changes: Int { db.changesCount }

    /// Runs what sorts or reads a whole table once. A sort takes as much memory as the page cache may, beside
    /// what lies in the cache, and a table that is read once would fill the cache for nothing: with little of
    /// both, memory stays flat however many rows.
    public func inLittleRoom<T>(_ body: () throws -> T) throws -> T {
        try execute("PRAGMA cache_size=-\(Warehouse.sortingKiB)")
        defer { try? execute("PRAGMA cache_size=-\(Warehouse.cacheKiB)") }
        // What cannot be written here cannot be written later, and is told then.
        sqlite3_db_cacheflush(db.sqliteConnection)
        sqlite3_db_release_memory(db.sqliteConnection)
        return try body()
    }

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
