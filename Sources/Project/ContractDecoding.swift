import Contracts
import Records

extension Contract {
    /// Reads a contract from its YAML; `codeLists` are the lists that exist.
    static func decode(_ text: String, file: String, codeLists: Set<String>, into findings: Findings) -> (
        contract: Contract, indexes: [[String]]
    )? {
        guard let root = Located.parse(text, file: file, into: findings),
            let map = YAMLMap(root, what: "a contract")
        else { return nil }
        guard let name = map.string("contract", required: true) else { return nil }
        var places: [String: Located] = [:]
        let columns = (map.list("columns") ?? []).compactMap { place -> Column? in
            guard let column = Column.decode(place) else { return nil }
            if places.updateValue(place, forKey: column.name) != nil {
                place.complain("duplicate_column", "the column \(column.name) stands twice")
            }
            return column
        }
        if columns.isEmpty { root.complain("no_columns", "the contract \(name) has no columns") }
        let key = map.placed("key") ?? []
        let indexes = (map.list("indexes") ?? []).map { index -> [(text: String, place: Located)] in
            if index.node.sequence == nil { index.complain("not_a_list", "an index is a list of columns") }
            return index.items.texts("indexes")
        }
        let either = (map.list("either") ?? []).map { group -> [(text: String, place: Located)] in
            if (group.node.sequence?.count ?? 0) < 2 {
                group.complain("not_a_list", "a group of columns is a list of two or more")
            }
            return group.items.texts("either")
        }
        for used in key + (indexes + either).flatMap({ $0 }) where places[used.text] == nil {
            used.place.complain("unknown_column", "\(used.text) is no column of the contract \(name)")
        }
        var contract = Contract(
            name: name, describes: map.string("describes") ?? "", columns: columns, key: key.map(\.text))
        contract.describesDanish = map.string("describes_da") ?? ""
        if let tolerate = map.map("tolerate") {
            let percent = tolerate.number("percent") ?? 0
            if !(0...100).contains(percent) {
                tolerate.child("percent")?.complain("bad_value", "percent must be from 0 to 100")
            }
            contract.tolerate = Tolerance(
                rows: tolerate.integer("rows", from: 0) ?? 0, permille: Int(min(max(percent, 0), 100) * 10))
            tolerate.finish()
        }
        for name in map.placed("no_row_unless") ?? [] {
            if places[name.text] == nil {
                name.place.complain(
                    "unknown_column", "\(name.text) is no column of the contract \(contract.name)")
            }
            contract.noRowUnless.append(name.text)
        }
        contract.either = either.map { $0.map(\.text) }
        contract.isPersonal = map.bool("personal") ?? false
        contract.drift = DriftPolicy.decode(map.map("drift"))
        map.finish()
        for problem in ContractProblems.find(in: contract, codeLists: codeLists) {
            (problem.column.flatMap { places[$0] } ?? root).complain(
                problem.code, problem.message + (problem.column.map { " (column \($0))" } ?? ""))
        }
        return (contract, indexes.map { $0.map(\.text) })
    }
}

extension Column {
    static func decode(_ place: Located) -> Column? {
        guard let map = YAMLMap(place, what: "a column"), let name = map.string("name", required: true) else {
            return nil
        }
        var column = Column(
            name: name, from: map.strings("from"), type: map.choice("type", as: ColumnType.self) ?? .text)
        column.unit = map.string("unit")
        column.describes = map.string("describes") ?? ""
        column.describesDanish = map.string("describes_da") ?? ""
        column.example = map.string("example")
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
        column.shownFrom = map.number("shown_from")
        column.references = map.string("references")
        column.speltAs = map.string("spelt_as")
        column.isAuthority = map.bool("authority") ?? false
        column.holdsNoCPR = map.bool("no_cpr") ?? false
        column.watchesMerged = map.bool("watch_merged") ?? false
        column.measure = map.bool("measure")
        column.unitIn = map.string("unit_in")
        map.finish()
        return column
    }
}
