/// Everything that one edition says. No clock, no host, no run: the same content gives the same bytes.
public struct EditionContent: Sendable {
    /// How CSV files are written.
    public enum CSVStyle: String, Sendable {
        /// UTF-8 with byte order mark, semicolon, decimal comma: opens in Danish Excel by double-click.
        case danish
        /// Comma, decimal point, no byte order mark.
        case rfc4180
    }

    /// The night's date, `yyyy-MM-dd`.
    public var asOf: String
    /// The edition's name, which is its folder.
    public var name: String
    /// The language shown first: `da` or `en`.
    public var language: String
    /// How all CSV files of the edition are written.
    public var csvStyle: CSVStyle
    /// Name of the edition that this one corrects.
    public var corrects: String?
    /// Who the report is about, such as "Eksempel Kommune".
    public var authority: String
    /// The program's version, for the page's foot.
    public var version: String
    /// Tables by name without `report_`.
    public var tables: [String: ReportTable]
    /// Its deliveries are those of the made-up municipality: what comes back of it must be known again.
    public var isMadeUp = false

    /// An edition's content; without tables every section of the page is empty.
    public init(
        asOf: String, name: String, language: String = "da", csvStyle: CSVStyle = .danish,
        corrects: String? = nil, authority: String = "",
        version: String = "", tables: [String: ReportTable]
    ) {
        self.asOf = asOf
        self.name = name
        self.language = language
        self.csvStyle = csvStyle
        self.corrects = corrects
        self.authority = authority
        self.version = version
        self.tables = tables
    }

    /// Tables in the order of their names, so that nothing depends on a dictionary's order.
    public var tablesByName: [ReportTable] { tables.values.sorted { $0.name < $1.name } }
}

/// Templates, texts and looks, read from the project by the caller.
public struct ReportResources: Sendable {
    /// Mustache templates by name without extension.
    public var templates: [String: String]
    /// Texts by language, then by dotted key.
    public var languages: [String: [String: String]]
    /// The style sheet, put into each page: an edition is read without a network.
    public var css: String
    /// The script of `index.html`, put into it likewise.
    public var javascript: String

    /// What the project brings for its report.
    public init(
        templates: [String: String], languages: [String: [String: String]], css: String, javascript: String
    ) {
        self.templates = templates
        self.languages = languages
        self.css = css
        self.javascript = javascript
    }
}

/// A report that cannot be written. The message names the file and what failed.
public struct ReportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file or the part of it that could not be written.
    public var file: String
    /// What failed, in English.
    public var message: String
    /// The disk, the memory or a limit stopped us, not what was to be written.
    public var isSystem: Bool
    /// A failure; of the machine where `isSystem` says so.
    public init(file: String, message: String, isSystem: Bool = false) {
        self.file = file
        self.message = message
        self.isSystem = isSystem
    }
    /// File and message, in English.
    public var description: String { "\(file): \(message)" }
}
