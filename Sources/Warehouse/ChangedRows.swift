import Project
import Records

/// The rows of a table that changed tonight stand in `temp.changed_NAME`: as they were, as they are, or both.
/// From them come the keys that a reader has to look at again. They live as long as the connection, so a run
/// that was killed leaves none that could mislead the next.
extension Transaction {
    /// Name of the temporary table with the changed rows.
    func changed(_ table: String) -> String { "temp." + quoted("changed_" + table) }

    /// Begins to write down the keys of a raw table's rows that come and go, by triggers of this connection.
    public func watch(_ table: String, columns: [String]) throws {
        try unwatch(table)
        try execute("CREATE TEMP TABLE \(quoted("changed_" + table)) (\(list(columns)))")
        for (event, sides) in Self.events {
            let rows = sides.map { side in
                "(" + columns.map { side + "." + quoted($0) }.joined(separator: ", ") + ")"
            }.joined(separator: ", ")
            try execute(
                """
                CREATE TEMP TRIGGER \(quoted("watch_\(table)_\(event)")) AFTER \(event) ON \
                main.\(quoted(table))
                BEGIN INSERT INTO \(quoted("changed_" + table)) VALUES \(rows); END
                """)
        }
    }

    private static let events = [("INSERT", ["new"]), ("UPDATE", ["old", "new"]), ("DELETE", ["old"])]

    /// Whether every change since `watch` was written down: a table made anew takes its triggers with it.
    public func isWatched(_ table: String) throws -> Bool {
        try integer(
            "SELECT count(*) FROM sqlite_temp_master WHERE type = 'trigger' AND tbl_name = ?", [.text(table)])
            == Self.events.count
    }

    /// Ends what `watch` began, and forgets the rows that were written down.
    public func unwatch(_ table: String) throws {
        for (event, _) in Self.events {
            try execute("DROP TRIGGER IF EXISTS temp.\(quoted("watch_\(table)_\(event)"))")
        }
        try execute("DROP TABLE IF EXISTS \(changed(table))")
    }

    /// Moves a table out of the way of its successor.
    func setAside(_ table: String) throws {
        try execute("DROP TABLE IF EXISTS \(changed(table))")
        // An index keeps its name when its table is renamed, and would stand in the way of the successor's.
        try dropIndexes(of: table)
        try drop(Self.before(table))
        try execute("ALTER TABLE \(quoted(table)) RENAME TO \(quoted(Self.before(table)))")
    }

    /// Compares a model's table with the one set aside, and drops that. Nothing is told when the two cannot
    /// be compared row by row.
    func tellChanges(_ model: Model) throws {
        let old = Self.before(model.name)
        let columns = try shape(of: model.name)
        if try isClustered(model.name), try shape(of: old).elementsEqual(columns, by: ==) {
            try tellChanges(model, columns, new: "main." + quoted(model.name), old: "main." + quoted(old))
        }
        try forgetBefore(model.name)
    }

    /// Drops the table that was set aside.
    func forgetBefore(_ table: String) throws { try drop(Self.before(table)) }

    /// Keeps the rows in which two tables of the model's shape differ, both sides of them.
    func tellChanges(_ model: Model, _ columns: [(name: String, sqlType: String)], new: String, old: String)
        throws
    {
        let same = model.grain.map { "a.\(quoted($0)) = b.\(quoted($0))" }.joined(separator: " AND ")
        let differ = columns.filter { !model.grain.contains($0.name) }.flatMap { column in
            let name = quoted(column.name)
            let value = "a.\(name) IS NOT b.\(name)"
            // Where the column has no type, 1 and 1.0 are equal and yet not the same.
            return ["TEXT", "REAL"].contains(column.sqlType)
                ? [value] : [value, "typeof(a.\(name)) <> typeof(b.\(name))"]
        }
        func side(_ mine: String, _ other: String) -> String {
            "SELECT a.* FROM \(mine) AS a LEFT JOIN \(other) AS b ON \(same) WHERE "
                + (["b.\(quoted(model.grain[0])) IS NULL"] + differ).joined(separator: " OR ")
        }
        try execute("DROP TABLE IF EXISTS \(changed(model.name))")
        try execute(
            """
            CREATE TEMP TABLE \(quoted("changed_" + model.name)) AS\n\(side(new, old))\nUNION \
            ALL\n\(side(old, new))
            """
        )
    }

    /// Whether the changed rows of the table are known.
    public func knowsChanges(of table: String) throws -> Bool {
        try integer(
            "SELECT count(*) FROM sqlite_temp_master WHERE type = 'table' AND name = ?",
            [.text("changed_" + table)]) == 1
    }

    /// No stage is called `before`, so no model is either.
    private static func before(_ table: String) -> String { "before_" + table }
}
