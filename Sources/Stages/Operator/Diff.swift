import Foundation
import Project
import Records
import Reports
import Warehouse

/// What two editions say differently of each property.
///
/// When the second follows the first, that is its own table of changes, with causes. Otherwise the figures
/// and classes of both are compared.
public struct Diff {
    private let places: Places
    private let warehouse: Warehouse
    private let language: Language
    private let words: [String: String]
    /// Names of figures, which the project's own catalogue may hold.
    private let texts: Texts

    /// - Parameters:
    ///   - root: the project's folder.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String, language: Language? = nil) throws {
        let past = try PastNights(root: root)
        places = past.places
        self.language = past.language(language)
        words = past.project.languages[self.language.rawValue] ?? [:]
        warehouse = try past.openWarehouse()
        let language = self.language
        texts = try warehouse.read {
            try ExplainShelf(project: past.project, transaction: $0, language: language).texts()
        }
    }

    /// One figure of one property that differs, or something else that the edition tells of it.
    struct Change: Equatable {
        /// What it is a change of: `plan`, `candidate`, `class`, `decision`, `delivery` or `figure`.
        var kind = "figure"
        /// Above the limit below which a figure's change is only counted.
        var material = true
        var property: String
        var name: String
        var figure: String
        var unit: String
        var before: String
        var after: String
        var change: Double?
        var cause: String
    }

    /// The differences for people, what matters first; small changes of figures are only counted. Both
    /// editions are named in full, by their date, or as `latest`.
    ///
    /// - Throws: `UsageFailure` where there is no such edition.
    public func text(_ first: String, _ second: String) throws -> String {
        let (a, b) = (try edition(first), try edition(second))
        let changes = try self.changes(a, b)
        let count = Set(changes.map(\.property).filter { !$0.isEmpty }).count
        var lines = [
            language == .da
                ? """
                \(a) → \(b): \(changes.count) \(changes.count == 1 ? "ændring" : "ændringer") i \
                \(count) \(count == 1 ? "ejendom" : "ejendomme")
                """
                : """
                \(a) → \(b): \(changes.count) \(changes.count == 1 ? "change" : "changes") in \(count) \
                \(count == 1 ? "property" : "properties")
                """
        ]
        var last: String?
        var kind: String?
        for change in changes where change.material {
            if change.kind != kind {
                lines.append("\(texts.code("kind", change.kind)):")
                (kind, last) = (change.kind, nil)
            }
            if change.property != last, !change.property.isEmpty {
                lines.append("\(change.property)  \(VisibleText.of(change.name))")
            }
            last = change.property
            let unit = words["unit.\(change.unit)"].flatMap { $0.isEmpty ? nil : " " + $0 } ?? ""
            let sum = change.change.map { "  (\($0 > 0 ? "+" : "")\(number($0))\(unit))" } ?? ""
            let cause = change.cause.isEmpty ? "" : "  " + change.cause
            lines.append("  \(texts.code("figure", change.figure)): \(arrow(change, unit))\(sum)\(cause)")
        }
        let small = changes.count { !$0.material }
        if small > 0 {
            lines.append(
                texts("progress.small_changes", ["count": number(Double(small)), "file": "changes.csv"]))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// As the second edition tells them, in its order; else by property, then figure.
    func changes(_ a: String, _ b: String) throws -> [Change] {
        if try follows(b, a), let table = try EditionTable("changes", folder: "\(places.editions)/\(b)") {
            return told(by: table)
        }
        return try compared(a, b)
    }

    /// The changes as the second edition tells them.
    private func told(by table: EditionTable) -> [Change] {
        table.rows.map { row in
            let isText = !table.text(row, "text_before").isEmpty || !table.text(row, "text_after").isEmpty
            return Change(
                kind: table.text(row, "kind"), material: table.text(row, "material") != "0",
                property: table.text(row, "property_id"), name: table.text(row, "name"),
                figure: table.text(row, "figure"), unit: table.text(row, "unit"),
                before: isText
                    ? word(table.text(row, "text_before"))
                    : table.number(row, "value_before").map(number) ?? "",
                after: isText
                    ? word(table.text(row, "text_after"))
                    : table.number(row, "value_after").map(number) ?? "",
                change: table.number(row, "change"), cause: table.text(row, "sentence_" + language.rawValue))
        }
    }

    /// Every figure, the class and the conclusion, from the tables of both editions.
    func compared(_ a: String, _ b: String) throws -> [Change] {
        typealias Cell = (
            property: String, figure: String, name: String, unit: String, value: Double?, text: String?
        )
        func cells(_ edition: String) throws -> [String: Cell] {
            var result: [String: Cell] = [:]
            let folder = "\(places.editions)/\(edition)"
            if let table = try EditionTable("figures", folder: folder) {
                for row in table.rows {
                    let (property, figure) = (table.text(row, "property_id"), table.text(row, "figure"))
                    result[property + "\u{1F}" + figure] = (
                        property, figure, table.text(row, "name"), table.text(row, "unit"),
                        table.number(row, "value"), nil
                    )
                }
            }
            if let table = try EditionTable("properties", folder: folder) {
                for row in table.rows {
                    let property = table.text(row, "property_id")
                    // What an edition made before there were conclusions does not say is not compared.
                    for code in ["outcome_class", "conclusion"] where !table.text(row, code).isEmpty {
                        result[property + "\u{1F}" + code] = (
                            property, code, table.text(row, "name"), "none", nil, table.text(row, code)
                        )
                    }
                }
            }
            return result
        }
        let (before, after) = (try cells(a), try cells(b))
        let bothConclude = [before, after].allSatisfy { $0.values.contains { $0.figure == "conclusion" } }
        let found = Set(before.keys).union(after.keys).sorted().compactMap { key -> Change? in
            let (old, new) = (before[key], after[key])
            let one = new ?? old!
            if one.figure == "conclusion", !bothConclude { return nil }
            var change = Change(
                property: one.property, name: one.name, figure: one.figure, unit: one.unit, before: "",
                after: "", cause: "")
            if one.text != nil {
                guard old?.text != new?.text else { return nil }
                change.kind = one.figure == "conclusion" ? "conclusion" : "class"
                (change.before, change.after) = (
                    word(old?.text ?? "", change.kind), word(new?.text ?? "", change.kind)
                )
                return change
            }
            let sum = (new?.value ?? 0) - (old?.value ?? 0)
            guard abs(sum) > 0.005 || (old?.value == nil) != (new?.value == nil) else { return nil }
            (change.before, change.after) = (old?.value.map(number) ?? "", new?.value.map(number) ?? "")
            change.change = (sum * 100).rounded() / 100
            return change
        }
        // What matters first, as the edition itself tells it.
        return ["conclusion", "class", "figure"].flatMap { kind in found.filter { $0.kind == kind } }
    }

    /// Whether `b` is the edition that came after `a`: nothing was published for a night between them, and
    /// `a` was not corrected.
    func follows(_ b: String, _ a: String) throws -> Bool {
        let before = try warehouse.read {
            try $0.text(
                "SELECT name FROM ledger_edition WHERE as_of < ? ORDER BY as_of DESC, run DESC LIMIT 1",
                [.text(String(b.prefix(10)))])
        }
        return before == a
    }

    /// An edition by its name, by its date (the last of that night), or `latest`.
    func edition(_ name: String) throws -> String {
        let all = Durable.names(in: places.editions).filter { !$0.hasPrefix(".") }
        if name == "latest", let shown = LatestEdition(places: places).name { return shown }
        let word = name.split(separator: "/").last.map(String.init) ?? name
        if all.contains(word) { return word }
        let last = try warehouse.read {
            try $0.text(
                "SELECT name FROM ledger_edition WHERE as_of = ? ORDER BY run DESC LIMIT 1", [.text(word)])
        }
        if let last, all.contains(last) { return last }
        let begins = all.filter { !word.isEmpty && $0.hasPrefix(word) }
        if begins.count == 1 { return begins[0] }
        throw UsageFailure(
            "\(name): there is no such edition; the last are: " + all.suffix(5).joined(separator: ", "))
    }

    /// What it was and what it is. What leaves the plan or the candidates, or was not among them, is not
    /// unknown.
    private func arrow(_ change: Change, _ unit: String) -> String {
        guard ["plan", "candidate"].contains(change.kind) else {
            return "\(shown(change.before)) → \(shown(change.after))\(unit)"
        }
        func side(_ text: String) -> String {
            text.isEmpty ? (language == .da ? "ikke med" : "not in it") : text + unit
        }
        return side(change.before) + " → " + side(change.after)
    }

    private func shown(_ text: String) -> String {
        text.isEmpty ? (language == .da ? "ukendt" : "unknown") : text
    }
    /// A class or a verdict in words, as the page says them.
    private func word(_ code: String, _ family: String? = nil) -> String {
        guard !code.isEmpty else { return "" }
        if let family { return texts.code(family, code) }
        let asClass = texts.code("class", code)
        return asClass == code ? texts.code("verdict", code) : asClass
    }
    private func number(_ value: Double) -> String {
        NumberText.decimal(value, decimals: value == value.rounded() ? 0 : 2, language: language.rawValue)
    }
}
