import Project
import Records

extension Transaction {
    /// Makes a table anew with these rows.
    public func fill(
        _ table: String, columns: [(name: String, sqlType: String)], rows: some Sequence<[Value]>
    ) throws {
        try execute("DROP TABLE IF EXISTS \(quoted(table))")
        try execute(createTable(table, columns))
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ",")
        let statement = try db.cachedStatement(sql: "INSERT INTO \(quoted(table)) VALUES (\(marks))")
        for row in rows {
            try statement.execute(arguments: .init(row.map(\.databaseValue)))
        }
    }

    /// Makes an empty raw table when it is not there or its columns and types are not those of the contract;
    /// says whether it was made anew.
    public func ensureRawTable(_ feed: Feed) throws -> Bool {
        let wanted = feed.rawColumns
        let there = try rows("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", [.text(feed.table)])
            .map { $0.map(\.plain) }
        if there == wanted.map({ [$0.name, $0.sqlType] }) { return false }
        try execute("DROP TABLE IF EXISTS \(quoted(feed.table))")
        try execute(createTable(feed.table, wanted))
        return true
    }
}
