import GRDBSQLite
import Project
import Records

/// Rows that say in a text that they are a sum, and are one: they would count what stands above them twice.
extension GateFacts {
    /// The lines whose measures come to what the rows above them do, up to the sum before them or to the
    /// first row.
    ///
    /// - Parameter lines: those of the delivery with a word for a sum in a text, beside all that a row needs.
    /// - Throws: what the database says.
    public func sumsOfRowsAbove(_ lines: [Int]) throws -> [Int] {
        guard !lines.isEmpty, !measures.isEmpty else { return [] }
        let candidates = Set(lines), none = measures.map { _ in 0.0 }
        /// Since the last row that may be a sum, and since the first row of all.
        var part = none, all = none, rowsOfPart = 0, rowsOfAll = 0
        var found: [(line: Int, rows: Int)] = []
        let columns = (measures.map(quoted) + ["_line"]).joined(separator: ", ")
        let source = "main.\(quoted(feed.table)) WHERE rowid > \(meeting.last) ORDER BY rowid"
        try transaction.scan("SELECT \(columns) FROM \(source)") { raw in
            let values = measures.indices.map { Cell.number(raw, $0) }
            let line = Int(sqlite3_column_int64(raw, CInt(measures.count)))
            guard candidates.contains(line) else {
                for index in measures.indices {
                    part[index] += values[index] ?? 0
                    all[index] += values[index] ?? 0
                }
                (rowsOfPart, rowsOfAll) = (rowsOfPart + 1, rowsOfAll + 1)
                return true
            }
            if rowsOfPart > 0, Self.are(values, part) {
                found.append((line, rowsOfPart))
            } else if rowsOfAll > 1, Self.are(values, all) {
                found.append((line, rowsOfAll))
            }
            (part, rowsOfPart) = (none, 0)
            return true
        }
        // One row that says the same as the one above it may be a second posting.
        return found.contains { $0.rows > 1 } ? found.map(\.line) : []
    }

    /// Whether a row's values are these sums, and anything at all.
    private static func are(_ values: [Double?], _ sums: [Double]) -> Bool {
        var isAny = false
        for (value, sum) in zip(values, sums) {
            guard let value else { continue }
            guard abs(value - sum) <= abs(sum) * 1e-9 else { return false }
            isAny = isAny || value != 0
        }
        return isAny
    }
}
