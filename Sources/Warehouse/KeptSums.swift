import GRDB
import GRDBSQLite
import Project
import Records

/// What the files in force of a feed come to, month by month, as the ledger keeps it: a delivery is held
/// against these sums, and not against the rows.
public struct KeptSums {
    /// A month of a file, all of whose rows of it are in force.
    struct Place {
        var file: Int64
        var period: String
        var rows: Int
        /// Without signs, by measure.
        var totals: [Double]
    }

    let shape: SumShape
    let places: [Place]

    /// Nil where the ledger does not have them of every row in force: then the rows are looked at.
    init?(_ transaction: Transaction, feed: Feed) throws {
        guard let shape = SumShape(feed) else { return nil }
        self.shape = shape
        guard try transaction.isPlain(shape, feed) else { return nil }
        var found: [Place] = [], rows: [Int64: Int] = [:]
        let known = try transaction.rows(
            """
            SELECT s.file, s.period, s.row_count, s.totals
              FROM ledger_sum AS s JOIN ledger_file AS f ON f.file = s.file
             WHERE f.feed = ? AND s.shape = ? AND f.rows_in_force > 0 ORDER BY s.period, s.file
            """, [.text(feed.tableName), .text(shape.name)])
        for row in known {
            let totals = row[3].plain.split(separator: " ").compactMap { Double($0) }
            guard totals.count == shape.measures.count else { return nil }
            let place = Place(file: Int64(row[0].int), period: row[1].plain, rows: row[2].int, totals: totals)
            rows[place.file, default: 0] += place.rows
            found.append(place)
        }
        places = found
        let inForce = try transaction.rows(
            "SELECT file, rows_in_force FROM ledger_file WHERE feed = ? AND rows_in_force > 0",
            [.text(feed.tableName)])
        guard rows == Dictionary(uniqueKeysWithValues: inForce.map { (Int64($0[0].int), $0[1].int) }) else {
            return nil
        }
    }

    var periods: Set<String> { Set(places.map(\.period)) }

    /// Months that a delivery takes out of force.
    func leaving(_ sums: DeliverySums, among files: [Int64]?) -> [Place] {
        let brought = Set(sums.parts.map(\.period))
        return places.filter { brought.contains($0.period) && files?.contains($0.file) != false }
    }

    /// Goes through what the rows of a month are about, each with its sums.
    func each(
        _ place: Place, in transaction: Transaction,
        _ body: (_ hash: UInt64, _ sums: UnsafePointer<Double>) -> Void
    ) throws {
        let width = 1 + shape.measures.count, period = place.period.replacing("'", with: "''")
        var sums = shape.measures.map { _ in Double.nan }
        let sql =
            "SELECT sums FROM ledger_sum WHERE file = \(place.file) AND period = '\(period)'"
        try transaction.scan(sql) { raw in
            guard let bytes = UnsafeRawPointer(sqlite3_column_blob(raw, 0)) else { return true }
            let words = Int(sqlite3_column_bytes(raw, 0)) / 8
            for at in stride(from: 0, to: words - width + 1, by: width) {
                for measure in sums.indices {
                    let bits = bytes.loadUnaligned(fromByteOffset: (at + 1 + measure) * 8, as: UInt64.self)
                    sums[measure] = Double(bitPattern: bits)
                }
                sums.withUnsafeBufferPointer {
                    body(bytes.loadUnaligned(fromByteOffset: at * 8, as: UInt64.self), $0.baseAddress!)
                }
            }
            return true
        }
    }
}

extension Transaction {
    /// What is in force of the feed in sums; nil where the rows have to be asked.
    ///
    /// - Throws: what the database says.
    public func keptSums(of feed: Feed) throws -> KeptSums? { try KeptSums(self, feed: feed) }

    /// A code that has several spellings is compared by what it stands for, which a hash does not tell.
    fileprivate func isPlain(_ shape: SumShape, _ feed: Feed) throws -> Bool {
        try ([shape.period] + shape.about).allSatisfy { try spellings(of: $0, feed) == nil }
    }

    /// Sums up the rows in force where the ledger does not know what they come to: those of a warehouse from
    /// before, or of files that were read otherwise.
    ///
    /// - Throws: what the database says.
    public func sumUp(_ feed: Feed) throws {
        guard let shape = SumShape(feed), try isPlain(shape, feed), try keptSums(of: feed) == nil,
            try lastRow(of: feed.table) <= KnownRows.limit
        else { return }
        var sums: [Int64: DeliverySums] = [:]
        let columns = [shape.period] + shape.about + shape.measures + ["_file"]
        try scan("SELECT \(columns.map(quoted).joined(separator: ", ")) FROM \(quoted(feed.table))") { raw in
            let file = sqlite3_column_int64(raw, sqlite3_data_count(raw) - 1)
            let own = sums[file] ?? DeliverySums(shape)
            sums[file] = own
            own.add(raw)
            return true
        }
        try execute(
            "DELETE FROM ledger_sum WHERE file IN (SELECT file FROM ledger_file WHERE feed = ?)",
            [.text(feed.tableName)])
        for (file, own) in sums.sorted(by: { $0.key < $1.key }) where !own.isTooLarge {
            try keep(own, of: file, feed: feed, replaces: false, among: nil)
        }
    }

    /// Writes down what a file comes to, in place of what its months were in others.
    ///
    /// - Parameters:
    ///   - sums: what its rows come to.
    ///   - file: its number.
    ///   - feed: the feed of which it is a delivery.
    ///   - replaces: whether such months of other files went.
    ///   - files: of which they may have gone; nil for any.
    /// - Throws: what the database says.
    public func keep(
        _ sums: DeliverySums, of file: Int64, feed: Feed, replaces: Bool, among files: [Int64]?
    ) throws {
        try execute("DELETE FROM ledger_sum WHERE file = ?", [.integer(file)])
        let others = files.map { " AND file IN (\($0.map(String.init).joined(separator: ", ")))" } ?? ""
        for part in sums.parts where replaces {
            try execute(
                """
                DELETE FROM ledger_sum WHERE period = ?\(others)
                   AND file IN (SELECT file FROM ledger_file WHERE feed = ?)
                """, [.text(part.period), .text(feed.tableName)])
        }
        let statement = try db.makeStatement(sql: "INSERT INTO ledger_sum VALUES (?, ?, ?, ?, ?, ?)")
        let raw = statement.sqliteStatement
        for part in sums.parts {
            let totals = part.totals.map { "\($0)" }.joined(separator: " ")
            try statement.setArguments([file, part.period, sums.shape.name, part.rows, totals, nil])
            try part.keys.words.withUnsafeBytes { bytes in
                sqlite3_bind_blob(raw, 6, bytes.baseAddress, CInt(bytes.count), nil)
                defer { sqlite3_reset(raw) }
                while try step(raw) {}
            }
        }
        sqlite3_clear_bindings(raw)
    }

    /// Forgets what a file came to.
    func forgetSums(of file: Int64) throws {
        try execute("DELETE FROM ledger_sum WHERE file = ?", [.integer(file)])
    }
}
