import Project
import Records
import Warehouse

/// What columns are called in sheets that people write, and what their values look like:
/// `pipelines/0_given/column_names.csv`.
struct ColumnNames {
    /// One name of one column.
    struct Name {
        var text = ""
        var folded: NameLikeness.Folded
        /// What the name says of every row below it.
        var says: [(column: String, value: String)] = []
        /// How surely it is the column's, in percent.
        var weight = 100
    }

    private var names: [String: [Name]] = [:]
    private var forms: [String: [Regex<AnyRegexOutput>]] = [:]
    /// Names of whole lists, by contract.
    private var titles: [String: [NameLikeness.Folded]] = [:]
    private let words: ColumnWords

    /// - Parameter words: what the words of headings stand for.
    init(_ project: Project, _ words: ColumnWords = ColumnWords()) {
        self.words = words
        guard let table = project.given.first(where: { $0.table == "given_column_names" }) else { return }
        let place = Dictionary(table.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        func text(_ row: [Value], _ column: String) -> String { place[column].map { row[$0].plain } ?? "" }
        for row in table.rows {
            let contract = text(row, "contract")
            let column = text(row, "column_name")
            let name = text(row, "name")
            let form = text(row, "form")
            if column.isEmpty {
                titles[contract, default: []].append(NameLikeness.Folded(name))
                continue
            }
            if !name.isEmpty {
                let says = text(row, "says").split(separator: " ").compactMap {
                    word -> (column: String, value: String)? in
                    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                    return parts.count == 2 ? (parts[0], parts[1]) : nil
                }
                names["\(contract).\(column)", default: []].append(
                    Name(
                        text: name, folded: .init(name, words), says: says,
                        weight: Int(text(row, "weight")) ?? 100)
                )
            }
            if !form.isEmpty, let pattern = try? Regex(form) {
                forms["\(contract).\(column)", default: []].append(pattern)
            }
        }
    }

    /// Names of a column: those of its contract, and those that every contract's column of that name has.
    func of(_ contract: String, _ column: String) -> [Name] {
        (names["\(contract).\(column)"] ?? []) + (names[".\(column)"] ?? [])
    }

    /// The name that people know a column by: the first of the list.
    func label(_ contract: String, _ column: String) -> String? { of(contract, column).first?.text }

    /// Whether nearly all values look like those of a column; nil where nobody says how they look.
    func fits(_ values: [String], _ contract: String, _ column: String) -> Bool? {
        let patterns = (forms["\(contract).\(column)"] ?? []) + (forms[".\(column)"] ?? [])
        guard !patterns.isEmpty else { return nil }
        guard !values.isEmpty else { return false }
        let hits = values.count { value in patterns.contains { (try? $0.wholeMatch(in: value)) != nil } }
        return hits * 10 >= values.count * 9
    }

    /// Whether a file's or a sheet's name is one that a list of this contract has.
    func isTitle(_ text: String, of contract: String) -> Bool {
        let folded = FieldName.normalised(text)
        return (titles[contract] ?? []).contains { folded.contains($0.whole) }
    }
}
