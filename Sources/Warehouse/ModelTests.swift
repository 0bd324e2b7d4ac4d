import GRDB
import Project
import Records

/// Runs the models' given/expect cases, each in a database of its own in memory.
public enum ModelTests {
    /// Plays every case of the project.
    ///
    /// - Returns: how many cases there were, and a finding for each that came out otherwise or could not be
    ///   played.
    public static func run(_ project: Project, _ compiled: Compiled) -> (cases: Int, findings: [Finding]) {
        var findings: [Finding] = []
        var cases = 0
        for test in project.tests {
            guard let model = compiled.models.first(where: { $0.name == test.model }) else {
                findings.append(
                    Finding(
                        file: test.file, line: 1, code: "unknown_model",
                        message: "there is no model \(test.model)"))
                continue
            }
            for one in test.cases {
                cases += 1
                do {
                    if let difference = try run(one, model, compiled, project) {
                        findings.append(
                            Finding(
                                file: test.file, line: one.line, code: "model_test",
                                message: "\(one.name): \(difference)"))
                    }
                } catch {
                    findings.append(
                        Finding(
                            file: test.file, line: one.line, code: "model_test",
                            message: "\(one.name): \(error)"))
                }
            }
        }
        return (cases, findings.sorted())
    }

    /// What differs from what was expected, or nil.
    private static func run(_ one: ModelTest.Case, _ model: Model, _ compiled: Compiled, _ project: Project)
        throws -> String?
    {
        let queue = try DatabaseQueue()
        return try queue.writeWithoutTransaction { db in
            let transaction = Transaction(db: db)
            let reads = compiled.tables[model.name]?.reads.keys.sorted() ?? []
            for name in reads {
                let table = compiled.tables[name]!
                var rows: [[Value]] = []
                if let given = one.given.first(where: { $0.table == name }) {
                    for row in given.rows {
                        if let unknown = row.first(where: { cell in
                            !table.columns.contains { $0.name == cell.column }
                        }) {
                            return "the given table \(name) has no column \(unknown.column)"
                        }
                        rows.append(
                            table.columns.map { column in
                                row.first { $0.column == column.name }?.value ?? .null
                            })
                    }
                } else if name == EngineTables.night.name {
                    guard let day = CalendarDay(one.asOf) else {
                        return "as_of must be a date, not \(one.asOf)"
                    }
                    rows = [day.nightRow(run: 0)]
                } else if let given = project.given.first(where: { $0.table == name }) {
                    // What the project itself states stands, unless the case states something else.
                    rows = given.rows
                }
                try transaction.fill(name, columns: table.columns, rows: rows)
            }
            if let unread = one.given.first(where: { !reads.contains($0.table) }) {
                return "the model does not read \(unread.table)"
            }
            let found = try transaction.rows(
                "SELECT * FROM (\n\(model.sql.trimmedStatement)\n)"
                    + (model.grain.isEmpty
                        ? "" : " ORDER BY " + model.grain.map(quoted).joined(separator: ", ")))
            return difference(found, compiled.tables[model.name]!.columns.map(\.name), one.expect)
        }
    }

    private static func difference(_ found: [[Value]], _ columns: [String], _ expected: [ModelTest.Row])
        -> String?
    {
        if found.count != expected.count {
            return "\(expected.count) rows expected, \(found.count) found: "
                + found.prefix(5).map { show($0, columns) }.joined(separator: " | ")
        }
        for (index, row) in expected.enumerated() {
            for cell in row {
                guard let column = columns.firstIndex(of: cell.column) else {
                    return "the model has no column \(cell.column)"
                }
                if !same(found[index][column], cell.value) {
                    return
                        """
                        row \(index + 1), \(cell.column): \(cell.value.shown) expected, \
                        \(found[index][column].shown) found
                        """
                }
            }
        }
        return nil
    }

    private static func same(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.integer(let x), .real(let y)), (.real(let y), .integer(let x)): abs(Double(x) - y) < 1e-9
        case (.real(let x), .real(let y)): abs(x - y) < 1e-9
        default: a == b
        }
    }

    private static func show(_ row: [Value], _ columns: [String]) -> String {
        zip(columns, row).filter { $1 != .null }.map { "\($0)=\($1.plain)" }.joined(separator: " ")
    }
}

extension Value {
    fileprivate var shown: String { self == .null ? "null" : plain }
}
