import Contracts
import Project
import Records
import Warehouse

/// Rows in force that refer to something no row in force is: what a contract says under `references`, followed.
///
/// A model that joins them leaves them out without a word; here every feed is looked at, whoever reads it.
struct DanglingReferences {
    struct Found {
        var feed: String
        var column: String
        var target: String
        /// Rows with such a value, and how many values there are.
        var rows: Int
        var values: Int
        /// The first of them, with its place.
        var value: String
        var file: String
        var line: Int
    }

    /// Those of every feed, in the order of feeds and columns. Nothing is told while the target has no row at all: then everything would be.
    static func find(_ project: Project, _ transaction: Transaction) throws -> [Found] {
        try project.feeds.filter { !$0.isLarge }.flatMap { feed in
            try feed.contract.storedColumns.compactMap { column in
                guard let reference = column.references, try transaction.exists(table: feed.table) else { return nil }
                let parts = reference.split(separator: ".").map(String.init)
                let targets = project.feeds.filter { $0.name == parts[0] || $0.contract.name == parts[0] }.map(\.table)
                let there = try targets.filter { try transaction.exists(table: $0) }
                guard parts.count == 2, !there.isEmpty else { return nil }
                return try find(feed, column.name, reference, parts[1], there, transaction)
            }
        }
    }

    private static func find(
        _ feed: Feed, _ column: String, _ reference: String, _ key: String, _ targets: [String], _ transaction: Transaction
    ) throws -> Found? {
        func quoted(_ name: String) -> String { "\"\(name)\"" }
        let keys = targets.map { "SELECT \(quoted(key)) AS k FROM \(quoted($0)) WHERE \(quoted(key)) IS NOT NULL" }.joined(separator: " UNION ALL ")
        let row = try transaction.rows(
            """
            WITH keys AS (SELECT DISTINCT k FROM (\(keys))),
            dangling AS (
              SELECT r.\(quoted(column)) AS value, r._file, r._line FROM \(quoted(feed.table)) AS r
               WHERE r.\(quoted(column)) IS NOT NULL AND EXISTS (SELECT 1 FROM keys) AND r.\(quoted(column)) NOT IN (SELECT k FROM keys))
            SELECT d.value, f.name, d._line, (SELECT count(*) FROM dangling), (SELECT count(DISTINCT value) FROM dangling)
              FROM dangling AS d JOIN ledger_file AS f ON f.file = d._file
             ORDER BY f.arrival, d._file, d._line LIMIT 1
            """).first
        return row.map {
            Found(
                feed: feed.name, column: column, target: reference, rows: $0[3].int, values: $0[4].int, value: $0[0].plain, file: $0[1].plain,
                line: $0[2].int)
        }
    }
}

extension DanglingReferences.Found {
    /// A line of `status`.
    var words: String {
        let more = values == 1 ? "" : " and \(Figures.count(values - 1)) more"
        return "\(file):\(line): \(column) \(value)\(more) is in no row of \(target): \(Figures.rows(rows)) of \(feed) refer to nothing and count nowhere"
    }
}
