import GRDB
import Project
import Records

/// A model that is built and stood its audits.
public struct Built: Sendable, Equatable {
    /// Rows of the table.
    public var rows: Int
    /// What the table holds now, as its readers see it.
    public var content: String
    /// What audits found that do not refuse it.
    public var warnings: [AuditResult]
}

/// An audit refused the model. Whoever built it rolls its transaction back, and the table is as it was
/// before.
public struct ModelRefused: Error {
    /// Everything that audits found, the errors among it.
    public var results: [AuditResult]
}

/// An audit's verdict with the first rows that caused it.
public struct AuditResult: Sendable, Hashable {
    /// Name of the audit; `grain` for rows that share a key.
    public var audit: String
    /// The first table that it judges.
    public var table: String
    /// `Audit.Severity`, as its word.
    public var severity: String
    /// What a row that it finds means, in English.
    public var says: String
    /// How many rows it found, of which `sample` has the first.
    public var rows: Int
    /// The first offending rows as `column=value` texts.
    public var sample: [String]
}

extension Transaction {
    /// Builds one model and judges it before anybody can see it: build → unique grain → audits.
    ///
    /// No savepoint takes it back, but the transaction: for a savepoint SQLite would write a copy of each
    /// page that the new table takes from the old one, which was a third of all that was written when large
    /// tables were built again.
    ///
    /// - Parameters:
    ///   - model: makes the table of its name, in the place of the one that is there.
    ///   - audits: those that judge it, run in this order.
    ///   - keepingChanges: also keep the rows that differ from those of the table as it was in
    ///     `temp.changed_NAME`, where that can be told.
    ///   - known: what the table held before, as the ledger has it: where it still holds that, there are no
    ///     rows to compare.
    /// - Throws: `ModelRefused` for what an error audit finds; the transaction must then be rolled back.
    public func build(_ model: Model, audits: [Audit], keepingChanges: Bool = false, known: String? = nil)
        throws -> Built
    {
        let keep = try keepingChanges && isClustered(model.name)
        if keep { try setAside(model.name) } else { try drop(model.name) }
        try fill(model)
        let sum = try contentSum(of: model.name)
        let content = try content(of: model.name, sum)
        if keep, content == known { try forgetBefore(model.name) } else if keep { try tellChanges(model) }
        if sum.rows < Self.manyRows {
            try makeIndexes(model)
        } else if !model.indexes.isEmpty {
            try inLittleRoom { try makeIndexes(model) }
        }
        return Built(rows: sum.rows, content: content, warnings: try judge(audits))
    }

    /// Drops a table, where it is there. Its rows go first, by a statement that cannot fail halfway: DROP
    /// TABLE alone might, and SQLite would keep a copy of every page that it frees to take it back.
    func drop(_ table: String) throws {
        guard try exists(table: table) else { return }
        try execute("DELETE FROM main.\(quoted(table))")
        try execute("DROP TABLE main.\(quoted(table))")
    }

