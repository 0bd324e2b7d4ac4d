import GRDB
import GRDBSQLite
import Records

/// Finds the records of a delivery that repeat rows in force when those rows are too many to be looked up at
/// once: numbers and hashes of all records are written to a temporary table first, and then compared with one
/// part of the rows after the other.
///
/// Its methods throw as those of `Transaction` do.
public final class RepeatedRecords {
    private let transaction: Transaction
    private var buffer: [UInt64] = []
    /// Numbers and hashes that one row of the temporary table holds.
    private static let rowWords = 1 << 16

    /// Begins anew: what was written down before is forgotten.
    public init(_ transaction: Transaction) throws {
        self.transaction = transaction
        try transaction.execute("CREATE TEMP TABLE IF NOT EXISTS record_hash (pairs BLOB NOT NULL)")
        try transaction.execute("DELETE FROM temp.record_hash")
        buffer.reserveCapacity(Self.rowWords)
    }

    /// Adds a record of the delivery, in the delivery's order.
    public func append(_ hash: UInt64, number: Int) throws {
        buffer.append(UInt64(number))
        buffer.append(hash)
        if buffer.count == Self.rowWords { try write() }
    }

    /// The numbers of the records that repeat a row; the other rows are then in `temp.missing_row`.
    public func find(in known: KnownRows) throws -> RecordNumbers {
        if !buffer.isEmpty { try write() }
        var numbers = RecordNumbers()
        for part in 0..<known.parts {
            if part > 0 { try known.load(part: part) }
            try forEach { number, hash in
                if known.part(of: hash) == part, known.take(hash) { numbers.insert(number) }
            }
            try known.writeMissing()
        }
        try transaction.execute("DELETE FROM temp.record_hash")
        return numbers
    }

    private func write() throws {
        let statement = try transaction.db.cachedStatement(sql: "INSERT INTO temp.record_hash VALUES (?)")
        let raw = statement.sqliteStatement
        try buffer.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(raw, 1, bytes.baseAddress, CInt(bytes.count), nil)
            defer {
                sqlite3_reset(raw)
                sqlite3_clear_bindings(raw)
            }
            _ = try step(raw)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func forEach(_ body: (Int, UInt64) -> Void) throws {
        let statement = try transaction.db.makeStatement(
            sql: "SELECT pairs FROM temp.record_hash ORDER BY rowid")
        let raw = statement.sqliteStatement
        defer { withExtendedLifetime(statement) { _ = sqlite3_reset(raw) } }
        while try step(raw) {
            let bytes = sqlite3_column_blob(raw, 0)!
            for at in stride(from: 0, to: Int(sqlite3_column_bytes(raw, 0)), by: 16) {
                body(
                    Int(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)),
                    bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
            }
        }
    }
}

/// Numbers of records, a bit each.
public struct RecordNumbers: Sendable {
    private var words: [UInt64] = []

    /// Adds a number; one that is there stays.
    public mutating func insert(_ number: Int) {
        while words.count <= number >> 6 { words.append(0) }
        words[number >> 6] |= 1 << UInt64(number & 63)
    }

    /// Whether the number was added.
    public func contains(_ number: Int) -> Bool {
        number >> 6 < words.count && words[number >> 6] >> UInt64(number & 63) & 1 == 1
    }
}
