import GRDB
import Project
import Records

/// Audits that read given tables alone: what they find is wrong with the project itself and not with a
/// night's data, so they are asked when the project is compiled, and nothing is touched while they find
/// anything.
enum GivenAudits {
    /// - Parameter reads: the tables that each audit reads.
    static func findings(_ project: Project, _ reads: [String: Set<String>]) -> [Finding] {
        let given = Dictionary(project.given.map { ($0.table, $0) }) { first, _ in first }
        let audits = project.audits.filter { audit in
            reads[audit.name].map { !$0.isEmpty && ($0.union(audit.audits)).allSatisfy { given[$0] != nil } }
                ?? false
        }
        return audits.flatMap { audit in
            do { return try ask(audit, reads[audit.name]!.sorted().map { given[$0]! }) } catch {
                return [Finding(file: audit.file, line: 1, code: "bad_sql", message: "\(error)")]
            }
        }
    }

    private static func ask(_ audit: Audit, _ tables: [GivenTable]) throws -> [Finding] {
        try DatabaseQueue().writeWithoutTransaction { db in
            let transaction = Transaction(db: db)
            for table in tables {
                try transaction.fill(table.table, columns: table.columns, rows: table.rows)
            }
            let statement = try db.makeStatement(sql: audit.sql)
            let columns = statement.columnNames
            return try transaction.rows(audit.sql.trimmedStatement).map { row in
                let facts = zip(columns, row).filter { $1 != .null }.map { "\($0) \($1.plain)" }.joined(
                    separator: ", ")
                return Finding(
                    file: audit.file, line: 1, code: audit.name,
                    message: audit.says + (facts.isEmpty ? "" : ": " + facts))
            }
        }
    }
}
