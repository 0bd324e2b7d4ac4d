import Records

extension ReportPromise {
    /// `calendar:` writes the table as a calendar too: which column holds what of an entry.
    public struct Calendar: Sendable {
        /// Name of the file in the edition, such as `calendar.ics`.
        public var file: String
        /// What an entry is known by on every night, also when its day moves.
        public var key: String
        /// The entry's day.
        public var day: String
        /// The entry's heading.
        public var title: String
        /// What is said below the heading.
        public var text: String?
        /// Columns that stand below the text, each with its heading.
        public var details: [String]
        /// What kind of entry it is.
        public var category: String?
    }

    /// `first_screen:` shows the table's first rows on the page's first screen.
    public struct FirstScreen: Sendable {
        /// How many rows are shown.
        public var rows: Int
        /// Columns shown; of a text in two languages `sentence_*`.
        public var columns: [String]
    }

    /// The forms in which the promise has the table shown beside its file and its sheet. Every column that they
    /// name must be one of the promise's.
    mutating func decodeForms(_ map: YAMLMap) {
        if let form = map.map("calendar") {
            let named = Dictionary(
                ["key", "day", "title", "text", "category"].compactMap { key in
                    column(key, of: form, required: ["key", "day", "title"].contains(key)).map { (key, $0) }
                }, uniquingKeysWith: { first, _ in first })
            let file = form.string("file", required: true)
            let details = self.columns("details", of: form)
            if let file, !file.hasSuffix(".ics") || file.contains("/") || file.hasPrefix(".") {
                form.place.complain(
                    "bad_value", "a calendar's file is a plain name that ends with .ics, not \(file)")
            } else if let file, let key = named["key"], let day = named["day"], let title = named["title"] {
                calendar = Calendar(
                    file: file, key: key, day: day, title: title, text: named["text"], details: details,
                    category: named["category"])
            }
            form.finish()
        }
        if let form = map.map("first_screen") {
            firstScreen = FirstScreen(
                rows: form.integer("rows", from: 1) ?? 5, columns: columns("columns", of: form))
            form.finish()
        }
        pageColumns = columns("page_columns", of: map)
    }

    private func column(_ key: String, of map: YAMLMap, required: Bool) -> String? {
        guard let name = map.string(key, required: required) else { return nil }
        return known(name) ? name : complain(name, key, map.place)
    }

    private func columns(_ key: String, of map: YAMLMap) -> [String] {
        (map.placed(key) ?? []).compactMap { known($0.text) ? $0.text : complain($0.text, key, $0.place) }
    }

    /// A column of the promise, or with `_*` the two of a text in both languages.
    private func known(_ name: String) -> Bool {
        let names = name.hasSuffix("_*") ? [name.dropLast() + "da", name.dropLast() + "en"] : [name]
        return names.allSatisfy { name in columns.contains { $0.name == name } }
    }

    private func complain(_ name: String, _ key: String, _ place: Located) -> String? {
        place.complain(
            "unknown_column", "\(key) names \(name), which is no column of the report \(self.name)")
        return nil
    }
}
