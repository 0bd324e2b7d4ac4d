import Contracts
import Records

/// What a feed's file is to say beside what it says already, so that it reads another layout too. The rest of
/// the text stays as it stands, with its comments.
public struct FeedAmendment: Sendable {
    /// A name that files have for a column, and what it says of every row.
    public struct Name: Hashable, Sendable {
        /// The column of the contract.
        public var column: String
        /// The name that files have for it, as they write it.
        public var name: String
        /// Which of the columns of that name, counted from 1; nil where one has it.
        public var nth: Int?
        /// What the name says of every row: values by column of the contract.
        public var says: [String: String]

        /// A name for a column; without more it says nothing but where the column stands.
        public init(column: String, name: String, nth: Int? = nil, says: [String: String] = [:]) {
            (self.column, self.name, self.nth, self.says) = (column, name, nth, says)
        }
    }

    /// Names to be added to the feed's `map`; one that stands there already is not added twice.
    public var names: [Name] = []
    /// How numbers and dates are written, where the feed does not say it yet.
    public var style: ValueStyle?
    /// A pattern for names of files, where no header tells the feed.
    public var match: String?
    /// The sheet that is meant, where several could be.
    public var sheet: String?
    /// A line of comment above the names.
    public var note = ""

    /// An amendment that changes nothing.
    public init() {}

    /// Whether nothing would be changed; a note alone changes nothing.
    public var isEmpty: Bool { names.isEmpty && style == nil && match == nil && sheet == nil }

    /// The feed's text with it.
    public func text(of feed: Feed, in text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last == "" { lines.removeLast() }
        if let match {
            Self.put(
                "match",
                ["match: [\((feed.match.map(\.text) + [match]).map(Self.quoted).joined(separator: ", "))]"],
                into: &lines)
        }
        if let style { Self.put("values", [Self.line(style)], into: &lines) }
        if let sheet { Self.put("sheet", ["sheet: \(Self.quoted(sheet))"], into: &lines) }
        if !names.isEmpty { Self.put("map", block(text), into: &lines) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - lines

    /// The names that the file has, and these.
    private func block(_ text: String) -> [String] {
        var all: [(column: String, items: [String])] = []
        let map = Located.parse(text, file: "", into: Findings()).flatMap { YAMLMap($0, what: "a feed") }?
            .map("map")
        for entry in map?.entries() ?? [] {
            let places = entry.value.node.sequence == nil ? [entry.value] : entry.value.items
            all.append((entry.key, places.compactMap(Self.item)))
        }
        for name in names {
            let item = name.item
            if let index = all.firstIndex(where: { $0.column == name.column }) {
                if !all[index].items.contains(item) { all[index].items.append(item) }
            } else {
                all.append((name.column, [item]))
            }
        }
        return (note.isEmpty ? [] : ["# " + note]) + ["map:"]
            + all.map { "  \($0.column): [\($0.items.joined(separator: ", "))]" }
    }

    private static func item(_ place: Located) -> String? {
        if let name = place.node.scalar?.string { return quoted(name) }
        guard let map = YAMLMap(place, what: ""), let name = map.string("column") else { return nil }
        let says = (map.map("says")?.entries() ?? []).compactMap { entry in
            entry.value.node.scalar.map { (entry.key, $0.string) }
        }
        return Name(
            column: "", name: name, nth: map.integer("nth"), says: Dictionary(says) { first, _ in first }
        ).item
    }

    private static func line(_ style: ValueStyle) -> String {
        func byte(_ byte: UInt8) -> String { "\"\(Character(Unicode.Scalar(byte)))\"" }
        var parts = ["decimal: \(byte(style.decimal))"]
        if let thousands = style.thousands { parts.append("thousands: \(byte(thousands))") }
        parts += [
            "dates: [\(style.dates.joined(separator: ", "))]", "trailing_minus: \(style.trailingMinus)",
        ]
        return "values: {\(parts.joined(separator: ", "))}"
    }

    /// Puts lines in the place of a key and what stands below it, or behind everything.
    private static func put(_ key: String, _ new: [String], into lines: inout [String]) {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("\(key):") }) else {
            lines += new
            return
        }
        var end = start + 1
        while end < lines.count,
            lines[end].hasPrefix(" ")
                || lines[end].isEmpty && end + 1 < lines.count && lines[end + 1].hasPrefix(" ")
        { end += 1 }
        // The comment of an earlier amendment goes with what it is about.
        var first = start
        if let note = new.first, note.hasPrefix("# "), first > 0, lines[first - 1].hasPrefix("# "),
            lines[first - 1].prefix(12) == note.prefix(12)
        {
            first -= 1
        }
        lines.replaceSubrange(first..<end, with: new)
    }

    /// A text in quotes that YAML reads as it is.
    static func quoted(_ text: String) -> String {
        let plain = String(text.map { $0.isNewline || $0 == "\u{B}" || $0 == "\t" ? " " : $0 })
        return "'" + plain.replacing("'", with: "''") + "'"
    }
}

extension FeedAmendment.Name {
    /// As it stands in the feed's file.
    public var item: String {
        guard nth != nil || !says.isEmpty else { return FeedAmendment.quoted(name) }
        var parts = ["column: \(FeedAmendment.quoted(name))"]
        if let nth { parts.append("nth: \(nth)") }
        if !says.isEmpty {
            let pairs = says.sorted { $0.key < $1.key }.map { "\($0.key): \(FeedAmendment.quoted($0.value))" }
            parts.append("says: {\(pairs.joined(separator: ", "))}")
        }
        return "{\(parts.joined(separator: ", "))}"
    }
}
