import Project
import Records

extension Transaction {
    /// What a table holds, as its readers see it: its rows and its columns. Given tables, the engine's own
    /// and models without a grain count the order of their rows too, since nothing else fixes it.
    public func content(of table: String) throws -> String {
        try content(of: table, try contentSum(of: table))
    }

    func content(of table: String, _ sum: ContentSum) throws -> String {
        let shape = try ContentSum.of("SELECT cid, name, type FROM pragma_table_info('\(table)')", in: self)
        return sum.text + " " + shape.text.prefix(16)
    }

    func contentSum(of table: String) throws -> ContentSum {
        try ContentSum.of("SELECT * FROM main.\(quoted(table))", in: self, ordered: try !isClustered(table))
    }

    /// Whether the table's rows lie in the order of its key.
    func isClustered(_ table: String) throws -> Bool {
        try integer("SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'", [.text(table)]) == 1
    }

    /// The table's columns with their declared types.
    func shape(of table: String) throws -> [(name: String, sqlType: String)] {
        try rows("SELECT name, type FROM pragma_table_info(?, 'main') ORDER BY cid", [.text(table)]).map {
            ($0[0].plain, $0[1].plain)
        }
    }
}
