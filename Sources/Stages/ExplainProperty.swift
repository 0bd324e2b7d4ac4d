import Records
import Reports

/// One property in words: its class, the rule that decided, flags, figures with the way to file and line, the
/// ladder, what changed.
///
/// Everything is read from the report's promised tables, so that the terminal and the page can never
/// disagree.
struct ExplainProperty {
    let shelf: ExplainShelf
    let property: String
    private var language: String { shelf.language.rawValue }

    func text() throws -> String {
        let texts = try shelf.texts()
        guard let table = try table("properties"), let row = table.rows.first else {
            throw UsageFailure("\(property) is not in the report; next: kvadratur run")
        }
        var lines = try head(table, row, texts)
        lines += try reasons(texts)
        lines += try ExplainFigures(shelf: shelf, property: property, texts: texts).lines()
        lines += try ladder(texts)
        lines += try changes(texts)
        for name in shelf.tablesOfProperties where !Self.told.contains(name) {
            lines += try others(name, texts)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Tables that have a part of their own above, or say the same again.
    private static let told: Set = [
        "properties", "candidates", "reasons", "figures", "evidence", "ladder", "changes", "buildings",
    ]

    /// Rows shown of a table that this file knows nothing of.
    private static let rowsShown = 10

    private func table(_ name: String) throws -> ReportTable? {
        try shelf.table(name, where: ExplainShelf.property, is: property)
    }

    private func title(_ table: ReportTable) -> [String] { ["", table.title[language] ?? table.name] }

    /// `  Klasse: Bevar (fast)` and the sentence of the rule that decided.
    private func head(_ table: ReportTable, _ row: [Value], _ texts: Texts) throws -> [String] {
        let name = [table.text(row, "name"), "(\(property))"].compactMap { $0 }.joined(separator: " ")
        let facts = ["address", "locality", "sector", "tenure"].compactMap { table.words(row, $0, texts) }
        var lines = [([name] + facts).joined(separator: ", "), ""]
        if let edition = try shelf.transaction.lastRuns(1).first?.edition {
            lines.append("  \(texts("progress.edition")): \(edition)")
        }
        for column in [
            "conclusion", "conclusion_" + language, "outcome_class", "state", "rule", "reason_" + language,
            "since_on", "verdict", "guards", "must_keep_reason", "need_percent", "data_level",
            "address_source",
        ] {
            guard let ordinal = table.ordinal(column), let words = table.words(row, column, texts) else {
                continue
            }
            // "Why (English)" is only said where both languages stand side by side.
            lines.append(
                "  \(table.columns[ordinal].heading(language).prefix { $0 != "(" }): \(words)".replacing(
                    " :", with: ":"))
        }
        return lines
    }

    private func reasons(_ texts: Texts) throws -> [String] {
        guard let table = try table("reasons") else { return [] }
        var lines = title(table)
        // What decides first, then what is certain, then what data would have to settle.
        let told =
            table.rows.filter { table.text($0, "state") != "data_gap" }
            + table.rows.filter { table.text($0, "state") == "data_gap" }
        for row in told {
            let unit = table.text(row, "unit") ?? "none"
            var marks = [table.words(row, "state", texts), table.words(row, "guard", texts)].compactMap { $0 }
            if table.number(row, "decides") == 1, let decides = table.ordinal("decides") {
                marks.append(table.columns[decides].heading(language).lowercased())
            }
            var line = "  \(table.words(row, "flag", texts) ?? "") [\(marks.joined(separator: ", "))]"
            if let bounds = texts.bounds(
                table.number(row, "value_low"), table.number(row, "value_high"), unit: unit)
            {
                line += ": " + bounds
            }
            if let threshold = table.number(row, "threshold"), let ordinal = table.ordinal("threshold") {
                line +=
                    """
                    ; \(table.columns[ordinal].heading(language).lowercased()) \
                    \(texts.figure(threshold, unit: unit))
                    """
            }
            lines.append(line)
            if let sentence = table.text(row, "sentence_" + language) { lines.append("    " + sentence) }
            if let change = table.text(row, "counterfactual_" + language) { lines.append("    → " + change) }
        }
        return table.rows.isEmpty ? lines + ["  " + texts("sheet.none")] : lines
    }

    private func ladder(_ texts: Texts) throws -> [String] {
        guard let table = try table("ladder"), !table.rows.isEmpty else { return [] }
        return title(table)
            + table.rows.map { row in
                let chosen = table.number(row, "chosen") == 1 ? ", " + texts("sheet.recommended") : ""
                let numbers = ["area_m2", "saving_dkk"].compactMap { table.words(row, $0, texts) }.joined(
                    separator: ", ")
                let verdict = table.words(row, "verdict", texts)?.lowercased() ?? ""
                return
                    """
                      \(table.text(row, "position") ?? ""). \(table.words(row, "rung", texts) ?? ""): \
                    \(verdict)\(chosen)\(numbers.isEmpty ? "" : " (\(numbers))")
                    """
                        + (table.text(row, "sentence_" + language).map { "\n     " + $0 } ?? "")
            }
    }

    private func changes(_ texts: Texts) throws -> [String] {
        guard let table = try table("changes") else { return [] }
        var lines = title(table)
        for row in table.rows {
            let unit = table.text(row, "unit") ?? "none"
            func side(_ when: String) -> String {
                table.number(row, "value_" + when).map { texts.figure($0, unit: unit) } ?? table.text(
                    row, "text_" + when
                ).map { texts.code("class", $0) } ?? "–"
            }
            lines.append(
                """
                  \(table.words(row, "figure", texts) ?? ""): \(side("before")) → \(side("after")) \
                (\(table.words(row, "cause", texts) ?? ""))
                """
            )
            if let sentence = table.text(row, "sentence_" + language) { lines.append("    " + sentence) }
        }
        return table.rows.isEmpty ? lines + ["  " + texts("sheet.none")] : lines
    }

    /// Any other promised table that has something to say of this property: decisions, moves of the plan,
    /// missing data.
    private func others(_ name: String, _ texts: Texts) throws -> [String] {
        guard let table = try table(name), !table.rows.isEmpty else { return [] }
        let other = shelf.language == .da ? "_en" : "_da"
        let shown = table.columns.filter { column in
            ![ExplainShelf.property, "name", "sector"].contains(column.name) && !column.name.hasSuffix(other)
                && !column.name.hasSuffix("_" + language)
        }
        let told = table.rows.prefix(Self.rowsShown).flatMap { row in
            let cells = shown.compactMap { column in
                table.words(row, column.name, texts).map { "\(column.heading(language)) \($0)" }
            }
            return ["  " + cells.joined(separator: ", ")]
                + (table.text(row, "sentence_" + language).map { ["    " + $0] } ?? [])
        }
        let left = table.rows.count - Self.rowsShown
        return title(table) + told
            + (left > 0 ? ["  … \(left) (outbound/latest/\(table.file ?? table.name))"] : [])
    }
}
