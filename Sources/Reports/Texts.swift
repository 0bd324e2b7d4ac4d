import Records

/// One language's texts, and values in that language's words.
public struct Texts: Sendable {
    /// `da` or `en`.
    public let language: String
    private let table: [String: String]

    /// The language file, and over it the edition's own glossary: a figure or flag that the project adds
    /// brings its words with it.
    public init(_ language: String, in resources: ReportResources, glossary: ReportTable? = nil) {
        self.language = language
        var table = resources.languages[language] ?? [:]
        for row in glossary?.rows ?? [] {
            guard let glossary, let kind = glossary.value(row, "kind").string,
                let term = glossary.value(row, "term").string
            else { continue }
            if kind != "term", let title = glossary.value(row, "title_" + language).string {
                table["code.\(kind).\(term)"] = title
            }
        }
        self.table = table
    }

    /// A text with its `{placeholders}` filled in, and of `{count|property|properties}` the first word where
    /// the count is 1, else the second. A missing key shows itself, so that it is seen and mended.
    public func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
        guard let text = table[key] else { return key }
        return arguments.isEmpty ? text : Self.filled(text, arguments)
    }

    /// A code in words: `code.<family>.<code>`; the code itself where the project has no words for it.
    public func code(_ family: String, _ code: String) -> String { table["code.\(family).\(code)"] ?? code }

    /// A unit as written behind a number; empty for none.
    public func unit(_ unit: String) -> String { unit == "none" ? "" : table["unit.\(unit)"] ?? unit }

    /// A number with its unit.
    public func number(_ value: Double, unit: String = "none", decimals: Int = 0) -> String {
        let text = NumberText.decimal(value, decimals: decimals, language: language)
        let suffix = self.unit(unit)
        return suffix.isEmpty ? text : text + "\u{a0}" + suffix
    }

    /// A number in few digits for the first screen: kroner in millions from one million on, no decimals where
    /// they say nothing.
    public func short(_ value: Double, unit: String) -> String {
        if unit == "dkk", abs(value) >= 1_000_000 {
            return number(value / 1_000_000, decimals: abs(value) < 100_000_000 ? 1 : 0) + "\u{a0}"
                + self("unit.dkk_million")
        }
        return number(value, unit: unit, decimals: unit == "percent" && value != value.rounded() ? 1 : 0)
    }

    /// The unit to add to a heading; empty where the heading says it already, as in "Cost per m²".
    public func headingUnit(_ column: ReportColumn) -> String {
        let heading = column.heading(language)
        guard heading.contains("m²") else { return unit(column.unit) }
        switch column.unit {
        case "m2", "m2_per_user": return ""
        case "dkk_per_m2": return unit("dkk")
        case "kwh_per_m2": return unit("kwh")
        default: return unit(column.unit)
        }
    }

    /// One cell as people read it.
    public func cell(_ value: Value, of column: ReportColumn, withUnit: Bool = false) -> String {
        switch value {
        case .null: return ""
        case .text(let text):
            if column.kind == .date { return NumberText.date(text, language: language) }
            return words(text, Self.families[column.name] ?? column.name)
        case .integer(let integer) where column.kind == .boolean:
            return self(integer == 0 ? "word.no" : "word.yes")
        case .integer(let integer)
        where column.kind == .integer && column.unit == "none" || column.unit == "year":
            return String(integer)
        case .integer(let integer):
            return number(Double(integer), unit: withUnit ? column.unit : "none", decimals: column.decimals)
        case .real(let real):
            return number(real, unit: withUnit ? column.unit : "none", decimals: column.decimals)
        }
    }

    /// Columns that hold codes, and the family of words that translates them. A column that is not here has
    /// the family of its own name, so that words of the glossary whose kind is a column's name translate it.
    static let families = [
        "sector": "sector", "tenure": "tenure", "conclusion": "conclusion", "outcome_class": "class",
        "state": "state", "verdict": "verdict", "firm_flags": "flag",
        "open_flags": "flag", "guards": "guard", "flag": "flag", "guard": "guard", "rung": "rung",
        "figure": "figure", "step": "step",
        "role": "role", "plan_role": "role", "cause": "cause", "effect": "effect", "kind": "kind",
        "rule": "rule", "status": "status",
        "method": "method", "user_kind": "user", "reason": "reason", "code": "fault", "activity": "sector",
        "unit": "unitname",
        "address_source": "address_source",
        "source": "source", "datum": "datum", "input": "input", "feed": "feed",
    ]

    /// Flags come as several codes with spaces between, sources with semicolons.
    private func words(_ codes: String, _ family: String) -> String {
        switch family {
        case "flag", "guard":
            codes.split(separator: " ").map { code(family, String($0)) }.joined(separator: ", ")
        case "source":
            codes.split(separator: ";").map { code(family, String($0.drop { $0 == " " })) }.joined(
                separator: "; ")
        default: code(family, codes)
        }
    }

    private static func filled(_ text: String, _ arguments: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += rest[..<open]
            let parts = rest[rest.index(after: open)..<close].split(
                separator: "|", omittingEmptySubsequences: false)
            let name = String(parts[0])
            if parts.count == 3 {
                result += arguments[name] == "1" ? parts[1] : parts[2]
            } else {
                result += arguments[name] ?? "{\(name)}"
            }
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The whole table as nested dictionaries, for templates: `t.overview.title`.
    var nested: [String: Any] {
        func build(_ entries: [(path: ArraySlice<Substring>, text: String)]) -> [String: Any] {
            var groups: [Substring: [(path: ArraySlice<Substring>, text: String)]] = [:]
            for entry in entries {
                groups[entry.path.first!, default: []].append((entry.path.dropFirst(), entry.text))
            }
            return Dictionary(
                uniqueKeysWithValues: groups.map { name, inner in
                    if let leaf = inner.first(where: { $0.path.isEmpty }) {
                        return (String(name), leaf.text as Any)
                    }
                    return (String(name), build(inner))
                })
        }
        return build(table.map { (path: $0.key.split(separator: ".")[...], text: $0.value) })
    }

    /// Every key with its text, for the page's script.
    var all: [String: String] { table }
}
