/// How one system writes its CSV.
public struct CSVLayout: Hashable, Sendable {
    /// nil: by the header.
    public var separator: UInt8?
    public var quote: UInt8
    public var encoding: TextEncoding
    /// Physical lines before the header.
    public var preambleLines: Int
    /// Rows that are sums, not data.
    public var totalRows: [TotalRowRule]

    public init(
        separator: UInt8? = UInt8(ascii: ";"), quote: UInt8 = UInt8(ascii: "\""), encoding: TextEncoding = .utf8, preambleLines: Int = 0,
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
    public var starts: String

    public init(field: String, starts: String) {
        self.field = field
        self.starts = starts
    }
}
