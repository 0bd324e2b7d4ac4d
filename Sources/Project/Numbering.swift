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
    /// Named group of the file patterns that holds the number.
    public var serial: String
    /// Named group that tells a delta from a full delivery; nil where every delivery is full.
    public var kind: String?
    /// What stands in that group for a delta, in lower case; anything else is a full delivery.
    public var deltas: Set<String>
    /// How a record of a delta says that the row of its key is no more; nil where deltas only add and change.
    public var ends: Ending?

    /// A column and the value in it that ends a row.
    public struct Ending: Hashable, Sendable {
        public var column: String
        public var value: String

        public init(column: String, value: String) {
            self.column = column
            self.value = value
        }
    }

    public init(serial: String, kind: String? = nil, deltas: Set<String> = [], ends: Ending? = nil) {
        self.serial = serial
        self.kind = kind
        self.deltas = deltas
        self.ends = ends
    }

    /// The number and the kind that a name's groups tell; the number is nil where the group holds none.
    public func read(_ groups: [String: String]) -> (serial: Int?, kind: DeliveryKind) {
        let isDelta = kind.flatMap { groups[$0] }.map(deltas.contains) ?? false
        return (groups[serial].flatMap { Int($0) }, isDelta ? .delta : .full)
    }
}

extension Numbering {
    static func decode(_ map: YAMLMap?, match: [FilePattern], contract: Contract) -> Numbering? {
        guard let map else { return nil }
        defer { map.finish() }
        let key = contract.key
        let serial = map.string("serial", required: true), kind = map.string("kind")
        let deltas = map.placed("delta") ?? []
        for (name, group) in [("serial", serial), ("kind", kind)] {
            guard let group, let pattern = match.first(where: { !$0.groupNames.contains(group) }) else { continue }
            map.child(name)?.complain("unknown_group", "\(name) names the group \(group), which \"\(pattern.text)\" does not have")
        }
        if match.isEmpty { map.place.complain("missing_key", "numbering reads file names, but the feed has no match") }
        if kind == nil, let first = deltas.first { first.place.complain("missing_key", "kind is missing: the group in which \(first.text) stands") }
        if let first = deltas.first, key.isEmpty {
            first.place.complain("missing_key", "the contract has no key, by which the records of a delta would find theirs")
        }
        for delta in deltas where delta.text != delta.text.lowercased() {
            delta.place.complain("bad_value", "\"\(delta.text)\" has a capital letter; names are matched in lower case")
        }
        let ends = Ending.decode(map.map("ends"), contract)
        return serial.map { Numbering(serial: $0, kind: kind, deltas: Set(deltas.map(\.text)), ends: ends) }
    }
}

extension Numbering.Ending {
    fileprivate static func decode(_ map: YAMLMap?, _ contract: Contract) -> Self? {
        guard let map else { return nil }
        defer { map.finish() }
        guard let column = map.string("column", required: true), let value = map.string("value", required: true) else { return nil }
        if !contract.storedColumns.contains(where: { $0.name == column && $0.sqlType == "TEXT" }) {
            map.child("column")?.complain("unknown_column", "ends names \(column), which is no text column of the contract \(contract.name)")
        }
        return Self(column: column, value: value)
    }
}
