import Contracts
import Project
import Records

extension EngineTables {
    /// Values of rows in force that refer to something no row in force is: what contracts say under
    /// `references`, followed for every feed.
    public static let dangling = Table(
        "raw_dangling",
        [
            "feed": "TEXT", "column_name": "TEXT", "reference": "TEXT", "value": "TEXT",
            "row_count": "INTEGER", "_file": "INTEGER", "_line": "INTEGER",
            "_record": "INTEGER",
        ])
}

extension Transaction {
    /// Brings `raw_dangling` up to date: a row for each such value, with how many rows have it and the place
    /// of the first.
    ///
    /// A model that joins such rows leaves them out without a word; here every feed is looked at, whoever
    /// reads it. Only a feed that changed, or whose target did, is looked through again: a register is large.
    /// Nothing is told while the target has no row at all, for then everything would be.
    func fillDangling(_ feeds: [Feed]) throws {
        let table = EngineTables.dangling
        let there = try rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", [.text(table.name)]).map {
            $0[0].plain
        }
        if there != table.columns.map(\.name) {
            try fill(table.name, columns: table.columns, rows: [])
            try execute("DELETE FROM ledger_reference")
        }
        let known = Dictionary(
            try rows("SELECT feed, version FROM ledger_reference").map { ($0[0].plain, $0[1].plain) }
        ) { first, _ in first }
        let versions = try ledgerTables()
        var now: [String: String] = [:]
        var followed: [String: [Feed.Reference]] = [:]
        for feed in feeds {
            let references = try feed.references(among: feeds).filter { try exists(table: $0.table) }
            guard !references.isEmpty else { continue }
            followed[feed.name] = references
            let tables = Set([feed.table] + references.map(\.table)).sorted()
            now[feed.name] = tables.map { $0 + " " + (versions[$0]?.version ?? "") }.joined(separator: "; ")
        }
        let changed = Set(now.keys).union(known.keys).filter { now[$0] != known[$0] }
        for name in changed.sorted() {
            try execute("DELETE FROM raw_dangling WHERE feed = ?", [.text(name)])
            try execute("DELETE FROM ledger_reference WHERE feed = ?", [.text(name)])
            guard let version = now[name], let feed = feeds.first(where: { $0.name == name }) else {
                continue
            }
            try execute("INSERT INTO ledger_reference VALUES (?, ?)", [.text(name), .text(version)])
            guard try exists(table: feed.table) else { continue }
            for (column, all) in Dictionary(grouping: followed[name] ?? [], by: \.column.name).sorted(by: {
                $0.key < $1.key
            }) {
                try inLittleRoom { try fillDangling(feed, column, all) }
            }
        }
    }

    private func fillDangling(_ feed: Feed, _ column: String, _ references: [Feed.Reference]) throws {
        let first = references[0]
        guard
            try references.contains(where: {
                try integer("SELECT EXISTS (SELECT 1 FROM \(quoted($0.table)))") == 1
            })
        else { return }
        let keys = references.map {
            "SELECT \(quoted($0.key)) FROM \(quoted($0.table)) WHERE \(quoted($0.key)) IS NOT NULL"
        }.joined(separator: " UNION ALL ")
        // A cell may hold several keys, with a space between two.
        let several = first.column.type == .uuids
        let value = several ? "j.value" : "r.\(quoted(column))"
        let more =
            several ? ", json_each('[\"' || replace(r.\(quoted(column)), ' ', '\",\"') || '\"]') AS j" : ""
        // The place is that of the row with the smallest file and record: SQLite takes the columns beside one
        // min() from its row.
        try execute(
            """
            INSERT INTO raw_dangling SELECT ?, ?, ?, value, row_count, _file, _line, _record FROM (
              SELECT \(value) AS value, count(*) AS row_count, r._file, r._line, r._record, min(r._file * \
            1099511627776 + r._record)
                FROM \(quoted(feed.table)) AS r\(more)
               WHERE r.\(quoted(column)) IS NOT NULL AND \(value) NOT IN (\(keys))
               GROUP BY \(value))
            """, [.text(feed.name), .text(column), .text(first.column.references ?? "")])
    }
}

extension Feed {
    /// A column and where what it names must be.
    struct Reference {
        var column: Column
        var table: String
        var key: String
    }

    /// What the contract says under `references`; a contract that several feeds deliver by is looked up in
    /// all of them.
    func references(among feeds: [Feed]) -> [Reference] {
        contract.storedColumns.flatMap { column -> [Reference] in
            guard let target = column.reference else { return [] }
            return feeds.filter { $0.isKnown(as: target.feed) }.map {
                Reference(column: column, table: $0.table, key: target.column)
            }
        }
    }
}
