import Project
import Records

/// What building a model came to.
public enum BuildOutcome: Sendable {
    case built(rows: Int, warnings: [AuditResult])
    /// An audit refused it: the table is as it was before.
    case refused([AuditResult])
}

/// An audit's verdict with the first rows that caused it.
public struct AuditResult: Sendable, Hashable {
    public var audit: String
    public var table: String
    public var severity: String
    public var says: String
    public var rows: Int
    /// The first offending rows as `column=value` texts.
    public var sample: [String]
}

extension Transaction {
    private struct Refused: Error { var results: [AuditResult] }

    /// Builds one model and judges it before anybody can see it: build → unique grain → audits; what an error audit finds takes the table back.
    public func build(_ model: Model, audits: [Audit]) throws -> BuildOutcome {
        var outcome = BuildOutcome.refused([])
        do {
            try savepoint {
                let name = quoted(model.name)
                try execute("DROP TABLE IF EXISTS \(name)")
                try execute("CREATE TABLE \(name) AS\n" + model.sql)
                var results = try uniqueGrain(model)
                for (index, columns) in model.indexes.enumerated() {
                    try execute("CREATE INDEX \(quoted("\(model.name)_\(index + 1)")) ON \(name) (\(list(columns)))")
                }
                for audit in audits { results += try run(audit) }
                if results.contains(where: { $0.severity == Audit.Severity.error.rawValue }) { throw Refused(results: results) }
                outcome = .built(rows: try integer("SELECT count(*) FROM \(name)") ?? 0, warnings: results)
            }
        } catch let refused as Refused {
            outcome = .refused(refused.results)
        }
        return outcome
    }

    /// The grain as a unique index; rows that share a key are the audit's finding.
    private func uniqueGrain(_ model: Model) throws -> [AuditResult] {
        guard !model.grain.isEmpty else { return [] }
        let columns = list(model.grain)
        let twice = try audit(
            "SELECT \(columns), count(*) AS row_count FROM \(quoted(model.name)) GROUP BY \(columns) HAVING count(*) > 1 ORDER BY \(columns)",
            name: "grain", table: model.name, severity: .error, says: "rows of \(model.name) share the key \(model.grain.joined(separator: ", "))")
        if twice.isEmpty {
            try execute("CREATE UNIQUE INDEX \(quoted(model.name + "_grain")) ON \(quoted(model.name)) (\(columns))")
        }
        return twice
    }

    private func run(_ audit: Audit) throws -> [AuditResult] {
        try self.audit(audit.sql, name: audit.name, table: audit.audits.first ?? "", severity: audit.severity, says: audit.says)
    }

    private func audit(_ sql: String, name: String, table: String, severity: Audit.Severity, says: String) throws -> [AuditResult] {
        let statement = try db.makeStatement(sql: sql)
        let names = statement.columnNames
        let found = try rows(sql)
        guard !found.isEmpty else { return [] }
        let sample = found.prefix(20).map { row in zip(names, row).map { "\($0)=\($1.plain)" }.joined(separator: " ") }
        return [AuditResult(audit: name, table: table, severity: severity.rawValue, says: says, rows: found.count, sample: sample)]
    }

    private func list(_ columns: [String]) -> String { columns.map(quoted).joined(separator: ", ") }
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
