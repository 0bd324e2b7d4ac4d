import Contracts
import Fingerprints
import Records

/// Rows of given tables that stand beside the model they belong to: `flag_canteen.given.yaml` holds the
/// rule's row, its thresholds, words and guards, so that a rule or a figure is one place and edits no file
/// that others share.
///
///     rules:
///       - {rule: F11, ordinal: 11, flag: canteen, …}
///     thresholds:
///       - {rule: F11, key: lunches, value: 3, …}
///
/// A row is held against the table's contract; where it has none, against the table's own rows: a column that
/// all of them fill is filled here too, so that a missing unit or translation is told.
extension Project {
    /// Adds the rows after the tables' own, by the names of the files.
    mutating func addGivenRows(_ contracts: [String: Contract], _ folder: Folder) {
        let own = Dictionary(given.map { ($0.table, $0.rows) }) { first, _ in first }
        for (file, text, root) in additions(folder) {
            guard let map = YAMLMap(root, what: "rows of given tables") else { continue }
            for (name, place) in map.entries() {
                guard let index = given.firstIndex(where: { $0.table == "given_" + name }), name != "setting"
                else {
                    let near =
                        nearestWord(to: name, in: given.map { String($0.table.dropFirst("given_".count)) })
                        .map { "; was \($0) meant?" } ?? ""
                    place.complain("unknown_table", "there is no given table \(name)\(near)")
                    continue
                }
                guard place.node.sequence != nil else {
                    place.complain("not_a_list", "the rows of \(name) are a list of mappings")
                    continue
                }
                let table = given[index].table
                for item in place.items {
                    let row =
                        contracts[table].map { GivenTable.typed(item, $0) }
                        ?? given[index].row(item, like: own[table] ?? [])
                    given[index].add(row, item, file: file, key: contracts[table]?.key ?? [])
                }
                fingerprints[table] = .of([fingerprints[table]?.hex ?? "", file, text])
            }
        }
    }
}

extension Project {
    /// The files beside models, and what a feed's file says under `given`; what is wrong with a feed's file
    /// its own reader says.
    private func additions(_ folder: Folder) -> [(file: String, text: String, rows: Located)] {
        let beside = Stage.allCases.filter { $0 > .given }.flatMap { folder.files($0.path, ".given.yaml") }
        let feeds = folder.files(Stage.raw.path, ".yaml")
        return beside.compactMap { file in
            guard let text = folder.text(file),
                let root = Located.parse(text, file: file, into: folder.findings)
            else { return nil }
            return (file, text, root)
        }
            + feeds.compactMap { file in
                guard let text = folder.text(file), text.contains("given:"),
                    let root = Located.parse(text, file: file, into: Findings()),
                    let node = YAMLMap.values(of: root.node.mapping)["given"]
                else { return nil }
                return (file, text, Located(node: node, file: file, findings: folder.findings))
            }
    }
}

extension GivenTable {
    /// One more row; a key that is there already is a finding.
    fileprivate mutating func add(_ row: [Value], _ place: Located, file: String, key: [String]) {
        let places = key.compactMap { name in columns.firstIndex { $0.name == name } }
        let words = places.map { row[$0].words }
        if ownKeys.contains(words) { return }
        if !places.isEmpty,
            let other = rows.firstIndex(where: { other in places.map { other[$0].words } == words })
        {
            let first = self.place(of: other)
            return place.complain(
                "duplicate_key", "\(words.joined(separator: ".")) stands in \(first.file):\(first.line) too")
        }
        files[rows.count] = file
        rows.append(row)
        lines.append(place.node.mark?.line ?? 1)
    }

    /// A row of a table without a contract: its keys are the table's columns, and what every own row fills is
    /// filled.
    fileprivate func row(_ place: Located, like own: [[Value]]) -> [Value] {
        guard let map = YAMLMap(place, what: "a row") else { return columns.map { _ in .null } }
        let row = columns.enumerated().map { index, column -> Value in
            let value =
                map.child(column.name).map { Value(yaml: $0.node).converted(to: column.sqlType) } ?? .null
            if value == .null, !own.isEmpty, own.allSatisfy({ $0[index] != .null }) {
                place.complain(
                    "missing_key", "\(column.name) is missing, which every other row of \(table) has")
            }
            if case .text(let text) = value, column.sqlType != "TEXT" {
                place.complain("bad_value", "\(column.name) must be a number, not \"\(text)\"")
            }
            if case .real = value, column.sqlType == "INTEGER" {
                place.complain("bad_value", "\(column.name) must be a whole number")
            }
            return value
        }
        map.finish()
        return row
    }
}
