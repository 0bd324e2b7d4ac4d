import GRDB
import GRDBSQLite
import Project
import Records

/// The rows of a raw table that are in force, found by the hash of their record's bytes: sixteen bytes a row, nothing of the row itself.
///
/// A table of more rows than `limit` is taken in several parts of equal share, so that memory stays flat whatever the register's size.
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

    private var hashes: UnsafeMutablePointer<UInt64>
    /// The row's number; 0 in an empty slot, negative when a record has repeated it.
    private var rows: UnsafeMutablePointer<Int64>
    private var mask = 0

    /// The rows of `table` as they stand now; the first part is there.
    public init(_ transaction: Transaction, table: String, limit: Int = KnownRows.limit) throws {
        self.transaction = transaction
        self.table = table
        count = try transaction.integer("SELECT count(*) FROM \(quoted(table))") ?? 0
        parts = max(1, (count + limit - 1) / limit)
        // An eighth of the slots stays empty.
        var slots = 64
        while slots * 7 < count / parts * 8 { slots *= 2 }
        mask = slots - 1
        hashes = .allocate(capacity: slots)
        rows = .allocate(capacity: slots)
        try transaction.execute("CREATE TEMP TABLE IF NOT EXISTS missing_row (row INTEGER PRIMARY KEY)")
        try transaction.execute("DELETE FROM temp.missing_row")
        try load(part: 0)
    }

    deinit {
        hashes.deallocate()
        rows.deallocate()
    }

    /// The part that a hash belongs to.
    public func part(of hash: UInt64) -> Int { parts == 1 ? 0 : Int((hash >> 32) % UInt64(parts)) }

    /// Takes another part in hand.
    public func load(part: Int) throws {
        rows.initialize(repeating: 0, count: mask + 1)
        let statement = try transaction.db.makeStatement(sql: "SELECT rowid, _hash FROM \(quoted(table)) ORDER BY rowid")
        let raw = statement.sqliteStatement
        defer { withExtendedLifetime(statement) { _ = sqlite3_reset(raw) } }
        var filled = 0
        while try step(raw) {
            let hash = UInt64(bitPattern: sqlite3_column_int64(raw, 1))
            if parts > 1, self.part(of: hash) != part { continue }
            filled += 1
            if filled * 8 > (mask + 1) * 7 { grow() }
            put(hash, sqlite3_column_int64(raw, 0))
        }
    }

    private func put(_ hash: UInt64, _ row: Int64) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while rows[slot] != 0 { slot = (slot &+ 1) & mask }
        hashes[slot] = hash
        rows[slot] = row
    }

    private func grow() {
        let (oldHashes, oldRows, oldCount) = (hashes, rows, mask + 1)
        mask = oldCount * 2 - 1
        hashes = .allocate(capacity: oldCount * 2)
        rows = .allocate(capacity: oldCount * 2)
        rows.initialize(repeating: 0, count: oldCount * 2)
        // By rowid, so that of equal records the first stays the first.
        for slot in (0..<oldCount).filter({ oldRows[$0] != 0 }).sorted(by: { abs(oldRows[$0]) < abs(oldRows[$1]) }) { put(oldHashes[slot], oldRows[slot]) }
        oldHashes.deallocate()
        oldRows.deallocate()
    }

    /// Whether a row of the part in hand has this hash and no record has repeated it yet; the first such row is repeated now.
    public func take(_ hash: UInt64) -> Bool {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let row = rows[slot]
            if row == 0 { return false }
            if row > 0, hashes[slot] == hash {
                rows[slot] = -row
                repeated += 1
                return true
            }
            slot = (slot &+ 1) & mask
        }
    }

    /// Writes the rows of the part in hand that no record repeated into `temp.missing_row`.
    public func writeMissing() throws {
        let statement = try transaction.db.makeStatement(sql: "INSERT INTO temp.missing_row VALUES (?)")
        let raw = statement.sqliteStatement
        var missing: [Int64] = []
        for slot in 0...mask where rows[slot] > 0 { missing.append(rows[slot]) }
        for row in missing.sorted() {
            sqlite3_bind_int64(raw, 1, row)
            defer { sqlite3_reset(raw) }
            _ = try step(raw)
        }
        withExtendedLifetime(statement) {}
    }
}
