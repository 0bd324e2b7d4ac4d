import Records
import Yams

/// A model's given/expect cases, in the file beside it.
public struct ModelTest: Sendable {
    /// The named cells of one row; a column that is not named is null where it is given, and not looked at
    /// where it is expected.
    public typealias Row = [(column: String, value: Value)]
    /// Some rows, and what the model makes of them.
    public struct Case: Sendable {
        /// What the case shows, for whoever sees it fail.
        public var name: String
        /// The night's date (ISO).
        public var asOf: String
        /// Rows by table; a table that is not named is empty, a column that is not named is null.
        public var given: [(table: String, rows: [Row])]
        /// Rows in the order of the grain; only the named columns are compared.
        public var expect: [Row]
        /// Line of the case in its file.
        public var line: Int
    }
    /// The model that is tested; its file lies beside the test's.
    public var model: String
    /// Path relative to the root.
    public var file: String
    /// In the file's order, each played by itself.
    public var cases: [Case]

    static func decode(_ text: String, file: String, into findings: Findings) -> ModelTest? {
        guard let root = Located.parse(text, file: file, into: findings),
            let map = YAMLMap(root, what: "a model test"),
            let model = map.string("model", required: true)
        else { return nil }
        let cases = (map.list("cases") ?? []).compactMap { place -> Case? in
            guard let one = YAMLMap(place, what: "a case") else { return nil }
            let result = Case(
                name: one.string("name") ?? "", asOf: one.string("as_of") ?? "2026-02-28",
                given: one.map("given")?.entries().map { ($0.key, rows($0.value)) } ?? [],
                expect: one.child("expect").map(rows) ?? missing(place),
                line: place.node.mark?.line ?? 1)
            one.finish()
            return result
        }
        map.finish()
        return ModelTest(model: model, file: file, cases: cases)
    }

    private static func missing(_ place: Located) -> [Row] {
        place.complain("missing_key", "expect is missing; no rows are written []")
        return []
    }

    static func rows(_ place: Located) -> [Row] {
        guard let sequence = place.node.sequence else {
            place.complain("not_a_list", "rows must be a list of mappings")
            return []
        }
        return sequence.map { node in
            if node.mapping == nil {
                place.complain("not_a_mapping", "a row must be a mapping of columns to values", at: node)
            }
            return (node.mapping ?? [:]).compactMap { pair in
                pair.key.scalar.map { ($0.string, Value(yaml: pair.value)) }
            }
        }
    }
}

extension Value {
    /// A plain YAML scalar: whole number, decimal number, null or text; a quoted one is always text.
    init(yaml node: Node) {
        guard let scalar = node.scalar else {
            self = .null
            return
        }
        let text = scalar.string
        guard scalar.style == .plain else {
            self = .text(text)
            return
        }
        if ["", "~", "null"].contains(text) {
            self = .null
            return
        }
        if text == "true" {
            self = .integer(1)
            return
        }
        if text == "false" {
            self = .integer(0)
            return
        }
        let digits = text.utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || [45, 46, 43, 101, 69].contains($0) }
        if digits, let integer = Int64(text) {
            self = .integer(integer)
            return
        }
        if digits, let number = Double(text), number.isFinite {
            self = .real(number)
            return
        }
        self = .text(text)
    }
}
