import Project
import Warehouse

/// One table in words: where it is written, what it reads with the columns read, who reads it, what judges
/// it, and its last outcome.
struct ExplainTable {
    private let project: Project
    private let transaction: Transaction
    private let name: String
    private let compiled: Compiled

    /// Nil when the project has no table of that name.
    init?(project: Project, transaction: Transaction, table: String) throws {
        let known =
            project.models.map(\.name) + project.given.map(\.table) + project.feeds.map(\.table)
            + EngineTables.all.map(\.name)
        guard known.contains(table) else { return nil }
        let (compiled, findings) = Compiler.compile(project)
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        self.project = project
        self.transaction = transaction
        self.compiled = compiled
        name = table
    }

    func text() throws -> String {
        var lines = describe
        if let table = compiled.tables[name] {
            lines += [
                "", "Columns",
                "  "
                    + table.columns.map { $0.sqlType.isEmpty ? $0.name : "\($0.name) \($0.sqlType)" }.joined(
                        separator: ", "),
            ]
            if !table.reads.isEmpty {
                lines +=
                    ["", "Reads"]
                    + table.reads.sorted { $0.key < $1.key }.map {
                        "  \($0.key): \($0.value.sorted().joined(separator: ", "))"
                    }
                lines += ["", "Rests on the feeds", "  " + feeds.joined(separator: ", ")]
            }
        }
        let readers = compiled.tables.filter { $0.value.reads[name] != nil }.keys.sorted()
        lines += ["", "Read by", "  " + (readers.isEmpty ? "no model" : readers.joined(separator: ", "))]
        let audits = project.audits.filter { $0.audits.contains(name) }
        if !audits.isEmpty {
            lines += ["", "Audits"] + audits.map { "  \($0.name) (\($0.severity.rawValue)): \($0.says)" }
        }
        return (lines + ["", "Last outcome"] + (try outcome())).joined(separator: "\n") + "\n"
    }

    private var describe: [String] {
        if let model = project.models.first(where: { $0.name == name }) {
            var lines = [
                "\(name): \(model.sentence)",
                "  \(model.file), one row per \(model.grain.joined(separator: ", "))",
            ]
            if !model.adders.isEmpty {
                lines.append(
                    """
                      a shared table: the rows of \(model.adders.joined(separator: ", ")), which say -- \
                    adds to: \(name)
                    """
                )
            }
            if !model.addsTo.isEmpty {
                lines.append("  its rows are added to \(model.addsTo.joined(separator: ", "))")
            }
            return lines
        }
        if let feed = project.feeds.first(where: { $0.table == name }) {
            return [
                "\(name): \(feed.describes)",
                """
                  \(feed.file), contract schemas/feeds/\(feed.contract.name).yaml, key \
                \(feed.contract.key.joined(separator: ", "))
                """,
            ]
        }
        if let given = project.given.first(where: { $0.table == name }) {
            return ["\(name): given", "  \(given.file)"]
        }
        return ["\(name): filled by the program for models to read"]
    }

    /// Feeds below it, however far down.
    private var feeds: [String] {
        ExplainLineage(compiled).feeds(below: name).map { "raw_" + $0 }
    }

    private func outcome() throws -> [String] {
        var lines: [String] = []
        if let table = try transaction.ledgerTables()[name] {
            lines.append(
                "  \(table.rows) rows, built by run \(table.builtBy)"
                    + (table.stale.map { "; stale: \($0); next: kvadratur run" } ?? ""))
        }
        let steps = try transaction.rows(
            """
            SELECT s.run, r.as_of, s.outcome, s.reason, s.row_count, s.detail, s.ended_at FROM ledger_step \
            AS s JOIN ledger_run AS r ON r.run = s.run
             WHERE s.name = ? AND s.outcome <> 'same' ORDER BY s.run DESC, s.step DESC LIMIT 3
            """, [.text(name)])
        lines += steps.map { row in
            """
              run \(row[0].plain), night \(row[1].plain): \(row[2].plain) at \(row[6].plain), because \
            \(row[3].plain)\(row[5] == .null ? "" : "; \(row[5].plain)")
            """
        }
        let found = try transaction.rows(
            """
            SELECT run, audit, says, row_count, sample FROM ledger_audit WHERE table_name = ? AND run = \
            (SELECT max(run) FROM ledger_audit WHERE table_name = ?)
            """,
            [.text(name), .text(name)])
        lines += found.map {
            """
              run \($0[0].plain): \($0[1].plain) found \($0[3].plain) rows: \($0[2].plain); the first: \
            \($0[4].plain.split(separator: "\n").first ?? "")
            """
        }
        return lines.isEmpty ? ["  never built; next: kvadratur run"] : lines
    }
}

/// What lies below a table.
struct ExplainLineage {
    private let compiled: Compiled
    init(_ compiled: Compiled) { self.compiled = compiled }

    /// Feeds whose rows reach the table, by name.
    func feeds(below table: String) -> [String] {
        var seen: Set<String> = [table]
        var open = [table]
        var feeds: Set<String> = []
        let engine = Set(EngineTables.all.map(\.name))
        while let next = open.popLast() {
            if next.hasPrefix("raw_"), !engine.contains(next) { feeds.insert(String(next.dropFirst(4))) }
            for read in compiled.tables[next]?.reads.keys ?? [:].keys where seen.insert(read).inserted {
                open.append(read)
            }
        }
        return feeds.sorted()
    }
}
