import Records
import Yams

/// What may stand under `settings` of `pipelines/nightly.yaml`: what the program itself reads, and what
/// `schemas/settings.yaml` lists.
///
/// A project without that file says nothing of its settings, and any key may stand there.
struct SettingRules {
    /// One setting, or one for each value of `*`.
    struct Rule {
        var key: String
        var wants: Wants
        var unit: String?
        /// The row of a given table whose value it takes the place of.
        var row: (table: Int, row: Int, value: Int)?

        /// `target.low_percent.*` is one setting for each scope.
        func isOf(_ name: String) -> Bool {
            guard key.hasSuffix("*") else { return name == key }
            return name.hasPrefix(key.dropLast()) && name.count >= key.count
        }
    }

    enum Wants: String, CaseIterable { case number, whole, text }

    /// Settings that the program reads, not a model.
    static let ours: [Rule] =
        [Rule(key: "authority_name", wants: .text)]
        + ["archive", "editions", "ledger", "personal", "refused", "held", "backup"].map {
            Rule(key: "retention.\($0)_days", wants: .whole)
        }

    private(set) var rules = Self.ours
    /// Given tables of which every row must be read by a model, with the column whose value the model names.
    private(set) var read: [(table: Int, column: Int)] = []
    /// Settings of which the first may not be above the second.
    private(set) var ranges: [(low: String, high: String)] = []

    /// Nil without the file.
    init?(_ folder: Folder, given: [GivenTable]) {
        let file = "schemas/settings.yaml"
        guard folder.exists(file), let text = folder.text(file),
            let root = Located.parse(text, file: file, into: folder.findings),
            let map = YAMLMap(root, what: "the settings' description")
        else { return nil }
        for place in map.list("settings") ?? [] {
            guard let rule = YAMLMap(place, what: "a setting"), let key = rule.string("key", required: true)
            else { continue }
            rules.append(
                Rule(
                    key: key, wants: rule.choice("type", as: Wants.self) ?? .number, unit: rule.string("unit")
                ))
            _ = rule.child("describes")
            rule.finish()
        }
        for place in map.list("tables") ?? [] { add(place, given) }
        for place in map.list("ranges") ?? [] {
            guard let range = YAMLMap(place, what: "a range"), let low = range.string("low", required: true),
                let high = range.string("high", required: true)
            else { continue }
            ranges.append((low, high))
            range.finish()
        }
        map.finish()
    }

    /// Each row of a given table is a setting, named by a prefix and by columns of the row.
    private mutating func add(_ place: Located, _ given: [GivenTable]) {
        guard let map = YAMLMap(place, what: "a table of settings"),
            let name = map.string("table", required: true),
            let keys = map.strings("key"), let value = map.string("value", required: true)
        else { return }
        defer { map.finish() }
        let (prefix, empty, replaces) = (
            map.string("prefix"), map.string("where_empty"), map.bool("replaces") ?? false
        )
        let mustBeRead = map.bool("read") ?? false
        guard let index = given.firstIndex(where: { $0.table == name }) else {
            place.complain("unknown_table", "there is no given table \(name)")
            return
        }
        let table = given[index]
        func column(_ name: String) -> Int? {
            let found = table.columns.firstIndex { $0.name == name }
            if found == nil { place.complain("unknown_column", "\(name) is no column of \(table.table)") }
            return found
        }
        let parts = keys.compactMap(column)
        guard parts.count == keys.count, let valueColumn = column(value) else { return }
        if mustBeRead, let last = parts.last { read.append((index, last)) }
        let unit = table.columns.firstIndex { $0.name == "unit" }
        let emptyColumn = empty.flatMap(column)
        for (number, row) in table.rows.enumerated() where emptyColumn.map({ row[$0] == .null }) ?? true {
            let key = ([prefix].compactMap { $0 } + parts.map { row[$0].words }).joined(separator: ".")
            let unit = unit.flatMap { row[$0] == .null ? nil : row[$0].words }
            rules.append(
                Rule(key: key, wants: .number, unit: unit, row: replaces ? (index, number, valueColumn) : nil)
            )
        }
    }

