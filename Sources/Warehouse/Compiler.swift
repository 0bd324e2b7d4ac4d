import Project
import Records

/// Compiles the project in memory: SQLite itself finds unknown tables and columns, cycles and what reads
/// what, before the warehouse is touched.
public struct Compiler {
    private let project: Project
    private var findings: [Finding] = []
    private var compiled = Compiled()

    /// Compiles a project, and holds it against the laws that only its SQL tells: stages, `night.run`,
    /// portable SQL, what the report promises.
    ///
    /// - Returns: what could be compiled, and everything that is wrong, sorted; models that SQLite does not
    ///   take are not among `models`.
    public static func compile(_ project: Project) -> (compiled: Compiled, findings: [Finding]) {
        var compiler = Compiler(project: project)
        compiler.run()
        return (compiler.compiled, compiler.findings.sorted())
    }

    private init(project: Project) { self.project = project }

    private mutating func run() {
        let shapes = MemoryDatabase()
        makeTables(in: shapes)
        makeModels(in: shapes)
        readAudits(in: shapes)
        order()
        placeAudits()
        checkLaws()
        checkPromises()
        findings += GivenAudits.findings(project, auditReads)
    }

    /// Every model as an empty table, in rounds: a model whose inputs are there is prepared and made, the
    /// others wait for the next round. Not as views upon views: SQLite would spell each of them out again in
    /// every reader, and a deep graph never ends.
    private mutating func makeModels(in database: MemoryDatabase) {
        var waiting = project.models
        // A model that waits for one with an error is not wrong itself: only the first error is told.
        var broken: Set<String> = []
        while !waiting.isEmpty {
            let names = Set(waiting.map(\.name))
            var next: [Model] = []
            var missing: [String: String] = [:]
            for model in waiting {
                let misfits = compiled.adderFindings(of: model, among: project.models)
                guard misfits.isEmpty else {
                    findings += misfits
                    broken.insert(model.name)
                    continue
                }
                do {
                    _ = try database.prepare(model.sql)
                    let reads = database.reads.filter { compiled.tables[$0.key] != nil }
                    try database.execute("CREATE TABLE \(quoted(model.name)) AS\n" + model.sql)
                    let columns = try database.rows(
                        "SELECT name, type FROM pragma_table_info('\(model.name)') ORDER BY cid"
                    ).map { (name: $0[0], sqlType: $0[1]) }
                    compiled.tables[model.name] = .init(columns: columns, reads: reads)
                } catch let failure as MemoryDatabase.Failure {
                    if let table = failure.missingTable, names.contains(table), table != model.name {
                        next.append(model)
                        missing[model.name] = table
                        continue
                    }
                    broken.insert(model.name)
                    if failure.missingTable == model.name {
                        findings.append(
                            Finding(
                                file: model.file, line: 1, code: "cycle",
                                message: "\(model.name) reads itself"))
                    } else if !(failure.missingTable.map(broken.contains) ?? false) {
                        complain(failure, model.file, model.sql)
                    }
                } catch {
                    broken.insert(model.name)
                    complain(error, model.file, model.sql)
                }
            }
            if next.count == waiting.count {
                for model in next {
                    findings.append(
                        Finding(
                            file: model.file, line: 1, code: "cycle",
                            message:
                                """
                                \(model.name) waits for \(missing[model.name]!), which waits for it or \
                                for a model that has an error
                                """
                        ))
                }
                return
            }
            waiting = next
        }
    }

    /// Raw, given and engine tables, empty.
    private mutating func makeTables(in database: MemoryDatabase) {
        var tables: [(String, [(name: String, sqlType: String)])] = EngineTables.all.map {
            ($0.name, $0.columns)
        }
        tables += project.feeds.map { ($0.table, $0.rawColumns) }
        tables += project.given.map { ($0.table, $0.columns) }
        tables += PlanTables.all.map { ($0.name, $0.columns) }
        for (name, columns) in tables {
            compiled.tables[name] = .init(columns: columns)
            do { try database.execute(createTable(name, columns)) } catch {
                findings.append(
                    Finding(
                        file: name, code: "bad_table",
                        message: (error as? MemoryDatabase.Failure)?.message ?? "\(error)"))
            }
        }
    }

    private mutating func readAudits(in database: MemoryDatabase) {
        for audit in project.audits {
            do {
                _ = try database.prepare(audit.sql)
                auditReads[audit.name] = Set(database.reads.keys.filter { compiled.tables[$0] != nil })
            } catch { complain(error, audit.file, audit.sql) }
        }
    }
    private var auditReads: [String: Set<String>] = [:]

    private mutating func order() {
        let models = Dictionary(project.models.map { ($0.name, $0) }) { first, _ in first }
        var done: Set<String> = []
        // Stage by stage and by name, so that the order is the same on every machine.
        func visit(_ model: Model, _ result: inout [Model], _ path: Set<String>) {
            guard !done.contains(model.name), !path.contains(model.name) else { return }
            for read in (compiled.tables[model.name]?.reads.keys.sorted() ?? []) {
                if let other = models[read] { visit(other, &result, path.union([model.name])) }
            }
            done.insert(model.name)
            result.append(model)
        }
        var result: [Model] = []
        for model in project.models.sorted(by: { ($0.stage.order, $0.name) < ($1.stage.order, $1.name) })
        where compiled.tables[model.name] != nil {
            visit(model, &result, [])
        }
        compiled.models = result
    }

