import Records
import Yams

/// A YAML mapping read key by key; what nobody asked for is a finding, so that a misspelt key is never
/// silently ignored.
final class YAMLMap {
    let place: Located
    private let what: String
    private let mapping: Node.Mapping
    private let values: [String: Node]
    private var asked: Set<String> = []
    /// Keys that are the second half of a number with a decimal comma: in braces `value: 7,5` is a value 7
    /// and a key 5 to YAML.
    private let halves: Set<String>

    init?(_ place: Located, what: String) {
        guard let mapping = place.node.mapping else {
            place.complain("not_a_mapping", "\(what) must be a mapping of keys to values")
            return nil
        }
        self.place = place
        self.what = what
        self.mapping = mapping
        (values, halves) = Self.joined(mapping)
    }

    /// The mapping's values by key, numbers that a decimal comma cut in two put together again.
    private static func joined(_ mapping: Node.Mapping) -> (values: [String: Node], halves: Set<String>) {
        var values = values(of: mapping)
        var halves: Set<String> = []
        for (first, second) in zip(mapping, mapping.dropFirst()) {
            guard let key = first.key.scalar?.string, let number = first.value.scalar, number.style == .plain,
                number.string.wholeMatch(of: /[-+]?\d+/) != nil, let rest = second.key.scalar,
                rest.style == .plain,
                rest.string.wholeMatch(of: /\d+/) != nil, second.value.scalar?.string == ""
            else { continue }
            values[key] = .scalar(
                Node.Scalar(number.string + "," + rest.string, number.tag, .plain, number.mark))
            values[rest.string] = nil
            halves.insert(rest.string)
        }
        return (values, halves)
    }

    /// A mapping's values by the text of their keys. Yams' own look-up would ask what type each key looks
    /// like.
    static func values(of mapping: Node.Mapping?) -> [String: Node] {
        Dictionary((mapping ?? [:]).compactMap { pair in pair.key.scalar.map { ($0.string, pair.value) } }) {
            first, _ in first
        }
    }

    func child(_ key: String) -> Located? {
        asked.insert(key)
        place.findings.asked?.append((what, key))
        guard let node = values[key] else { return nil }
        if let scalar = node.scalar, scalar.style == .plain, ["", "~", "null"].contains(scalar.string) {
            return nil
        }
        return Located(node: node, file: place.file, findings: place.findings)
    }

    func map(_ key: String) -> YAMLMap? { child(key).flatMap { YAMLMap($0, what: key) } }

    /// All keys with their nodes, in the file's order; counts as asked.
    func entries() -> [(key: String, value: Located)] {
        mapping.compactMap { pair in
            guard let key = pair.key.scalar?.string else { return nil }
            asked.insert(key)
            return (key, Located(node: pair.value, file: place.file, findings: place.findings))
        }
    }

    func list(_ key: String) -> [Located]? {
        guard let child = child(key) else { return nil }
        guard let sequence = child.node.sequence else {
            child.complain("not_a_list", "\(key) must be a list")
            return nil
        }
        return sequence.map { Located(node: $0, file: place.file, findings: place.findings) }
    }

    /// A list of texts; one text alone counts as a list of one.
    func strings(_ key: String) -> [String]? { placed(key)?.map(\.text) }

    /// The same, each with its place.
    func placed(_ key: String) -> [(text: String, place: Located)]? {
        guard let child = child(key) else { return nil }
        return child.node.scalar == nil ? list(key)?.texts(key) : [child].texts(key)
    }

    func string(_ key: String, required: Bool = false) -> String? {
        guard let child = child(key) else {
            if required { place.complain("missing_key", "\(key) is missing") }
            return nil
        }
        guard let text = child.node.scalar?.string else {
            child.complain("not_a_text", "\(key) must be a text")
            return nil
        }
        return text
    }

    func integer(_ key: String) -> Int? { scalar(key, "a whole number") { Int($0) } }
    /// A whole number not below `least`.
    func integer(_ key: String, from least: Int) -> Int? {
        scalar(key, "a whole number from \(least)") { text in Int(text).flatMap { $0 < least ? nil : $0 } }
    }
    func number(_ key: String) -> Double? { scalar(key, "a number", plainNumber) }
    func bool(_ key: String) -> Bool? { scalar(key, "true or false") { ["true": true, "false": false][$0] } }

    /// One of an enum's raw values.
    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, as: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        scalar(key, "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ")) {
            Choice(rawValue: $0)
        }
    }

    /// One single-byte character, such as a separator.
    func byte(_ key: String) -> UInt8? {
        scalar(key, "one character") { text in
            let text = text == "\\t" || text == "tab" ? "\t" : text
            return text.utf8.count == 1 ? text.utf8.first : nil
        }
    }

    /// Texts by language.
    func texts(_ key: String) -> [String: String] {
        guard let map = map(key) else { return [:] }
        return Dictionary(
            map.entries().compactMap { entry in entry.value.node.scalar.map { (entry.key, $0.string) } }
        ) { first, _ in first }
    }

    private func scalar<T>(_ key: String, _ wanted: String, _ read: (String) -> T?) -> T? {
        guard let child = child(key) else { return nil }
        if let text = child.node.scalar?.string, let value = read(text) { return value }
        child.complain("bad_value", "\(key) must be \(wanted), not \"\(child.node.scalar?.string ?? "…")\"")
        return nil
    }

    /// Complains of every key that nobody asked for.
    func finish() {
        for (key, _) in mapping {
            guard let name = key.scalar?.string, !asked.contains(name), !halves.contains(name) else {
                continue
            }
            let meant = nearestWord(to: name, in: asked).map { "was \($0) meant? " } ?? ""
            place.complain(
                "unknown_key",
                """
                the key \(name) means nothing here; \(meant)known are \
                \(asked.sorted().joined(separator: ", "))
                """,
                at: key)
        }
    }
}

extension [Located] {
    /// The texts among the items, each with its place; what is none is a finding.
    func texts(_ key: String) -> [(text: String, place: Located)] {
        compactMap { item in
            if let text = item.node.scalar?.string { return (text, item) }
            item.complain("not_a_text", "\(key) must be a list of texts")
            return nil
        }
    }
}
