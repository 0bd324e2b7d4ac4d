/// The promise at the back door: one table of the report, its columns and units.
public struct ReportPromise: Sendable {
    /// Parts of the page that show tables which nobody has written a template for: `page: progress`. The last
    /// one has nothing else: it is there as soon as one of its tables has rows.
    public enum PagePart: String, CaseIterable, Sendable {
        case progress, plan, money, quality, method, services
    }

    /// One column of the table: what readers are told of it.
    public struct Column: Sendable {
        /// As the model names it.
        public var name: String
        /// `text`, `integer`, `number`, `date` or `boolean`.
        public var type: String
        /// `m2`, `dkk`, `percent`, …; `none` where there is none.
        public var unit: String
        /// Decimals that people see; files keep the exact number.
        public var decimals: Int
        /// Heading, by language.
        public var label: [String: String]
        /// What a value means, by language.
        public var describes: [String: String]
    }

    /// As its file is called; the table is `report_` and this.
    public var name: String
    /// Heading of the table, by language.
    public var title: [String: String]
    /// What the table shows, by language.
    public var describes: [String: String]
    /// Columns that give the rows their order; with them the order is total.
    public var order: [String]
    /// Name of the CSV file in the edition, if it has one.
    public var csv: String?
    /// Name of its sheet in the workbook, by language; nil where it has none. The title stands in for a
    /// language that is missing.
    public var sheet: [String: String]?
    /// The part of the page that shows the table after the page's own; nil when none does so.
    public var page: PagePart?
    /// The columns that the page shows of it, where they are not all.
    public var pageColumns: [String] = []
    /// How its first rows stand on the first screen; nil when none do.
    public var firstScreen: FirstScreen?
    /// How it is written as a calendar too; nil when it is not.
    public var calendar: Calendar?
    /// In the order in which every place shows them.
    public var columns: [Column]
    /// Path relative to the root.
    public var file: String

    /// The model that keeps the promise.
    public var table: String { "report_" + name }

    static func decode(_ text: String, file: String, into findings: Findings) -> ReportPromise? {
        guard let root = Located.parse(text, file: file, into: findings),
            let map = YAMLMap(root, what: "a report"),
            let name = map.string("report", required: true)
        else { return nil }
        var columns: [Column] = []
        for place in map.list("columns") ?? [] {
            guard let column = Column.decode(place) else { continue }
            if columns.contains(where: { $0.name == column.name }) {
                place.complain("duplicate_column", "the column \(column.name) stands twice")
            }
            columns.append(column)
        }
        let order = map.placed("order") ?? []
        var promise = ReportPromise(
            name: name, title: map.texts("title"), describes: map.texts("describes"),
            order: order.map(\.text), csv: map.string("file"),
            sheet: map.child("sheet") == nil ? nil : map.texts("sheet"),
            page: map.choice("page", as: PagePart.self), columns: columns, file: file)
        for column in order where !columns.contains(where: { $0.name == column.text }) {
            column.place.complain(
                "unknown_column", "order names \(column.text), which is no column of the report \(name)")
        }
        promise.decodeForms(map)
        map.finish()
        return promise
    }
}

extension ReportPromise.Column {
    private enum Kind: String, CaseIterable { case text, integer, number, date, boolean }

    static func decode(_ place: Located) -> Self? {
        guard let map = YAMLMap(place, what: "a column"), let name = map.string("name", required: true) else {
            return nil
        }
        let column = Self(
            name: name, type: (map.choice("type", as: Kind.self) ?? .text).rawValue,
            unit: map.string("unit") ?? "none", decimals: map.integer("decimals") ?? 0,
            label: map.texts("label"), describes: map.texts("describes"))
        map.finish()
        return column
    }
}
