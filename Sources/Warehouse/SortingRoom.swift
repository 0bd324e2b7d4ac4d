import Project
import Records

/// How much memory a model's statement works in.
///
/// SQLite sorts in runs as large as the page cache may be, and a run that outgrows the processor's own cache
/// costs more for each row: two million rows take 1.1 s in runs of 2 MB and 1.9 s in runs of 48. So what
/// sorts very many rows is given little room, unless it looks rows up all over a large table, which costs
/// more without the pages in memory than the sort can gain.
extension Transaction {
    /// Rows of a table from which on the room matters. Below, the pages that other models left in memory are
    /// worth more.
    static let manyRows = 500_000

    /// Runs `body`, which carries out the statement of this model.
    func inFittingRoom<T>(
        for sql: String, statement: String, manyRows: Int = manyRows, _ body: () throws -> T
    ) throws -> T {
        let large = try tablesOf(atLeast: manyRows).filter { PortableSQL.offset(of: $0, in: sql) != nil }
        return try !large.isEmpty && sortsInOrder(sql, statement, large) ? inLittleRoom(body) : body()
    }

    /// Models as the ledger counts them, raw tables by the number of their last row.
    private func tablesOf(atLeast many: Int) throws -> Set<String> {
        var result = Set(
            try rows("SELECT name FROM ledger_table WHERE row_count >= ?", [.integer(Int64(many))]).map {
                $0[0].plain
            })
        for row in try rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB ?",
            [.text(Stage.raw.rawValue + "_*")])
        {
            if try lastRow(of: row[0].plain) >= many { result.insert(row[0].plain) }
        }
        return result
    }

    /// Whether the statement sorts, and looks rows of large tables up only by a column along which it goes
    /// through another: those look-ups follow the table's own order, and need no page twice. A column's name
    /// stands for the column; where that errs, the statement takes longer.
    private func sortsInOrder(_ sql: String, _ statement: String, _ large: Set<String>) throws -> Bool {
        let plan = try rows("EXPLAIN QUERY PLAN " + statement).map { $0[3].plain }
        guard
            plan.contains(where: {
                $0.contains("TEMP B-TREE FOR GROUP BY") || $0.contains("TEMP B-TREE FOR ORDER BY")
            })
        else { return false }
        let aliases = PortableSQL.aliases(of: large, in: sql)
        let lines = plan.map { $0.split(separator: " ").map(String.init) }.filter { $0.count > 1 }
        let along = Set(try lines.filter { $0[0] == "SCAN" }.compactMap { try leadingColumn($0, aliases) })
        return lines.allSatisfy { line in
            guard line[0] == "SEARCH", !line.contains("AUTOMATIC"),
                !large.isDisjoint(with: aliases[line[1].lowercased()] ?? [])
            else { return true }
            let column = line.first { $0.hasPrefix("(") }.map {
                $0.dropFirst().prefix { !"=<> ".contains($0) }
            }
            return column.map { along.contains(String($0)) } ?? false
        }
    }

    /// The first column of the order in which a line of the plan goes through its table.
    private func leadingColumn(_ line: [String], _ aliases: [String: Set<String>]) throws -> String? {
        if let index = line.firstIndex(of: "INDEX"), index + 1 < line.count {
            return try text(
                "SELECT name FROM pragma_index_info(?) ORDER BY seqno LIMIT 1", [.text(line[index + 1])])
        }
        let tables = aliases[line[1].lowercased()] ?? []
        guard tables.count == 1, let table = tables.first, try isClustered(table) else { return nil }
        return try text("SELECT name FROM pragma_table_info(?) WHERE pk = 1", [.text(table)])
    }
}
