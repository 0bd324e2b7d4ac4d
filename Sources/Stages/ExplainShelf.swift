import Project
import Records
import Reports
import Warehouse

/// The report's promised tables as the last night left them, opened where one wants to read.
struct ExplainShelf {
    let project: Project
    let transaction: Transaction
    let language: Language

    /// A promised table; nil when the project promises none of that name or it was never built.
    func table(_ name: String, where column: String? = nil, is value: String = "") throws -> ReportTable? {
        guard let promise = project.promises.first(where: { $0.name == name }),
            try transaction.exists(table: promise.table)
        else { return nil }
        if let column, !promise.columns.contains(where: { $0.name == column }) { return nil }
        return try EditionSource.table(promise, transaction, where: column.map { ($0, .text(value)) })
    }

    /// Promised tables that speak of single properties.
    var tablesOfProperties: [String] {
        project.promises.filter { promise in promise.columns.contains { $0.name == Self.property } }.map(
            \.name)
    }

    /// The report's own words, with the glossary of the last night over them.
    func texts() throws -> Texts {
        Texts(
            language.rawValue,
            in: ReportResources(templates: [:], languages: project.languages, css: "", javascript: ""),
            glossary: try table("glossary"))
    }

    /// The sheets from which workbooks were read, by the names of the files.
    func sheets() throws -> [String: String] {
        let rows = try transaction.rows(
            """
            SELECT name, sheet FROM ledger_file WHERE state = 'loaded' AND sheet IS NOT NULL ORDER BY \
            arrival
            """
        )
        return Dictionary(rows.map { ($0[0].plain, $0[1].plain) }) { $1 }
    }

    /// The figures that a figure is made of, as the project says; a figure that is its own input is read from
    /// files directly.
    func inputs(of figure: String) throws -> [String] {
        guard try transaction.exists(table: "given_figure_inputs") else { return [] }
        return try transaction.rows(
            "SELECT input FROM given_figure_inputs WHERE figure = ? ORDER BY rowid", [.text(figure)]
        ).map { $0[0].plain }
    }

    /// The column by which every table of the report names a property.
    static let property = "property_id"
}

extension ReportTable {
    /// A cell as text; nil when it is empty or the table has no such column.
    func text(_ row: [Value], _ column: String) -> String? { value(row, column).optional }

    /// A cell as a number.
    func number(_ row: [Value], _ column: String) -> Double? {
        switch value(row, column) {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        default: nil
        }
    }

    /// A cell in a language's words.
    func words(_ row: [Value], _ column: String, _ texts: Texts) -> String? {
        guard let ordinal = ordinal(column), row[ordinal] != .null else { return nil }
        let text = texts.cell(row[ordinal], of: columns[ordinal], withUnit: true)
        return text.isEmpty ? nil : text
    }
}

extension Texts {
    /// A number of any size: as many decimals as say something.
    func figure(_ value: Double, unit: String) -> String {
        let decimals = value == value.rounded() || abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2
        return number(value, unit: unit, decimals: decimals)
    }

    /// One number, or two bounds where they differ.
    func bounds(_ low: Double?, _ high: Double?, unit: String) -> String? {
        guard let low else { return high.map { "≤ " + figure($0, unit: unit) } }
        guard let high else { return "≥ " + figure(low, unit: unit) }
        guard high != low else { return figure(low, unit: unit) }
        return figure(low, unit: "none") + "–" + figure(high, unit: unit)
    }
}
