import Contracts
import Records

extension Contract {
    /// Reads a contract from its YAML.
    static func decode(_ text: String, file: String, into findings: Findings) -> (contract: Contract, indexes: [[String]])? {
        guard let root = Located.parse(text, file: file, into: findings), let map = YAMLMap(root, what: "a contract") else { return nil }
        guard let name = map.string("contract", required: true) else { return nil }
        let columns = (map.list("columns") ?? []).compactMap(Column.decode)
        if columns.isEmpty { root.complain("no_columns", "the contract \(name) has no columns") }
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name).inserted {
            root.complain("duplicate_column", "the column \(column.name) stands twice")
        }
        let key = map.strings("key") ?? []
        let indexes = (map.list("indexes") ?? []).map { $0.node.sequence?.compactMap { $0.scalar?.string } ?? [] }
        for used in key + indexes.flatMap({ $0 }) where !seen.contains(used) {
            root.complain("unknown_column", "\(used) is no column of the contract \(name)")
        }
        var contract = Contract(name: name, describes: map.string("describes") ?? "", columns: columns, key: key)
        if let tolerate = map.map("tolerate") {
            contract.tolerate = Tolerance(rows: tolerate.integer("rows") ?? 0, permille: Int((tolerate.number("percent") ?? 0) * 10))
            tolerate.finish()
        }
        map.finish()
        return (contract, indexes)
    }
}

extension Column {
    static func decode(_ place: Located) -> Column? {
        guard let map = YAMLMap(place, what: "a column"), let name = map.string("name", required: true) else { return nil }
        var column = Column(name: name, from: map.strings("from"), type: map.choice("type", as: ColumnType.self) ?? .text)
        column.unit = map.string("unit")
        column.describes = map.string("describes") ?? ""
        column.required = map.bool("required") ?? false
        column.inHeader = map.bool("in_header") ?? false
        column.minimum = map.number("minimum")
        column.maximum = map.number("maximum")
        column.earliest = map.string("earliest")
        column.latest = map.string("latest")
        column.maximumLength = map.integer("maximum_length")
        column.length = map.integer("length")
        column.codes = map.string("codes")
        column.nulls = map.strings("nulls") ?? []
        column.onFault = map.choice("on_fault", as: FaultAction.self) ?? .reject
        column.onUnknownCode = map.choice("on_unknown_code", as: FaultAction.self) ?? .accept
        column.drop = map.bool("drop") ?? false
        column.references = map.string("references")
        map.finish()
        return column
    }
}
