import CXlsxWriter
import Glibc
import Records

/// The sheet that comes back: one row per property that needs a decision, headings and lists to choose from
/// in the reader's language, which the `decisions` feed knows.
///
/// Saved as CSV it is a delivery as it stands. Columns beyond the feed's own help the reader and are ignored
/// by the contract.
public struct DecisionSheet {
    /// The feed's columns, in its order.
    static let columns = [
        "property_id", "verdict", "reason", "decided_by_role", "decided_on", "valid_until",
        "evidence_threshold_percent", "effect", "effect_on",
    ]
    /// Heading of a column that the made-up municipality's sheet has, so that it is never taken for a real
    /// one's.
    public static let madeUp = "kvadratur_sample"
    static let verdicts = ["keep", "investigate", "exit", "done"]
    static let effects = ["sold", "demolished", "lease_ended", "closed"]

    let book: WorkbookFile
    let texts: Texts

    init(_ book: WorkbookFile, _ texts: Texts) {
        self.book = book
        self.texts = texts
    }

    func write(_ content: EditionContent) throws {
        let sheet = try book.sheet(texts("workbook.decisions"))
        let helpers = ["name", "outcome_class"]
        for (place, name) in (Self.columns + helpers).enumerated() {
            try book.write(texts("workbook.decisions.\(name)"), sheet, row: 0, column: place, book.heading)
        }
        if content.isMadeUp {
            try book.write(
                Self.madeUp, sheet, row: 0, column: Self.columns.count + helpers.count, book.heading)
        }
        worksheet_set_column(sheet, 0, 8, 18, nil)
        worksheet_set_column(sheet, 9, 9, 36, nil)
        worksheet_set_column(sheet, 10, 10, 22, nil)
        worksheet_freeze_panes(sheet, 1, 1)
        let rows = rows(content)
        for (offset, row) in rows.enumerated() { try write(row, sheet, offset + 1) }
        let last = max(rows.count, 1) + 200
        try list(Self.verdicts.map { texts("workbook.decisions.\($0)") }, sheet, column: 1, last: last)
        try list(Self.effects.map { texts("workbook.decisions.\($0)") }, sheet, column: 7, last: last)
        for column in [4, 5, 8] { try date(sheet, column: column, last: last) }
        try percent(sheet, column: 6, last: last)
        try book.check(worksheet_autofilter(sheet, 0, 0, lxw_row_t(last), 10))
    }

    /// Decisions in force first as they are, then what the plan leaves, then the other candidates, each
    /// property once.
    private func rows(_ content: EditionContent) -> [[String: Value]] {
        var rows: [[String: Value]] = []
        var done: Set<String> = []
        if let table = content.tables["decisions"] {
            for row in table.rows where table.value(row, "state").string != "superseded" {
                rows.append(
                    Dictionary(
                        uniqueKeysWithValues: (Self.columns + ["name", "outcome_class"]).map {
                            ($0, table.value(row, $0))
                        }))
                if let id = table.value(row, "property_id").string { done.insert(id) }
            }
        }
        for name in ["plan", "candidates"] {
            guard let table = content.tables[name] else { continue }
            for row in table.rows {
                guard let id = table.value(row, "property_id").string, done.insert(id).inserted else {
                    continue
                }
                rows.append([
                    "property_id": .text(id), "name": table.value(row, "name"),
                    "outcome_class": table.value(row, "outcome_class"),
                ])
            }
        }
        return rows
    }

    private func write(_ row: [String: Value], _ sheet: WorkbookFile.Sheet, _ number: Int) throws {
        for (place, name) in (Self.columns + ["name", "outcome_class"]).enumerated() {
            let kind: ReportColumn.Kind =
                name.hasSuffix("_on") || name == "valid_until"
                ? .date : name.hasSuffix("_percent") ? .number : .text
            let column = ReportColumn(name: name == "outcome_class" ? name : "decision", kind: kind)
            let format = kind == .date ? book.format("iso") { format_set_num_format($0, "yyyy-mm-dd") } : nil
            try book.write(row[name] ?? .null, column, sheet, row: number, column: place, format, texts)
        }
    }

    private func list(_ words: [String], _ sheet: WorkbookFile.Sheet, column: Int, last: Int) throws {
        try withListRule(words) { rule in
            let hint = strdup(texts("workbook.decisions_hint"))
            defer { free(hint) }
            rule.input_message = hint
            try apply(&rule, sheet, column: column, last: last)
        }
    }

    private func date(_ sheet: WorkbookFile.Sheet, column: Int, last: Int) throws {
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_DATE.rawValue)
        rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        rule.minimum_datetime = lxw_datetime(iso: "2000-01-01")!
        rule.maximum_datetime = lxw_datetime(iso: "2099-12-31")!
        try apply(&rule, sheet, column: column, last: last)
    }

    private func percent(_ sheet: WorkbookFile.Sheet, column: Int, last: Int) throws {
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
        rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
        rule.minimum_number = 0
        rule.maximum_number = 100
        try apply(&rule, sheet, column: column, last: last)
    }

    private func apply(_ rule: inout lxw_data_validation, _ sheet: WorkbookFile.Sheet, column: Int, last: Int)
        throws
    {
        try book.check(
            worksheet_data_validation_range(
                sheet, 1, lxw_col_t(column), lxw_row_t(last), lxw_col_t(column), &rule))
    }
}

/// A rule by which a cell takes one of some words.
func withListRule(_ words: [String], _ apply: (inout lxw_data_validation) throws -> Void) throws {
    let strings = words.map { strdup($0) }
    defer { for string in strings { free(string) } }
    var pointers = strings + [nil]
    try pointers.withUnsafeMutableBufferPointer { pointers in
        var rule = lxw_data_validation()
        rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
        rule.value_list = pointers.baseAddress
        try apply(&rule)
    }
}