    /// The model's rows in a table clustered by its grain: one order of rows whichever way the table was
    /// made, no second index, and readers that join or group by the grain find it sorted.
    private func fill(_ model: Model) throws {
        let name = quoted(model.name)
        let sql = model.sql.trimmedStatement
        guard !model.grain.isEmpty else {
            return try execute("CREATE TABLE \(name) AS\n" + sql)
        }
        try execute("CREATE TABLE \(name) AS SELECT * FROM (\n\(sql)\n) LIMIT 0")
        let columns = try shape(of: model.name)
        let ordered = inGrainOrder(model, columns.map(\.name))
        try drop(model.name)
        try execute(createTable(model.name, columns, key: model.grain))
        do {
            // OR FAIL leaves the rows that came before, so that SQLite keeps no copies to take them back; the
            // table goes anyway.
            try inFittingRoom(for: sql, statement: ordered) {
                try execute("INSERT OR FAIL INTO \(name)\n" + ordered)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            // Rows share a key, or a part of the key is unknown: a plain table can hold them, and tell which.
            try drop(model.name)
            try execute("CREATE TABLE \(name) AS SELECT * FROM (\n\(sql)\n) ORDER BY \(list(model.grain))")
            let twice = try uniqueGrain(model)
            if !twice.isEmpty { throw ModelRefused(results: twice) }
        }
    }

    /// The model's rows in the order of its grain. Said in the model's own statement, by the places of its
    /// columns, where that can be: SQLite then sees that its grouping or a key gives that order already, and
    /// sorts nothing. A model that ends in an order or a limit of its own is sorted around.
    func inGrainOrder(_ model: Model, _ columns: [String]) -> String {
        let sql = model.sql.trimmedStatement
        let places = model.grain.compactMap { columns.firstIndex(of: $0).map { String($0 + 1) } }
        let ordered = sql + "\nORDER BY " + places.joined(separator: ", ")
        if places.count == model.grain.count, (try? db.makeStatement(sql: ordered)) != nil { return ordered }
        return "SELECT * FROM (\n\(sql)\n) ORDER BY \(list(model.grain))"
    }

    private func makeIndexes(_ model: Model) throws {
        for (index, columns) in model.indexes.enumerated() {
            try execute(
                """
                CREATE INDEX \(quoted("\(model.name)_\(index + 1)")) ON \(quoted(model.name)) \
                (\(list(columns)))
                """
            )
        }
    }

    /// The grain as a unique index; rows that share a key are the audit's finding.
    private func uniqueGrain(_ model: Model) throws -> [AuditResult] {
        let columns = list(model.grain)
        let twice = try audit(
            """
            SELECT \(columns), count(*) AS row_count FROM \(quoted(model.name)) GROUP BY \(columns) \
            HAVING count(*) > 1 ORDER BY \(columns)
            """,
            name: "grain", table: model.name, severity: .error,
            says: "rows of \(model.name) share the key \(model.grain.joined(separator: ", "))")
        if twice.isEmpty {
            try execute(
                "CREATE UNIQUE INDEX \(quoted(model.name + "_grain")) ON \(quoted(model.name)) (\(columns))")
        }
        return twice
    }

    /// What the audits find.
    ///
    /// - Throws: `ModelRefused` with everything found when one of them is an error.
    func judge(_ audits: [Audit]) throws -> [AuditResult] {
        let results = try audits.flatMap {
            try audit(
                $0.sql, name: $0.name, table: $0.audits.first ?? "", severity: $0.severity, says: $0.says)
        }
        if results.contains(where: { $0.severity == Audit.Severity.error.rawValue }) {
            throw ModelRefused(results: results)
        }
        return results
    }

    private func audit(_ sql: String, name: String, table: String, severity: Audit.Severity, says: String)
        throws -> [AuditResult]
    {
        let statement = try db.makeStatement(sql: sql)
        let names = statement.columnNames
        let found = try rows(sql)
        guard !found.isEmpty else { return [] }
        // An audit that makes a sentence of each row needs no names beside it.
        let first = found.prefix(20)
        let place = names.firstIndex(of: "_file")
        let files = try fileNames(
            Set(
                place.map { place in
                    first.compactMap { row in if case .integer(let file) = row[place] { file } else { nil } }
                } ?? []))
        let sample =
            names == ["sentence"]
            ? first.map { $0[0].plain } : first.map { AuditSample.text(names, $0, files: files) }
        return [
            AuditResult(
                audit: name, table: table, severity: severity.rawValue, says: says, rows: found.count,
                sample: sample)
        ]
    }

    func list(_ columns: [String]) -> String { columns.map(quoted).joined(separator: ", ") }
}

extension Value {
    /// The value as plain text, for messages and fingerprints; null is an empty text.
    public var plain: String {
        switch self {
        case .null: ""
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let value): value
        }
    }
}

extension String {
    /// Without the semicolon at its end.
    var trimmedStatement: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        return String(text)
    }
}