    private mutating func placeAudits() {
        let place = Dictionary(compiled.models.enumerated().map { ($1.name, $0) }) { first, _ in first }
        for audit in project.audits {
            for table in audit.audits where compiled.tables[table] == nil {
                findings.append(
                    Finding(
                        file: audit.file, line: 1, code: "unknown_table",
                        message: "the audit names \(table), which nothing makes"))
            }
            let tables = (auditReads[audit.name] ?? []).union(audit.audits).filter { place[$0] != nil }
            if let last = tables.max(by: { place[$0]! < place[$1]! }) {
                compiled.audits[last, default: []].append(audit)
            }
        }
    }

    private mutating func checkLaws() {
        for model in project.models {
            for read in compiled.tables[model.name]?.reads.keys.sorted() ?? [] {
                if let stage = Stage.of(table: read), stage > model.stage {
                    findings.append(
                        Finding(
                            file: model.file, line: 1, code: "reads_to_the_left",
                            message:
                                """
                                \(model.name) is in \(model.stage.rawValue) and reads \(read) of the \
                                later stage \(stage.rawValue)
                                """
                        ))
                }
                if model.stage == .plan, PlanTables.all.contains(where: { $0.name == read }) {
                    findings.append(
                        Finding(
                            file: model.file, line: 1, code: "reads_to_the_left",
                            message:
                                """
                                \(model.name) reads \(read), which the optimiser makes from the plan's \
                                models
                                """
                        ))
                }
                if read == "night", compiled.tables[model.name]!.reads[read]!.contains("run") {
                    findings.append(
                        Finding(
                            file: model.file, line: 1, code: "reads_run",
                            message: "a model may not read night.run: two equal nights would differ"))
                }
            }
            for column in model.grain + model.indexes.flatMap({ $0 }) + model.tells
            where compiled.tables[model.name].map({ table in !table.columns.contains { $0.name == column } })
                ?? false
            {
                findings.append(
                    Finding(
                        file: model.file, line: 1, code: "unknown_column",
                        message: "the header names \(column), which the model does not give"))
            }
            findings += PortableSQL.findings(in: model.sql, file: model.file)
            findings += compiled.rebuildFindings(of: model)
        }
    }

    private mutating func checkPromises() {
        for promise in project.promises {
            guard let table = compiled.tables[promise.table] else {
                if !project.models.contains(where: { $0.name == promise.table }) {
                    findings.append(
                        Finding(
                            file: promise.file, line: 1, code: "missing_model",
                            message: "nothing makes \(promise.table)"))
                }
                continue
            }
            for column in promise.columns where !table.columns.contains(where: { $0.name == column.name }) {
                findings.append(
                    Finding(
                        file: promise.file, line: 1, code: "unknown_column",
                        message: "\(promise.table) does not give the column \(column.name)"))
            }
        }
    }

    private mutating func complain(_ error: any Error, _ file: String, _ sql: String) {
        if let more = error as? MemoryDatabase.NotASelect {
            let place = TextPlace(in: sql, byte: more.offset ?? 0)
            let message =
                more.offset == nil ? "a model is one SELECT" : "a model is one SELECT; more follows it"
            findings.append(
                Finding(
                    file: file, line: place.line, column: place.column, code: "not_a_select", message: message
                ))
        }
        if error is MemoryDatabase.BoundParameter {
            findings.append(
                Finding(
                    file: file, line: 1, column: 1, code: "bound_parameter",
                    message: "a model has no bound parameters; it reads night and given tables"))
        }
        guard let failure = error as? MemoryDatabase.Failure else { return }
        // SQLite tells the place of a column, not that of a table.
        let place = (failure.offset ?? failure.missingTable.flatMap { PortableSQL.offset(of: $0, in: sql) })
            .map { TextPlace(in: sql, byte: $0) }
        findings.append(
            Finding(
                file: file, line: place?.line ?? 1, column: place?.column, code: "bad_sql",
                message: failure.message))
    }
}

extension MemoryDatabase.Failure {
    /// The table that SQLite did not find.
    var missingTable: String? {
        let mark = "no such table: "
        guard message.hasPrefix(mark) else { return nil }
        let name = message.dropFirst(mark.count)
        return String(name.hasPrefix("main.") ? name.dropFirst(5) : name)
    }
}

/// Line and column of a byte in a text, counted from 1.
struct TextPlace {
    var line = 1
    var column = 1

    init(in text: String, byte: Int) {
        for (offset, unit) in text.utf8.enumerated() {
            if offset >= byte { break }
            if unit == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if unit & 0xC0 != 0x80 {
                column += 1
            }
        }
    }
}

/// An SQL identifier.
func quoted(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

/// A table; with a key, one whose rows lie in the key's order.
func createTable(
    _ name: String, _ columns: [(name: String, sqlType: String)], key: [String] = [], schema: String = "main"
) -> String {
    let clustered =
        key.isEmpty ? ")" : ", PRIMARY KEY (" + key.map(quoted).joined(separator: ", ") + ")) WITHOUT ROWID"
    return "CREATE TABLE \(schema).\(quoted(name)) ("
        + columns.map { quoted($0.name) + " " + $0.sqlType }.joined(separator: ", ") + clustered
}
