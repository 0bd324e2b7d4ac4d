import CXlsxWriter
import Glibc

/// An empty workbook of a feed: what each column is, an example, and the headings that are read, below which
/// people fill in.
///
/// Everything above the headings is explanation, the row of examples too: a sheet's header is found by its
/// names, and lines above it are no rows.
public struct FeedTemplate: Sendable {
    /// What people type into a column; it decides how the cells are formatted.
    public enum Kind: Sendable { case text, number, date }

    /// One column of the sheet.
    public struct Column: Sendable {
        /// The name that is read.
        public var heading: String
        /// The name for people.
        public var label: String
        /// Whether it must be filled in, in both languages; stands behind the label.
        public var need: String
        /// What it says, in both languages, a line each.
        public var describes: String
        /// A value as people write it; empty where there is none.
        public var example: String
        /// Words to choose from; empty where anything may stand.
        public var list: [String]
        /// How its cells are formatted.
        public var kind: Kind

        /// A column of the sheet.
        public init(
            heading: String, label: String, need: String, describes: String, example: String, list: [String],
            kind: Kind
        ) {
            (self.heading, self.label, self.need, self.describes) = (heading, label, need, describes)
            (self.example, self.list, self.kind) = (example, list, kind)
        }
    }

    /// The feed's name in Danish; also the sheet's.
    public var title: String
    /// The feed's name in English.
    public var english: String
    /// What a row is, in both languages.
    public var describes: String
    /// In the order in which people fill them in.
    public var columns: [Column]

    /// A template; `writeTemplate` makes the file.
    public init(title: String, english: String, describes: String, columns: [Column]) {
        (self.title, self.english, self.describes, self.columns) = (title, english, describes, columns)
    }

    /// Row of the headings, from 0.
    static let headingRow = 5
    /// Rows that have lists and forms.
    static let rows = 2000
    /// Width of a column, in characters.
    private static let width = 28

    /// The height in points that a row needs for the longest of its texts, wrapped as the columns are wide.
    static func height(_ texts: [String]) -> Double {
        let lines = texts.map { text in
            text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
                $0 + $1.count / (width - 4) + 1
            }
        }
        return Double(min(400, 15 * (lines.max() ?? 1)))
    }
}

/// Writes it as `writeWorkbook` writes the report's.
///
/// - Throws: `ReportError` where the file cannot be written.
public func writeTemplate(_ template: FeedTemplate, path: String) throws {
    try writeTwice(path, template.writeOnce)
}

extension FeedTemplate {
    fileprivate func writeOnce(path: String) throws {
        // A template has no date of its own.
        let book = try WorkbookFile(path: path, language: "da", title: title, asOf: "2026-01-01")
        let sheet = try book.sheet(title)
        let plain = book.format("template title") { format_set_bold($0) }
        let note = book.format("template note") {
            format_set_text_wrap($0)
            format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            format_set_italic($0)
        }
        let label = book.format("template label") {
            format_set_bold($0)
            format_set_text_wrap($0)
        }
        func put(_ text: String, _ row: Int, _ column: Int, _ format: WorkbookFile.Format?) throws {
            try book.check(worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), text, format))
        }
        let first = Self.headingRow + 2
        try put(
            """
            \(title) / \(english): udfyld fra linje \(first); linjerne ovenover er forklaring og \
            eksempel og læses ikke
            """
                + " / fill in from line \(first); the lines above explain and are not read", 0, 0, plain)
        try put(describes, 1, 0, nil)
        for (place, column) in columns.enumerated() {
            try put("\(column.label) (\(column.need))", 2, place, label)
            try put(column.describes, 3, place, note)
            if !column.example.isEmpty { try put("eksempel: \(column.example)", 4, place, note) }
            try put(column.heading, Self.headingRow, place, book.heading)
            let form: WorkbookFile.Format? =
                switch column.kind {
                case .date: book.format("iso") { format_set_num_format($0, "yyyy-mm-dd") }
                case .text: book.format("template text") { format_set_num_format($0, "@") }
                case .number: nil
                }
            worksheet_set_column(sheet, lxw_col_t(place), lxw_col_t(place), Double(Self.width), form)
            if !column.list.isEmpty { try list(column.list, sheet, column: place, book) }
        }
        worksheet_set_row(sheet, 2, Self.height(columns.map { "\($0.label) (\($0.need))" }), nil)
        worksheet_set_row(sheet, 3, Self.height(columns.map(\.describes)), nil)
        worksheet_set_row(sheet, 4, Self.height(columns.map { "eksempel: \($0.example)" }), nil)
        worksheet_freeze_panes(sheet, lxw_row_t(Self.headingRow + 1), 1)
        try book.close()
    }

    private func list(_ words: [String], _ sheet: WorkbookFile.Sheet, column: Int, _ book: WorkbookFile)
        throws
    {
        // Excel takes lists of at most 255 characters.
        guard words.joined(separator: ",").count <= 255 else { return }
        try withListRule(words) { rule in
            let first = lxw_row_t(Self.headingRow + 1)
            let last = lxw_row_t(Self.headingRow + Self.rows)
            try book.check(
                worksheet_data_validation_range(
                    sheet, first, lxw_col_t(column), last, lxw_col_t(column), &rule))
        }
    }
}
