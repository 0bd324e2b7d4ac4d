import CXlsxWriter
import Glibc

/// An empty workbook of a feed: what each column is, an example, and the headings that are read, below which people fill in.
///
/// Everything above the headings is explanation: a sheet's header is found by its names, and lines above it are no rows.
public struct FeedTemplate: Sendable {
    public enum Kind: Sendable { case text, number, date }

    public struct Column: Sendable {
        /// The name that is read.
        public var heading: String
        /// The name for people.
        public var label: String
        public var need: String
        public var describes: String
        public var example: String
        /// Words to choose from; empty where anything may stand.
        public var list: [String]
        public var kind: Kind

        public init(heading: String, label: String, need: String, describes: String, example: String, list: [String], kind: Kind) {
            (self.heading, self.label, self.need, self.describes) = (heading, label, need, describes)
            (self.example, self.list, self.kind) = (example, list, kind)
        }
    }

    public var title: String
    public var english: String
    public var describes: String
    public var columns: [Column]

    public init(title: String, english: String, describes: String, columns: [Column]) {
        (self.title, self.english, self.describes, self.columns) = (title, english, describes, columns)
    }

    /// Row of the headings, from 0.
    static let headingRow = 5
    /// Rows that have lists and forms.
    static let rows = 2000
}

/// Writes it as `writeWorkbook` writes the report's.
public func writeTemplate(_ template: FeedTemplate, path: String) throws {
    try writeTwice(path, template.writeOnce)
}

extension FeedTemplate {
    fileprivate func writeOnce(path: String) throws {
        // A template has no date of its own.
        let book = try WorkbookFile(path: path, language: "da", title: title, asOf: "2026-01-01")
        let sheet = try book.sheet(title)
        let note = book.format("template note") { format_set_text_wrap($0); format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)); format_set_italic($0) }
        let label = book.format("template label") { format_set_bold($0); format_set_text_wrap($0) }
        func put(_ text: String, _ row: Int, _ column: Int, _ format: WorkbookFile.Format?) throws {
            try book.check(worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), text, format))
        }
        try put("\(title) / \(english): udfyld fra linje \(Self.headingRow + 2); linjerne ovenover er forklaring og læses ikke / fill in from line \(Self.headingRow + 2)", 0, 0, label)
        try put(describes, 1, 0, nil)
        for (place, column) in columns.enumerated() {
            try put("\(column.label) (\(column.need))", 2, place, label)
            try put(column.describes, 3, place, note)
            try put("eksempel: \(column.example)", 4, place, note)
            try put(column.heading, Self.headingRow, place, book.heading)
            let form: WorkbookFile.Format? = switch column.kind {
            case .date: book.format("iso") { format_set_num_format($0, "yyyy-mm-dd") }
            case .text: book.format("template text") { format_set_num_format($0, "@") }
            case .number: nil
            }
            worksheet_set_column(sheet, lxw_col_t(place), lxw_col_t(place), 22, form)
            if !column.list.isEmpty { try list(column.list, sheet, column: place, book) }
        }
        worksheet_set_row(sheet, 2, 45, nil)
        worksheet_set_row(sheet, 3, 75, nil)
        worksheet_freeze_panes(sheet, lxw_row_t(Self.headingRow + 1), 1)
        try book.close()
    }

    private func list(_ words: [String], _ sheet: WorkbookFile.Sheet, column: Int, _ book: WorkbookFile) throws {
        // Excel takes lists of at most 255 characters.
        guard words.joined(separator: ",").count <= 255 else { return }
        try withListRule(words) { rule in
            let first = lxw_row_t(Self.headingRow + 1), last = lxw_row_t(Self.headingRow + Self.rows)
            try book.check(worksheet_data_validation_range(sheet, first, lxw_col_t(column), last, lxw_col_t(column), &rule))
        }
    }
}
