import Records

/// A report table as a template shows it: headings, cells in the reader's words, and what was left out.
struct PageTable {
    let content: EditionContent
    let texts: Texts
    /// Longer texts are cut: a paper of two pages has no room for one name of 300 characters. nil shows all
    /// of it.
    var longest: Int?

    init(content: EditionContent, texts: Texts, longest: Int? = nil) {
        self.content = content
        self.texts = texts
        self.longest = longest
    }

    /// The template's context, or a sentence instead when the table is missing or empty. Columns that end in
    /// `_*` are taken in the reader's language. A section never fails because a table is not there yet: early
    /// nights have no plan and no trend.
    ///
    /// - Parameters:
    ///   - largest: The column by which the largest come first; nil keeps the table's own order.
    ///   - sums: Columns whose sum over the rows that are left out is said below the table.
    func context(
        _ name: String, columns: [String], limit: Int = 200, empty: String, largest: String? = nil,
        sums: [String] = [],
        keep: (([Value], ReportTable) -> Bool)? = nil
    ) -> [String: Any] {
        let caption = content.tables[name]?.title[texts.language] ?? texts("table.\(name)")
        guard let table = content.tables[name] else { return ["caption": caption, "empty": texts(empty)] }
        var rows = keep.map { keep in table.rows.filter { keep($0, table) } } ?? table.rows
        if let largest { rows = sorted(rows, of: table, largest) }
        guard !rows.isEmpty else { return ["caption": caption, "empty": texts(empty)] }
        let ordinals = columns.compactMap {
            table.ordinal($0.hasSuffix("_*") ? $0.dropLast() + texts.language : $0)
        }
        .filter { ordinal in rows.contains { $0[ordinal] != .null } }
        let shown = rows.prefix(limit)
        var result: [String: Any] = [
            "caption": caption, "id": name,
            "columns": ordinals.map { heading(table.columns[$0]) },
            "rows": shown.map { row in
                [
                    "cells": ordinals.enumerated().map {
                        cell(row[$1], table.columns[$1], table.value(row, "unit").string, first: $0 == 0)
                    }
                ] as [String: Any]
            },
        ]
        if rows.count > shown.count {
            let rest = sums.compactMap { name in
                table.ordinal(name).map { sum(rows[shown.count...], $0, table.columns[$0]) }
            }
            result["more"] = texts(
                rest.isEmpty ? "table.more" : "table.rest",
                [
                    "shown": NumberText.decimal(Double(shown.count), language: texts.language),
                    "all": NumberText.decimal(Double(rows.count), language: texts.language),
                    "file": table.file ?? name,
                    "rest": rest.joined(separator: ", "),
                    "count": NumberText.decimal(Double(rows.count - shown.count), language: texts.language),
                ])
        }
        return result
    }

    /// The largest first; equal ones, and those without a number, in the table's own order.
    private func sorted(_ rows: [[Value]], of table: ReportTable, _ column: String) -> [[Value]] {
        let sizes = rows.map { table.value($0, column).number ?? -.infinity }
        return rows.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }.map { rows[$0] }
    }

    /// `Area 12,345 m²` of these rows.
    private func sum(_ rows: ArraySlice<[Value]>, _ ordinal: Int, _ column: ReportColumn) -> String {
        let value = rows.reduce(0) { $0 + ($1[ordinal].number ?? 0) }
        return column.heading(texts.language).lowercased() + " "
            + texts.number(value, unit: column.unit, decimals: column.decimals)
    }

    private func heading(_ column: ReportColumn) -> [String: Any] {
        let unit = texts.headingUnit(column)
        // "m² per user" says its unit; the m of "mean distance" does not.
        let plain =
            unit.isEmpty
            || column.heading(texts.language).split { " ()".contains($0) }.contains { $0 == unit }
        return [
            "label": bilingual(column) + (plain ? "" : " (\(unit))"), "numeric": isNumeric(column),
            "describes": column.describes[texts.language] ?? "",
        ]
    }

    /// "Explanation (English)" is the heading in a file; on a page in one language the language goes without
    /// saying.
    private func bilingual(_ column: ReportColumn) -> String {
        let heading = column.heading(texts.language)
        guard column.name.hasSuffix("_da") || column.name.hasSuffix("_en"),
            let open = heading.lastIndex(of: "(")
        else { return heading }
        return String(heading[..<open].trimmingSpaces)
    }

    /// Where a table's rows have a unit each, the number is written with its own.
    private func cell(_ value: Value, _ column: ReportColumn, _ unit: String?, first: Bool) -> [String: Any] {
        var text = texts.cell(value, of: column)
        if let unit, column.kind == .number, column.unit == "none", let number = value.number {
            text = texts.number(
                number, unit: unit,
                decimals: number == number.rounded() || abs(number) >= 1000 ? 0 : abs(number) < 10 ? 2 : 1)
        }
        if text.isEmpty { text = "–" }
        if let longest, text.count > longest { text = text.prefix(longest - 1) + "…" }
        return ["text": text, "numeric": isNumeric(column), "first": first]
    }

    private func isNumeric(_ column: ReportColumn) -> Bool {
        column.kind == .number || column.kind == .integer
    }
}

extension Substring {
    /// Without the spaces at its end.
    var trimmingSpaces: Substring {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Value {
    /// The number, of either kind; nil for text and null.
    var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .real(let real): real.isFinite ? real : nil
        case .null, .text: nil
        }
    }

    /// The text; nil for numbers and null.
    var string: String? {
        if case .text(let text) = self { return text }
        return nil
    }
}
