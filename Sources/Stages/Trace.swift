import Project
import Records
import Reports
import Warehouse

/// `kvadratur trace`: from a number in the report down to the delivered lines it rests on, read back from the
/// archive.
public struct Trace {
    private let explain: Explain
    private let archive: Archive

    /// - Parameters:
    ///   - root: the project's folder.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String, language: Language? = nil) throws {
        explain = try Explain(root: root, language: language)
        archive = Archive(folder: Places(root: root).archive)
    }

    /// `PROPERTY FIGURE`, or `TABLE ROW [COLUMN]` with the row counted from 1 as in the table's CSV file.
    ///
    /// - Throws: `UsageFailure` where there is no such property, figure, table or row, or too few words.
    public func text(_ words: [String]) throws -> String {
        try explain.warehouse.read { transaction in
            let shelf = ExplainShelf(
                project: explain.project, transaction: transaction, language: explain.language)
            if explain.project.promises.contains(where: { $0.name == words[0] }) {
                return try row(words, shelf)
            }
            let property = try ExplainNames(shelf).property(words[0])
            guard words.count > 1 else {
                throw UsageFailure("which figure of \(property)? They are:" + (try known(property, shelf)))
            }
            return try figure(words[1], of: property, shelf)
        }
    }

    private func known(_ property: String, _ shelf: ExplainShelf) throws -> String {
        guard let table = try shelf.table("figures", where: ExplainShelf.property, is: property) else {
            return " none"
        }
        return table.rows.compactMap { table.text($0, "figure") }.map {
            "\n  kvadratur trace \(property) \($0)"
        }.joined()
    }

    /// The figure, what it is made of, and every row of a file under it.
    private func figure(_ name: String, of property: String, _ shelf: ExplainShelf) throws -> String {
        let texts = try shelf.texts()
        let figures = try shelf.table("figures", where: ExplainShelf.property, is: property)
        let evidence = try shelf.table("evidence", where: ExplainShelf.property, is: property)
        func isKnown(_ figure: String) -> Bool {
            figures?.rows.contains { figures?.text($0, "figure") == figure } ?? false
                || evidence?.rows.contains { evidence?.text($0, "figure") == figure } ?? false
        }
        // A bound is traced as its figure.
        let bare = ["_low", "_high"].first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
        guard let figure = [name, bare].compactMap({ $0 }).first(where: isKnown) else {
            throw UsageFailure(
                "\(property) has no figure \"\(name)\"; it has:" + (try known(property, shelf)))
        }
        var lines = ["\(figure) (\(texts.code("figure", figure))), \(property)"]
        if let figures, let row = figures.rows.first(where: { figures.text($0, "figure") == figure }) {
            let unit = figures.text(row, "unit") ?? "none"
            let bounds = texts.bounds(
                figures.number(row, "value_low"), figures.number(row, "value_high"), unit: unit)
            lines.append(
                "  " + (figures.number(row, "value").map { texts.figure($0, unit: unit) } ?? bounds ?? "–")
                    + (figures.value(row, "value_low") == figures.value(row, "value_high")
                        ? "" : bounds.map { " (\($0))" } ?? ""))
        }
        if let glossary = try shelf.table("glossary"),
            let row = glossary.rows.first(where: { glossary.text($0, "term") == figure })
        {
            lines += ["definition_\(shelf.language.rawValue)", "formula"].compactMap {
                glossary.text(row, $0)
            }.map { "  " + $0 }
        }
        var open = [figure]
        var seen: Set = [figure]
        var rows: [[Value]] = []
        while !open.isEmpty {
            let next = open.removeFirst()
            rows += evidence?.rows.filter { evidence?.text($0, "figure") == next } ?? []
            for input in try shelf.inputs(of: next) where seen.insert(input).inserted { open.append(input) }
        }
        guard let evidence else {
            throw UsageFailure(
                """
                the table of what each figure rests on (evidence) is not there; next: kvadratur check, \
                then kvadratur run
                """
            )
        }
        guard !rows.isEmpty else {
            return
                (lines + [
                    "",
                    shelf.language == .da
                        ? "  Ingen række i nogen leveret fil: oplysningen mangler."
                        : "  No row of any delivered file: the datum is missing.",
                ]).joined(separator: "\n") + "\n"
        }
        lines += try delivered(evidence, rows, shelf, texts)
        return lines.joined(separator: "\n") + "\n"
    }

    /// One row of a report table: by its own file and line, by its property's figure, or by the files below
    /// the table.
    private func row(_ words: [String], _ shelf: ExplainShelf) throws -> String {
        guard let table = try shelf.table(words[0]) else {
            throw UsageFailure("\(words[0]) was never built; next: kvadratur run")
        }
        guard words.count > 1, let number = Int(words[1]), table.rows.indices.contains(number - 1) else {
            throw UsageFailure(
                "\(words[0]) has the rows 1 to \(table.rows.count); say which: kvadratur trace \(words[0]) 1")
        }
        let row = table.rows[number - 1]
        let texts = try shelf.texts()
        let property = table.text(row, ExplainShelf.property)
        if let property, words.count > 2 || table.ordinal("figure") != nil,
            table.ordinal("file") == nil || words.count > 2
        {
            return try figure(
                words.count > 2 ? words[2] : table.text(row, "figure") ?? "", of: property, shelf)
        }
        var lines = ["\(table.title[shelf.language.rawValue] ?? table.name), \(number)"]
        for column in table.columns {
            if let words = table.words(row, column.name, texts) {
                lines.append("  \(column.heading(shelf.language.rawValue)): \(words)")
            }
        }
        if table.text(row, "file") != nil, table.text(row, "line") != nil {
            return (lines + (try delivered(table, [row], shelf, texts))).joined(separator: "\n") + "\n"
        }
        if let property {
            throw UsageFailure("which figure of \(property)? They are:" + (try known(property, shelf)))
        }
        return (lines + [""] + (try below("report_" + table.name, shelf))).joined(separator: "\n") + "\n"
    }

    /// The delivered files under a table that is about no single property.
    private func below(_ table: String, _ shelf: ExplainShelf) throws -> [String] {
        let (compiled, findings) = Compiler.compile(explain.project)
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        let rows = shelf.language == .da ? "rækker" : "rows"
        return try ExplainLineage(compiled).feeds(below: table).flatMap { feed in
            try shelf.transaction.files("feed = ? AND state = 'loaded' AND rows_in_force > 0", [.text(feed)])
                .map { file in
                    """
                      \(feed)  \(file.name)  \
                    \(NumberText.decimal(Double(file.rowsInForce), language: shelf.language.rawValue)) \
                    \(rows)  sha256 \(file.sha256.prefix(12))
                    """
                }
        }
    }

    /// Each row's place, and the record itself as it was delivered.
    private func delivered(_ table: ReportTable, _ rows: [[Value]], _ shelf: ExplainShelf, _ texts: Texts)
        throws -> [String]
    {
        var places: [String: Set<TraceReader.Place>] = [:]
        for row in rows {
            if let file = table.text(row, "file") { places[file, default: []].insert(Self.place(table, row)) }
        }
        var records: [String: [TraceReader.Place: String]] = [:]
        // Compiled once, and only where a register record is shown.
        lazy var compiled = Compiler.compile(explain.project).compiled
        let reader = TraceReader(archive: archive) { table in
            compiled.tables.values.reduce(into: []) { $0.formUnion($1.reads[table] ?? []) }
        }
        for (name, wanted) in places.sorted(by: { $0.key < $1.key }) {
            guard let file = try shelf.transaction.files("name = ? AND state = 'loaded'", [.text(name)]).last,
                let feed = explain.project.feed(of: file)
            else { continue }
            records[name] = try reader.records(sha256: file.sha256, feed: feed, at: wanted)
        }
        var lines: [String] = []
        var heading = ""
        let sheets = try shelf.sheets()
        for row in rows {
            let figure = table.words(row, "figure", texts) ?? ""
            if lines.isEmpty { lines.append("") } else if figure != heading { lines.append("") }
            if figure != heading { lines.append(figure) }
            heading = figure
            lines.append("  " + ExplainFigures.place(table, row, texts, sheets))
            let record = records[table.text(row, "file") ?? ""]?[Self.place(table, row)]
            let text =
                record?.split(separator: "\n") ?? [
                    shelf.language == .da
                        ? "(posten er ikke i arkivet)" : "(the record is not in the archive)"
                ]
            lines += text.map { "    | " + $0 }
        }
        return lines
    }

    private static func place(_ table: ReportTable, _ row: [Value]) -> TraceReader.Place {
        TraceReader.Place(
            line: table.value(row, "line").int,
            record: table.value(row, "record") == .null ? nil : table.value(row, "record").int)
    }
}
