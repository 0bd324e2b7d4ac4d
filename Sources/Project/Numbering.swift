import Contracts

/// What a delivery is to the ones before it.
public enum DeliveryKind: String, CaseIterable, Sendable {
    /// The whole content: nothing before it is needed.
    case full
    /// What changed since the delivery numbered before it: worth nothing without that one.
    case delta
}

/// How a feed numbers its deliveries, so that a missing one is seen.
public struct Numbering: Hashable, Sendable {
    /// Named group of the file patterns that holds the number; nil where it stands in the file.
    public var serial: String?
    /// Where in the file the number stands; nil where it is part of the name.
    public var inside: Inside?
    /// Named group that tells a delta from a full delivery; nil where every delivery is full.
    public var kind: String?
    /// What stands in that group for a delta, in lower case; anything else is a full delivery.
    public var deltas: Set<String>
    /// Feeds that say the same here are parts of one whole, whose deliveries of one night carry the same
    /// number; nil for a feed by itself.
    public var together: String?
    /// How a record of a delta says that the row of its key is no more; nil where deltas only add and change.
    public var ends: Ending?

    /// A column and the value in it that ends a row.
    public struct Ending: Hashable, Sendable {
        /// A text column of the contract.
        public var column: String
        /// What stands there when the row is no more, to the letter.
        public var value: String

        /// A record with this value ends the row of its key.
        public init(column: String, value: String) {
            self.column = column
            self.value = value
        }
    }

    /// A number that a system writes into its file, before the first record or behind the last one.
    public struct Inside: Hashable, Sendable {
        /// Whether the text behind the last record is looked through, and not the one before the first.
        public var isAtTheEnd: Bool
        /// A regular expression on the lower-cased text, with the number in the group `serial`.
        public var pattern: String

        /// A place in the file, and what the number looks like there; see `pattern`.
        public init(isAtTheEnd: Bool, pattern: String) {
            self.isAtTheEnd = isAtTheEnd
            self.pattern = pattern
        }

        /// The number in a text: the first that the pattern finds, at the end of a file the last.
        public func serial(in text: String) -> Int? {
            guard let regex = try? Regex(pattern) else { return nil }
            let text = text.lowercased()
            let match = isAtTheEnd ? text.matches(of: regex).last : text.firstMatch(of: regex)
            return match?.output.first { $0.name == "serial" }?.substring.flatMap { Int($0) }
        }
    }

    /// A numbering by name or by file; without `kind` every delivery is full.
    public init(
        serial: String? = nil, inside: Inside? = nil, kind: String? = nil, deltas: Set<String> = [],
        ends: Ending? = nil
    ) {
        self.serial = serial
        self.inside = inside
        self.kind = kind
        self.deltas = deltas
        self.ends = ends
    }

    /// The number and the kind that a name's groups tell; the number is nil where the group holds none.
    public func read(_ groups: [String: String]) -> (serial: Int?, kind: DeliveryKind) {
        let isDelta = kind.flatMap { groups[$0] }.map(deltas.contains) ?? false
        return (serial.flatMap { groups[$0] }.flatMap { Int($0) }, isDelta ? .delta : .full)
    }
}

extension Numbering {
    static func decode(_ map: YAMLMap?, match: [FilePattern], contract: Contract) -> Numbering? {
        guard let map else { return nil }
        defer { map.finish() }
        let key = contract.key
        let inside = Inside.decode(map)
        let serial = map.string("serial", required: inside == nil)
        let kind = map.string("kind")
        let deltas = map.placed("delta") ?? []
        for (name, group) in [("serial", serial), ("kind", kind)] {
            guard let group, let pattern = match.first(where: { !$0.groupNames.contains(group) }) else {
                continue
            }
            map.child(name)?.complain(
                "unknown_group", "\(name) names the group \(group), which \"\(pattern.text)\" does not have")
        }
        if serial != nil, let inside {
            (map.child(inside.isAtTheEnd ? "footer" : "header") ?? map.place).complain(
                "bad_value",
                "the number stands in the name (serial) or in the file (header, footer), not in both")
        }
        if match.isEmpty, inside == nil || kind != nil {
            map.place.complain("missing_key", "numbering reads file names, but the feed has no match")
        }
        if kind == nil, let first = deltas.first {
            first.place.complain("missing_key", "kind is missing: the group in which \(first.text) stands")
        }
        if let first = deltas.first, key.isEmpty {
            first.place.complain(
                "missing_key", "the contract has no key, by which the records of a delta would find theirs")
        }
        for delta in deltas where delta.text != delta.text.lowercased() {
            delta.place.complain(
                "bad_value", "\"\(delta.text)\" has a capital letter; names are matched in lower case")
        }
        let ends = Ending.decode(map.map("ends"), contract)
        let together = map.string("together")
        guard serial != nil || inside != nil else { return nil }
        var numbering = Numbering(
            serial: serial, inside: inside, kind: kind, deltas: Set(deltas.map(\.text)), ends: ends)
        numbering.together = together
        return numbering
    }
}

extension Numbering.Inside {
    fileprivate static func decode(_ map: YAMLMap) -> Self? {
        let found = ["header", "footer"].compactMap { key in map.string(key).map { (key, $0) } }
        guard let (key, text) = found.first else { return nil }
        let place = map.child(key)
        if found.count > 1 {
            place?.complain("bad_value", "the number stands in the header or in the footer, not in both")
        }
        do {
            _ = try Regex(text)
            if !text.contains("(?<serial>") {
                place?.complain(
                    "unknown_group", "\"\(text)\" has no group (?<serial>…), in which the number stands")
            }
        } catch { place?.complain("bad_pattern", "\"\(text)\" is no regular expression: \(error)") }
        if text.unwoundOfClasses.contains(where: \.isUppercase) {
            place?.complain(
                "bad_pattern", "\"\(text)\" has a capital letter; the file's text is matched in lower case")
        }
        return Self(isAtTheEnd: key == "footer", pattern: text)
    }
}

extension Numbering.Ending {
    fileprivate static func decode(_ map: YAMLMap?, _ contract: Contract) -> Self? {
        guard let map else { return nil }
        defer { map.finish() }
        guard let column = map.string("column", required: true),
            let value = map.string("value", required: true)
        else { return nil }
        if !contract.storedColumns.contains(where: { $0.name == column && $0.sqlType == "TEXT" }) {
            map.child("column")?.complain(
                "unknown_column",
                "ends names \(column), which is no text column of the contract \(contract.name)")
        }
        return Self(column: column, value: value)
    }
}
