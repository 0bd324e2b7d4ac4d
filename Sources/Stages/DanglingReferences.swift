import Project
import Records
import Warehouse

/// Rows in force that refer to something no row in force is, a line for each column that has some.
struct DanglingReferences {
    struct Found {
        var feed: String
        var column: String
        var target: String
        /// Rows with such a value, and how many values there are.
        var rows: Int
        var values: Int
        /// The first of them, and the place of the first.
        var examples: [String]
        var file: String
        var line: Int
    }

    /// What the last night that looked found, in the order of feeds and columns.
    static func find(_ transaction: Transaction) throws -> [Found] {
        guard try transaction.exists(table: EngineTables.dangling.name) else { return [] }
        return try transaction.rows(
            """
            SELECT d.feed, d.column_name, d.reference, sum(d.row_count), count(*) FROM raw_dangling AS d
             GROUP BY d.feed, d.column_name, d.reference ORDER BY d.feed, d.column_name
            """
        ).map { row in
            let first = try transaction.rows(
                """
                SELECT d.value, f.name, d._line FROM raw_dangling AS d LEFT JOIN ledger_file AS f ON f.file \
                = d._file
                 WHERE d.feed = ? AND d.column_name = ? ORDER BY f.arrival, d._file, d._record, d.value \
                LIMIT 3
                """, [row[0], row[1]])
            return Found(
                feed: row[0].plain, column: row[1].plain, target: row[2].plain, rows: row[3].int,
                values: row[4].int,
                examples: first.map { $0[0].plain }, file: first[0][1].plain, line: first[0][2].int)
        }
    }
}

extension DanglingReferences.Found {
    /// A line of `status`.
    var words: String {
        let shown = examples.map(VisibleText.of).joined(separator: ", ")
        let left = values - examples.count
        let more = left > 0 ? " and \(Figures.count(left)) more" : ""
        return
            """
            \(file):\(line): \(column) \(shown)\(more) \(values == 1 ? "is" : "are") in no row of \
            \(target): \(Figures.rows(rows)) of \(feed) 
            """
                + "\(rows == 1 ? "refers" : "refer") to nothing and \(rows == 1 ? "counts" : "count") nowhere"
    }
}
