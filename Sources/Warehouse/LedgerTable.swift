import Records

/// What the ledger knows of one table.
public struct LedgerTable: Sendable {
    /// The table's name.
    public var name: String
    /// Its stage, as the stage's word.
    public var stage: String
    /// Fingerprint of everything the table was made from.
    public var version: String
    /// Rows when it was built last.
    public var rows: Int
    /// The run that built it last.
    public var builtBy: Int
    /// Why it no longer fits what it reads.
    public var stale: String?
    /// What it holds; nil when nobody summed it.
    public var content: String?

    /// The version that its readers see: what it holds, where that is known, so that a rebuild which changes
    /// nothing reaches nobody.
    public var seen: String { content ?? version }
}

extension Transaction {
    /// Every table that the ledger knows, by name.
    public func ledgerTables() throws -> [String: LedgerTable] {
        let found = try rows(
            "SELECT name, stage, version, row_count, built_by, stale, content FROM ledger_table"
        ).map { row in
            LedgerTable(
                name: row[0].plain, stage: row[1].plain, version: row[2].plain, rows: row[3].int,
                builtBy: row[4].int, stale: row[5].optional,
                content: row[6].optional)
        }
        return Dictionary(found.map { ($0.name, $0) }) { first, _ in first }
    }

    /// - Parameters:
    ///   - name: the table.
    ///   - stage: its stage's word.
    ///   - version: fingerprint of everything that it was made from.
    ///   - rows: how many it has.
    ///   - content: what the table holds, from `content(of:)` or a build; nil leaves its readers with its
    ///     version.
    ///   - run: the run that made it.
    public func set(
        table name: String, stage: String, version: String, rows: Int, content: String? = nil, run: Int
    ) throws {
        try execute(
            """
            INSERT INTO ledger_table (name, stage, version, row_count, built_by, stale, content) VALUES (?, \
            ?, ?, ?, ?, NULL, ?)
            ON CONFLICT (name) DO UPDATE SET stage = excluded.stage, version = excluded.version, row_count = \
            excluded.row_count,
                built_by = excluded.built_by, stale = NULL, content = excluded.content
            """,
            [
                .text(name), .text(stage), .text(version), .integer(Int64(rows)), .integer(Int64(run)),
                content.map(Value.text) ?? .null,
            ])
    }

    /// Sums the tables that nobody has summed yet, as after a ledger from before contents: whoever reads them
    /// then sees what they hold, as in a warehouse that was never older.
    public func sumContents(of names: Set<String>) throws {
        for name in try rows("SELECT name FROM ledger_table WHERE content IS NULL ORDER BY name").map(
            \.[0].plain) where try names.contains(name) && exists(table: name)
        {
            try execute(
                "UPDATE ledger_table SET content = ? WHERE name = ?",
                [.text(try content(of: name)), .text(name)])
        }
    }

    /// Says of tables that they no longer fit what they read. A reason that stands there already stays: it
    /// was the first.
    public func markStale(_ names: [String], because reason: String) throws {
        for name in names {
            try execute(
                "UPDATE ledger_table SET stale = ? WHERE name = ? AND stale IS NULL",
                [.text(reason), .text(name)])
        }
    }

    /// Forgets tables that nothing makes any more.
    public func forgetTables(except names: Set<String>) throws {
        for name in try ledgerTables().keys.sorted() where !names.contains(name) {
            try execute("DROP TABLE IF EXISTS \(quoted(name))")
            try execute("DELETE FROM ledger_table WHERE name = ?", [.text(name)])
        }
    }
}
