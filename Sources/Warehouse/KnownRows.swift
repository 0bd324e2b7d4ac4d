import GRDB
import GRDBSQLite
import Project
import Records

/// The rows of a raw table that are in force, found by the hash of their record's bytes: sixteen bytes a row,
/// nothing of the row itself.
///
/// A table of more rows than `limit` is taken in several parts of equal share, so that memory stays flat
/// whatever the register's size.
///
/// Its methods throw as those of `Transaction` do.
public final class KnownRows {
    /// Rows that one part may hold; a part takes at most 64 MB.
    public static let limit = 3_000_000

    private let transaction: Transaction
    private let table: String
    /// Rows of the table.
    public let count: Int
    /// Parts that the table is taken in.
    public let parts: Int
    /// Rows that a record of the delivery in hand repeats.
    public private(set) var repeated = 0

    private var hashes: RowHashes

    /// The rows of `table` as they stand now; the first part is there.
    public init(_ transaction: Transaction, table: String, limit: Int = KnownRows.limit) throws {
        self.transaction = transaction
        self.table = table
        count = try transaction.integer("SELECT count(*) FROM \(quoted(table))") ?? 0
        parts = max(1, (count + limit - 1) / limit)
        hashes = RowHashes(expecting: count / parts)
        try transaction.execute("CREATE TEMP TABLE IF NOT EXISTS missing_row (row INTEGER PRIMARY KEY)")
        try transaction.execute("DELETE FROM temp.missing_row")
        try load(part: 0)
    }

    /// The part that a hash belongs to.
    public func part(of hash: UInt64) -> Int { parts == 1 ? 0 : Int((hash >> 32) % UInt64(parts)) }

    /// Takes another part in hand.
    public func load(part: Int) throws {
        if hashes.count > 0 { hashes = RowHashes(expecting: count / parts) }
        let statement = try transaction.db.makeStatement(
            sql: "SELECT rowid, _hash FROM \(quoted(table)) ORDER BY rowid")
        let raw = statement.sqliteStatement
        defer { withExtendedLifetime(statement) { _ = sqlite3_reset(raw) } }
        while try step(raw) {
            let hash = UInt64(bitPattern: sqlite3_column_int64(raw, 1))
            if parts > 1, self.part(of: hash) != part { continue }
            hashes.put(hash, sqlite3_column_int64(raw, 0))
        }
    }

    /// Whether a row of the part in hand has this hash and no record has repeated it yet; the first such row
    /// is repeated now.
    public func take(_ hash: UInt64) -> Bool {
        guard hashes.take(hash) else { return false }
        repeated += 1
        return true
    }

    /// Writes the rows of the part in hand that no record repeated into `temp.missing_row`.
    public func writeMissing() throws {
        let statement = try transaction.db.makeStatement(sql: "INSERT INTO temp.missing_row VALUES (?)")
        let raw = statement.sqliteStatement
        for row in hashes.left() {
            sqlite3_bind_int64(raw, 1, row)
            defer { sqlite3_reset(raw) }
            _ = try step(raw)
        }
        withExtendedLifetime(statement) {}
    }
}
