import Records
import Reports

/// The figures of one property with their bounds, each with the figures it is made of or the rows of the
/// files it was read from.
struct ExplainFigures {
    let shelf: ExplainShelf
    let property: String
    let texts: Texts
    /// Rows of the files shown per figure; `trace` shows all.
    var rowsShown = 4
    private var language: String { shelf.language.rawValue }

    func lines() throws -> [String] {
        guard let table = try shelf.table("figures", where: ExplainShelf.property, is: property) else {
            return []
        }
        let evidence = try shelf.table("evidence", where: ExplainShelf.property, is: property)
        let sheets = try shelf.sheets()
        var lines = ["", table.title[language] ?? table.name]
        var left = Set(evidence?.rows.compactMap { evidence?.text($0, "figure") } ?? [])
        for row in table.rows {
            guard let figure = table.text(row, "figure") else { continue }
            lines.append("  " + self.line(table, row))
            lines += try path(figure, evidence, sheets)
            left.remove(figure)
        }
        // Inputs that are no figure of the report themselves.
        for figure in left.sorted() {
            lines += ["  \(texts.code("figure", figure))"] + (try path(figure, evidence, sheets))
        }
        return lines
    }

    /// `Areal: 5.274 m² (5.200–5.300), norm 12, kvartiler 10–15, niveau 3`.
    private func line(_ table: ReportTable, _ row: [Value]) -> String {
        let unit = table.text(row, "unit") ?? "none"
        let low = table.number(row, "value_low")
        let high = table.number(row, "value_high")
        var parts: [String] = []
        if let value = table.number(row, "value") {
            parts.append(
                texts.figure(value, unit: unit)
                    + (low != high ? " (\(texts.bounds(low, high, unit: "none") ?? ""))" : ""))
        } else {
            parts.append(texts.bounds(low, high, unit: unit) ?? "–")
        }
        for column in ["period", "norm", "sector_median", "data_level", "reason"] {
            guard let ordinal = table.ordinal(column), row[ordinal] != .null else { continue }
            let cell =
                if column == "reason" { texts.code("reason", row[ordinal].plain) } else {
                    table.number(row, column).map { texts.figure($0, unit: "none") } ?? row[ordinal].plain
                }
            parts.append(table.columns[ordinal].heading(language).lowercased() + " " + cell)
        }
        return "\(table.words(row, "figure", texts) ?? ""): " + parts.joined(separator: ", ")
    }

    private func path(_ figure: String, _ evidence: ReportTable?, _ sheets: [String: String]) throws
        -> [String]
    {
        let own = evidence?.rows.filter { evidence?.text($0, "figure") == figure } ?? []
        var lines = own.prefix(rowsShown).map { "    ← " + Self.place(evidence!, $0, texts, sheets) }
        if own.count > rowsShown {
            let count = own.count - rowsShown
            let more =
                shelf.language == .da
                ? "\(count) \(count == 1 ? "række" : "rækker") til"
                : "\(count) more \(count == 1 ? "row" : "rows")"
            lines.append("    ← \(more): kvadratur trace \(property) \(figure)")
        }
        let inputs = try shelf.inputs(of: figure).filter { $0 != figure }
        if !inputs.isEmpty {
            lines.append("    ← " + inputs.map { texts.code("figure", $0) }.joined(separator: ", "))
        }
        return lines
    }

    /// `headcount-2026-02.csv:12  Pupils 2026-02: 1.200`, with the record where a line says nothing.
    static func place(_ table: ReportTable, _ row: [Value], _ texts: Texts, _ sheets: [String: String])
        -> String
    {
        let sheet = table.text(row, "file").flatMap { sheets[$0] }.map { "!" + VisibleText.of($0) } ?? ""
        var place = "\(table.text(row, "file") ?? "?")\(sheet):\(table.text(row, "line") ?? "?")"
        if let record = table.text(row, "record"), let ordinal = table.ordinal("record") {
            place += " (\(table.columns[ordinal].heading(texts.language).lowercased()) \(record))"
        }
        let named = [table.text(row, "part").map { texts.code("part", $0) }, table.text(row, "key")]
            .compactMap { $0 }
        if !named.isEmpty { place += "  " + named.joined(separator: " ") }
        if let value = table.number(row, "value") {
            place += ": " + texts.figure(value, unit: table.text(row, "unit") ?? "none")
        }
        if let count = table.number(row, "row_count"), count > 1, let ordinal = table.ordinal("row_count") {
            place +=
                """
                 (\(table.columns[ordinal].heading(texts.language).lowercased()): \
                \(texts.figure(count, unit: "none")))
                """
        }
        return place
    }
}
