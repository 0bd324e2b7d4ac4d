import GRDB
import GRDBSQLite
import Project
import Records

/// What deliveries that are held speak of, where a feed's files replace each other by columns: a newer file
/// that speaks of all of it has come in the place of the held one, whatever either is called.
extension Transaction {
    /// The values of the columns by which the feed's files replace each other, as a delivery has them, each
    /// by its hash; nil where each file replaces all.
    ///
    /// - Parameters:
    ///   - feed: the feed, in whose table the rows are.
    ///   - condition: on the delivery's rows.
    /// - Throws: what the database says.
    public func places(of feed: Feed, where condition: String) throws -> Set<UInt64>? {
        guard case .columns(let columns) = feed.replaces else { return nil }
        let names = try columns.map { try compared($0, of: feed, in: "") }.joined(separator: ", ")
        var result: Set<UInt64> = []
        try scan("SELECT \(names) FROM \(quoted(feed.table)) WHERE \(condition)") { raw in
            result.insert(Cell.hash(raw, 0..<columns.count))
            return true
        }
        return result
    }

    /// Whether a delivery of the feed is held of which is known what it speaks of.
    ///
    /// - Throws: what the database says.
    public func holdsPlaces(_ feed: Feed) throws -> Bool {
        let held =
            """
            SELECT 1 FROM ledger_held AS h JOIN ledger_file AS f ON f.file = h.file
             WHERE f.feed = ? AND f.state = 'held'
            """
        return try integer("SELECT EXISTS (\(held))", [.text(feed.tableName)]) == 1
    }

    /// What a held delivery speaks of and no newer one has spoken of since; nil where nobody wrote it down.
    ///
    /// - Throws: what the database says.
    public func heldPlaces(of file: Int64) throws -> Set<UInt64>? {
        var result: Set<UInt64>?
        try scan("SELECT places FROM ledger_held WHERE file = \(file)") { raw in
            let count = Int(sqlite3_column_bytes(raw, 0)) / 8,
                bytes = UnsafeRawPointer(sqlite3_column_blob(raw, 0))
            let words = (0..<count).compactMap {
                bytes?.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)
            }
            result = Set(words)
            return false
        }
        return result
    }

    /// Writes down what a held delivery speaks of, or what of it is left.
    ///
    /// - Throws: what the database says.
    public func keepPlaces(_ places: Set<UInt64>, of file: Int64) throws {
        let statement = try db.makeStatement(sql: "INSERT OR REPLACE INTO ledger_held VALUES (\(file), ?)")
        let raw = statement.sqliteStatement
        try places.sorted().withUnsafeBytes { bytes in
            sqlite3_bind_blob(raw, 1, bytes.baseAddress, CInt(bytes.count), nil)
            defer {
                sqlite3_reset(raw)
                sqlite3_clear_bindings(raw)
            }
            while try step(raw) {}
        }
    }
}
