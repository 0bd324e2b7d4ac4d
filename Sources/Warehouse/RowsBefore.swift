import Project
import Records

/// A raw table's rows as they were before its files are read again, so that those of a file which the feed's
/// new description cannot read come back.
extension Transaction {
    /// Copies the table's rows, whatever columns it has; an empty copy where there is no table.
    public func setRowsAside(_ feed: Feed) throws {
        try execute("DROP TABLE IF EXISTS temp.rows_before")
        let exists =
            try integer(
                "SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND name = ?",
                [.text(feed.table)]) ?? 0 > 0
        let source = exists ? "SELECT * FROM \(quoted(feed.table))" : "SELECT 0 AS _file WHERE 0"
        try execute("CREATE TEMP TABLE rows_before AS \(source)")
    }

    /// Puts a file's rows back as they were read; says how many. A column that the table did not have is
    /// unknown in them.
    ///
    /// Their hashes are no record's any more: what a later delivery says is read by the new description,
    /// though its bytes be the same.
    @discardableResult public func bringBack(file: Int64, of feed: Feed) throws -> Int {
        let before = Set(
            try rows("SELECT name FROM pragma_table_info('rows_before', 'temp')").map { $0[0].plain })
        guard before.contains("_record") else { return 0 }
        let names = feed.rawColumns.map(\.name).filter { before.contains($0) && $0 != "_hash" }.map(quoted)
            .joined(separator: ", ")
        try execute(
            """
            INSERT INTO \(quoted(feed.table)) (\(names), _hash) SELECT \(names), -rowid FROM \
            temp.rows_before WHERE _file = ? ORDER BY rowid
            """,
            [.integer(file)])
        return try integer("SELECT count(*) FROM temp.rows_before WHERE _file = ?", [.integer(file)]) ?? 0
    }

    /// The copy has served.
    public func forgetRowsAside() throws { try execute("DROP TABLE IF EXISTS temp.rows_before") }
}