    /// What is wrong with one setting; nil when nothing is.
    func problem(_ entry: Settings.Entry) -> (code: String, message: String)? {
        guard let rule = rules.first(where: { $0.isOf(entry.key) }) else {
            let near = nearestWord(to: entry.key, in: rules.map(\.key)).map { "; was \($0) meant?" } ?? ""
            return ("unknown_key", "nothing reads a setting \(entry.key)\(near)")
        }
        guard let text = entry.text else { return ("missing_key", "the setting \(entry.key) has no value") }
        switch rule.wants {
        case .text: break
        case .number where entry.number == nil:
            return ("bad_value", "\(entry.key) must be a number, not \"\(text)\"")
        case .number where entry.number! < 0:
            return ("bad_value", "\(entry.key) must not be below 0, as \(text) is")
        case .whole where entry.number.flatMap({ Int(exactly: $0) }).map({ $0 >= 1 }) != true:
            return ("bad_value", "\(entry.key) must be a whole number, at least 1, not \"\(text)\"")
        default: break
        }
        if let wanted = rule.unit, let unit = entry.unit, unit != wanted {
            return ("bad_value", "\(entry.key) is counted in \(wanted), not in \(unit)")
        }
        return nil
    }
}

extension Project {
    /// Holds the settings against what is known of them, and puts those that stand for a row of a given table
    /// into it: one number, one home.
    mutating func applySettings(_ known: SettingRules, _ folder: Folder) {
        let file = "pipelines/nightly.yaml"
        func complain(_ entry: Settings.Entry, _ code: String, _ message: String) {
            folder.findings.add(
                Finding(file: file, line: entry.line, column: entry.column, code: code, message: message))
        }
        for entry in settings.entries {
            if let problem = known.problem(entry) {
                complain(entry, problem.code, problem.message)
                continue
            }
            guard let place = known.rules.first(where: { $0.isOf(entry.key) })?.row, let number = entry.number
            else { continue }
            given[place.table].set(
                number, row: place.row, column: place.value, source: entry.source, dated: entry.dated)
            let name = given[place.table].table
            fingerprints[name] = .of([
                fingerprints[name]?.hex ?? "", entry.key, entry.text ?? "", entry.source ?? "",
                entry.dated ?? "",
            ])
        }
        func value(_ key: String) -> Double? {
            settings.entries.first { $0.key == key }?.number
                ?? known.rules.first { $0.key == key }?.row.flatMap {
                    given[$0.table].rows[$0.row][$0.value].number
                }
        }
        for range in known.ranges {
            // A range of one scope falls back on the range of all.
            let scopes = Set(
                settings.entries.compactMap { entry in
                    [range.low, range.high].first { entry.key.hasPrefix($0 + ".") }.map {
                        String(entry.key.dropFirst($0.count))
                    }
                })
            for scope in [""] + scopes.sorted() {
                guard let low = value(range.low + scope) ?? value(range.low),
                    let high = value(range.high + scope) ?? value(range.high), low > high
                else { continue }
                let entry = settings.entries.first {
                    [range.low + scope, range.high + scope].contains($0.key)
                }
                let message =
                    "\(range.low + scope) (\(plain(low))) is above \(range.high + scope) (\(plain(high)))"
                if let entry {
                    complain(entry, "bad_value", message)
                } else {
                    folder.findings.add(
                        Finding(file: "schemas/settings.yaml", line: 1, code: "bad_value", message: message))
                }
            }
        }
    }
}

extension Value {
    /// As it would be written.
    var words: String {
        switch self {
        case .null: ""
        case .integer(let n): "\(n)"
        case .real(let n): "\(n)"
        case .text(let text): text
        }
    }

    /// Nil for what is no number.
    fileprivate var number: Double? {
        switch self {
        case .integer(let n): Double(n)
        case .real(let n): n
        default: nil
        }
    }
}
