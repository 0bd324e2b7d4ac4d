import Records

/// One column of a report table, as promised in `schemas/reports`.
public struct ReportColumn: Sendable {
    /// How a value is written and sorted.
    public enum Kind: String, Sendable { case text, integer, number, date, boolean }

    /// As the promise names it.
    public var name: String
    /// What its values are, by the promise.
    public var kind: Kind
    /// Unit code such as `m2` or `dkk_per_m2`; `none` when there is none.
    public var unit: String
    /// Decimals shown to people; files carry the number as it is.
    public var decimals: Int
    /// Heading by language.
    public var label: [String: String]
    /// What the column means, by language.
    public var describes: [String: String]

    /// A column; without a label its name is its heading.
    public init(
        name: String, kind: Kind, unit: String = "none", decimals: Int = 0, label: [String: String] = [:],
        describes: [String: String] = [:]
    ) {
        self.name = name
        self.kind = kind
        self.unit = unit
        self.decimals = decimals
        self.label = label
        self.describes = describes
    }

    /// The heading in a language; the column's name where the promise has none.
    public func heading(_ language: String) -> String { label[language] ?? name }
}

/// One table of the report, with its rows.
public struct ReportTable: Sendable {
    /// Without `report_`.
    public var name: String
    /// Heading by language.
    public var title: [String: String]
    /// What it shows, by language.
    public var describes: [String: String]
    /// In the order in which every place shows them.
    public var columns: [ReportColumn]
    /// In the promise's order, each with a value for every column.
    public var rows: [[Value]]
    /// Name of the CSV file; nil when the table is shown on the page only.
    public var file: String?
    /// Name of the workbook's sheet by language; nil when the workbook leaves it out.
    public var sheet: [String: String]?
    /// The part of the page that shows it after the page's own tables; nil when none does so.
    public var page: String?
    /// The columns that the page shows of it; empty for all.
    public var pageColumns: [String] = []
    /// How many of its first rows the first screen shows, and by which columns; nil when none.
    public var firstScreen: (rows: Int, columns: [String])?
    /// How it is written as a calendar; nil when it is not.
    public var calendar: CalendarShape?

    /// A table; without a file, a sheet and a part of the page it is only what the page's own sections ask
    /// for.
    public init(
        name: String, title: [String: String] = [:], describes: [String: String] = [:],
        columns: [ReportColumn], rows: [[Value]] = [],
        file: String? = nil, sheet: [String: String]? = nil, page: String? = nil
    ) {
        self.name = name
        self.title = title
        self.describes = describes
        self.columns = columns
        self.rows = rows
        self.file = file
        self.sheet = sheet
        self.page = page
    }

    /// The column's place; nil when the table has no such column.
    public func ordinal(_ column: String) -> Int? { columns.firstIndex { $0.name == column } }

    /// One cell; null when the table has no such column.
    public func value(_ row: [Value], _ column: String) -> Value {
        guard let ordinal = ordinal(column), ordinal < row.count else { return .null }
        return row[ordinal]
    }
}
