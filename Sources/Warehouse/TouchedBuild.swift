import GRDB
import Project
import Records

/// An input of a model that has the model's key.
public struct KeyedInput: Sendable, Hashable {
    /// The input's name.
    public var table: String
    /// The key's name in it.
    public var column: String
    /// Whether its rows changed tonight, and stand in `temp.changed_NAME`.
    public var hasChanges: Bool

    /// An input that has the key, under this name.
    public init(table: String, column: String, hasChanges: Bool) {
        self.table = table
        self.column = column
        self.hasChanges = hasChanges
    }
}

extension Transaction {
    /// The touched rows do not make the table: it has to be built whole.
    private struct BuildWhole: Error {}

    /// Builds a model anew for the touched keys alone. The model's own text runs; views of this connection
    /// that are named like its inputs show it the rows of these keys.
    ///
    /// - Parameters:
    ///   - model: has a word (`-- rebuild:`) that its rows of a key follow from its inputs' rows of that key.
    ///   - key: the key's column in the model.
    ///   - inputs: those that have the key.
    ///   - audits: those that judge the whole table, as in a whole build.
    ///   - content: what the table holds now, as the ledger has it.
    ///   - tooMany: from one row or key in so many on the whole table is built: one pass costs less than many
    ///     look-ups. 0: never.
    /// - Returns: nil when too much is touched or the touched rows cannot stand for the whole; the table is
    ///   then as it was.
    /// - Throws: `ModelRefused` for what an error audit finds.
    public func buildTouched(
        _ model: Model, key: String, inputs: [KeyedInput], audits: [Audit], content: String, tooMany: Int = 10
    ) throws -> (built: Built, keys: Int)? {
        guard let known = ContentSum(text: content), try isClustered(model.name) else { return nil }
        var result: (Built, Int)?
        do {
            try savepoint {
                let touched = try touch(inputs)
                let mine = condition(key, touched)
                let name = "main." + quoted(model.name)
                let old = try integer("SELECT count(*) FROM \(name) WHERE \(mine)") ?? 0
                guard max(old, touched.keys) * tooMany <= known.rows else { throw BuildWhole() }
                try makeFresh(model, inputs, touched)
                // A row of another key means that the model's word does not hold.
                if try integer("SELECT count(*) FROM temp.fresh WHERE NOT (\(mine))") != 0 {
                    throw BuildWhole()
                }
                try tellChanges(
                    model, try shape(of: model.name), new: "temp.fresh",
                    old: "(SELECT * FROM \(name) WHERE \(mine))")
                let sum =
                    try known - ContentSum.of("SELECT * FROM \(name) WHERE \(mine)", in: self)
                    + ContentSum.of("SELECT * FROM temp.fresh", in: self)
                if sum != known {
                    try execute("DELETE FROM \(name) WHERE \(mine)")
                    try execute("INSERT INTO \(name) SELECT * FROM temp.fresh")
                }
                let warnings = try judge(audits)
                try execute("DROP TABLE temp.fresh")
                try execute("DROP TABLE temp.touched")
                result = (
                    Built(rows: sum.rows, content: try self.content(of: model.name, sum), warnings: warnings),
                    touched.keys
                )
            }
        } catch is BuildWhole {
            return nil
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            // Rows share a key: the whole build says which.
            return nil
        }
        return result
    }

    /// The keys of the inputs' changed rows, in `temp.touched`.
    private func touch(_ inputs: [KeyedInput]) throws -> (keys: Int, null: Bool) {
        try execute("DROP TABLE IF EXISTS temp.touched")
        try execute("CREATE TEMP TABLE touched (key PRIMARY KEY) WITHOUT ROWID")
        var null = false
        for input in inputs where input.hasChanges {
            let column = quoted(input.column)
            try execute(
                """
                INSERT OR IGNORE INTO temp.touched SELECT \(column) FROM \(changed(input.table)) WHERE \
                \(column) IS NOT NULL
                """
            )
            null =
                try null
                || integer("SELECT EXISTS (SELECT 1 FROM \(changed(input.table)) WHERE \(column) IS NULL)")
                    == 1
        }
        return (try integer("SELECT count(*) FROM temp.touched") ?? 0, null)
    }

    /// Unknown is a key like any other here: rows of no property may be touched.
    private func condition(_ column: String, _ touched: (keys: Int, null: Bool)) -> String {
        "(\(quoted(column)) IN (SELECT key FROM temp.touched)"
            + (touched.null ? " OR \(quoted(column)) IS NULL" : "") + ")"
    }

    /// The model's rows of the touched keys, in `temp.fresh`.
    private func makeFresh(_ model: Model, _ inputs: [KeyedInput], _ touched: (keys: Int, null: Bool)) throws
    {
        for input in inputs {
            try execute(
                """
                CREATE TEMP VIEW \(quoted(input.table)) AS SELECT * FROM main.\(quoted(input.table)) \
                WHERE \(condition(input.column, touched))
                """
            )
        }
        try execute("DROP TABLE IF EXISTS temp.fresh")
        let columns = try shape(of: model.name)
        try execute(createTable("fresh", columns, key: model.grain, schema: "temp"))
        try execute("INSERT INTO temp.fresh\n" + inGrainOrder(model, columns.map(\.name)))
        for input in inputs { try execute("DROP VIEW temp.\(quoted(input.table))") }
    }
}
