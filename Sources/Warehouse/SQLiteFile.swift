import Foundation
import GRDB
import Glibc
import Records

/// A fresh SQLite file of our own making, such as a GeoPackage. Not the warehouse: no WAL, so the file is
/// whole by itself when closed.
///
/// It stands in this target because GRDB is imported here alone.
public final class SQLiteFile {
    /// One cell to insert: a value of a table, or bytes such as a geometry.
    public enum Cell: Sendable {
        /// A value of a table.
        case value(Value)
        /// A blob.
        case bytes([UInt8])
    }

    private let path: String
    private let queue: DatabaseQueue

    /// Creates the file. What lay there is removed first, its journals too: a leftover `-wal` would be
    /// replayed into the new file.
    ///
    /// - Throws: `WarehouseFailure` where the file cannot be made.
    public init(path: String) throws {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // secure_delete and auto_vacuum decide the bytes of the file: fixed here, not by how the library
            // was built.
            try db.execute(
                sql:
                    """
                    PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE; \
                    PRAGMA secure_delete = ON
                    """
            )
        }
        self.path = path
        queue = try Self.told(path) { try DatabaseQueue(path: path, configuration: configuration) }
    }

    /// Runs statements without results.
    ///
    /// - Throws: `WarehouseFailure` for what the machine did, else SQLite's error as it came.
    public func execute(_ sql: String) throws {
        try Self.told(path) { try queue.write { try $0.execute(sql: sql) } }
    }

    /// A full disk and its kin with the path that they are about.
    private static func told<T>(_ path: String, _ work: () throws -> T) throws -> T {
        do { return try work() } catch let error as DatabaseError {
            throw WarehouseErrors.told(error, path: path)
        }
    }

    /// Inserts rows in the order given, in one transaction.
    ///
    /// - Throws: as `execute`; then none of the rows is there.
    public func insert(_ table: String, _ columns: [String], rows: [[Value]]) throws {
        try insert(table, columns, cells: rows.lazy.map { $0.map(Cell.value) })
    }

    /// Inserts rows that may hold bytes, in the order given, in one transaction.
    ///
    /// - Throws: as `execute`; then none of the rows is there.
    public func insert(_ table: String, _ columns: [String], cells rows: some Sequence<[Cell]>) throws {
        let names = columns.map(Self.quoted).joined(separator: ", ")
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        try Self.told(path) {
            try queue.write { db in
                let statement = try db.makeStatement(
                    sql: "INSERT INTO \(Self.quoted(table)) (\(names)) VALUES (\(marks))")
                for row in rows {
                    statement.setUncheckedArguments(StatementArguments(row.map(Self.databaseValue)))
                    try statement.execute()
                }
            }
        }
    }

    /// Closes the file; nothing can be written afterwards.
    ///
    /// - Throws: `WarehouseFailure` where what was written cannot be brought to its end.
    public func close() throws { try Self.told(path) { try queue.close() } }

    /// A name as an SQL identifier.
    public static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func databaseValue(_ cell: Cell) -> DatabaseValue {
        switch cell {
        case .value(.null): .null
        case .value(.integer(let integer)): integer.databaseValue
        case .value(.real(let real)): real.databaseValue
        case .value(.text(let text)): text.databaseValue
        case .bytes(let bytes):
            bytes.withUnsafeBytes { Data(bytes: $0.baseAddress!, count: $0.count) }.databaseValue
        }
    }
}
