/// How one system writes its CSV.
public struct CSVLayout: Hashable, Sendable {
    /// nil: by the header.
    public var separator: UInt8?
    /// The byte that opens and closes a quoted field.
    public var quote: UInt8
    /// How text is written; not asked where `findsEncoding` is true.
    public var encoding: TextEncoding
    /// The encoding is told from each file's bytes: UTF-8, UTF-16, else Windows-1252.
    public var findsEncoding = false
    /// Physical lines before the header.
    public var preambleLines: Int
    /// Rows that are sums, not data.
    public var totalRows: [TotalRowRule]
    /// Names of columns of which each record fills one at least: a row without is a form that nobody filled
    /// in, and no record.
    public var formColumns: [[String]] = []
    /// Names of columns whose blank cells say what the cell above says.
    public var fillsDown: [[String]] = []
    /// Which sheet of a workbook is read, by its name (in either case) or its number, counted from 1; nil for
    /// the first whose header matches.
    public var sheet: String?
    /// The decimal sign with which numbers of a workbook are written down: the one that the feed's values
    /// have.
    public var decimal = UInt8(ascii: ",")

    /// A layout; the default is what Danish systems write: semicolons and UTF-8.
    public init(
        separator: UInt8? = UInt8(ascii: ";"), quote: UInt8 = UInt8(ascii: "\""),
        encoding: TextEncoding = .utf8, preambleLines: Int = 0,
        totalRows: [TotalRowRule] = []
    ) {
        self.separator = separator
        self.quote = quote
        self.encoding = encoding
        self.preambleLines = preambleLines
        self.totalRows = totalRows
    }
}

/// A row whose field begins with a text, such as `I alt`, is a total (ASCII letters match in either case).
public struct TotalRowRule: Hashable, Sendable {
    /// Name of the field or of the header's column.
    public var field: String
    /// What the field begins with, after blanks.
    public var starts: String
    /// Columns of the contract whose sums over the file's records stand in this row.
    public var sums: [String]
    /// Column in which the number of the file's records stands.
    public var records: String?

    /// A rule; without `sums` and `records` its row is set aside and nothing is held against it.
    public init(field: String, starts: String, sums: [String] = [], records: String? = nil) {
        self.field = field
        self.starts = starts
        self.sums = sums
        self.records = records
    }

    /// Whether a file must be what its row says.
    public var isControl: Bool { !sums.isEmpty || records != nil }
}
