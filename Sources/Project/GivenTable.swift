import Contracts
import Formats
import Records
import Yams

/// A table of facts that the municipality or the project states itself: norms, code lists, thresholds.
public struct GivenTable: Sendable {
    /// The table, such as `given_norms`.
    public var table: String
    /// Path of its file from the root.
    public var file: String
    /// Its columns in order, with SQLite's type: `TEXT`, `INTEGER` or `REAL`.
    public var columns: [(name: String, sqlType: String)]
    /// Its rows in the file's order, each with a value for every column.
    public var rows: [[Value]]
    /// Line of each row in its file, so that a figure that rests on a norm can be traced to it.
    public var lines: [Int]
    /// The files of rows that another one than the table's own gives, by the row's number.
    public var files: [Int: String] = [:]

    /// Keys of rows that a municipality's own table lays over the product's, wherever the product writes
    /// them.
    var ownKeys: Set<[String]> = []

    /// Where a row is written.
    public func place(of row: Int) -> (file: String, line: Int) { (files[row] ?? file, lines[row]) }

    /// Reads `pipelines/0_given/NAME.csv` by its contract, or as text where it has none.
    static func csv(
        _ delivery: Delivery, file: String, name: String, contract: Contract?, into findings: Findings
    ) -> GivenTable? {
        let layout = CSVLayout(separator: UInt8(ascii: ","))
        do {
            let contract =
                try contract
                ?? Contract(
                    name: name, describes: "",
                    columns: try CSVReader.header(delivery, layout: layout).map {
                        Column(name: $0, type: .text)
                    }, key: [])
            let checker = RowChecker(contract: contract, style: .register, codes: [:])
            var batch = RowBatch(columnCount: checker.storedColumns.count)
            func note(_ reject: Reject) {
                for fault in reject.faults {
                    findings.add(
                        Finding(
                            file: file, line: fault.position.line, column: fault.position.column,
                            code: fault.code.rawValue,
                            message: FaultSentence.text(fault, language: .en)
                                + (fault.column.map { " (column \($0))" } ?? "")))
                }
            }
            let reader = CSVReader(
                layout: layout, fields: FieldList(checker.fieldNames),
                required: Array(checker.fieldNames.indices), limits: Limits())
            let summary = try reader.read(delivery, onReject: note) { record in
                switch checker.check(record, into: &batch) {
                case .accepted, .notOurs, .leftOut: break
                case .rejected(let reject): note(reject)
                case .stopped(let refusal): throw refusal
                }
            }
            for name in summary.unknownFields.keys.sorted() {
                findings.add(
                    Finding(
                        file: file, line: 1, code: "unknown_column",
                        message: "the column \(name) is not in schemas/given"))
            }
            return GivenTable(
                table: "given_" + name, file: file,
                columns: checker.storedColumns.map { ($0.name, $0.sqlType) },
                rows: (0..<batch.rowCount).map { row in
                    (0..<batch.columnCount).map { batch.value(row: row, column: $0) }
                },
                lines: batch.positions.map(\.line))
        } catch let refusal as Refusal {
            let fault = refusal.fault
            findings.add(
                Finding(
                    file: file, line: fault.position.line, column: fault.position.column,
                    code: fault.code.rawValue,
                    message: FaultSentence.text(fault, language: .en)))
        } catch {
            findings.add(Finding(file: file, code: "unreadable", message: "\(error)"))
        }
        return nil
    }

    /// Reads `pipelines/0_given/NAME.yaml`: a list of mappings with the same keys, held against the contract
    /// where it has one.
    static func yaml(
        _ text: String, file: String, name: String, contract: Contract? = nil, into findings: Findings
    ) -> GivenTable? {
        guard let root = Located.parse(text, file: file, into: findings) else { return nil }
        guard let sequence = root.node.sequence else {
            root.complain("not_a_list", "a given table in YAML is a list of mappings with the same keys")
            return nil
        }
        if let contract {
            let rows = root.items.map { Self.typed($0, contract) }
            return GivenTable(
                table: "given_" + name, file: file,
                columns: contract.columns.map { ($0.name, $0.type.sqlType) },
                rows: unique(rows, root, contract),
                lines: sequence.map { $0.mark?.line ?? 1 })
        }
        var names: [String] = []
        for row in root.items {
            guard let mapping = row.node.mapping else {
                row.complain("not_a_mapping", "a row must be a mapping of keys to values")
                continue
            }
            for (key, _) in mapping {
                if let key = key.scalar?.string, !names.contains(key) { names.append(key) }
            }
        }
        let rows = sequence.map { node in
            let cells = YAMLMap.values(of: node.mapping)
            return names.map { cells[$0].map(Value.init(yaml:)) ?? .null }
        }
        let columns = names.indices.map { index in (names[index], sqlType(rows.map { $0[index] })) }
        let typed = rows.map { row in zip(row, columns).map { $0.converted(to: $1.1) } }
        return GivenTable(
            table: "given_" + name, file: file, columns: columns, rows: typed,
            lines: sequence.map { $0.mark?.line ?? 1 })
    }

    /// Puts a number in the place of a row's own, with whoever said it and when. A column of whole numbers
    /// takes fractions with it.
    mutating func set(_ number: Double, row: Int, column: Int, source: String?, dated: String?) {
        let type = columns[column].sqlType
        let whole = Int64(exactly: number)
        if type == "INTEGER", whole == nil {
            columns[column].sqlType = "REAL"
            for index in rows.indices { rows[index][column] = rows[index][column].converted(to: "REAL") }
        }
        rows[row][column] = type == "INTEGER" ? whole.map(Value.integer) ?? .real(number) : .real(number)
        for (name, text) in [("source", source), ("dated", dated)] {
            if let text, let index = columns.firstIndex(where: { $0.name == name }) {
                rows[row][index] = .text(text)
            }
        }
    }

    /// INTEGER when every value is whole, REAL when every value is a number, else TEXT.
    private static func sqlType(_ values: [Value]) -> String {
        var type = "INTEGER"
        for value in values {
            switch value {
            case .null, .integer: break
            case .real: if type == "INTEGER" { type = "REAL" }
            case .text: return "TEXT"
            }
        }
        return type
    }
}

extension GivenTable {
    /// One row as its contract wants it; what is not there, is unknown or is no number is a finding with its
    /// place.
    static func typed(_ place: Located, _ contract: Contract) -> [Value] {
        guard let map = YAMLMap(place, what: "a row") else { return contract.columns.map { _ in .null } }
        let row = contract.columns.map { column -> Value in
            guard let cell = map.child(column.name) else {
                if column.required { place.complain("missing_key", "\(column.name) is missing") }
                return .null
            }
            switch column.type {
            case .number:
                let number = map.number(column.name)
                if let number { hold(number, in: column, cell) }
                return number.map(Value.real) ?? .null
            case .integer, .year:
                let number = map.integer(column.name)
                if let number { hold(Double(number), in: column, cell) }
                return number.map { .integer(Int64($0)) } ?? .null
            default:
                guard let text = cell.node.scalar?.string else {
                    cell.complain("not_a_text", "\(column.name) must be a text")
                    return .null
                }
                if column.type == .date, CalendarDay(text) == nil {
                    cell.complain(
                        "bad_value", "\(column.name) must be a date such as 2026-02-28, not \"\(text)\"")
                }
                return .text(text)
            }
        }
        map.finish()
        return row
    }

    /// A number outside the column's bounds is a finding, as it is a fault in a delivery.
    private static func hold(_ number: Double, in column: Column, _ cell: Located) {
        if let least = column.minimum, number < least {
            cell.complain(
                "bad_value", "\(column.name) must be at least \(plain(least)), not \(plain(number))")
        }
        if let most = column.maximum, number > most {
            cell.complain("bad_value", "\(column.name) must be at most \(plain(most)), not \(plain(number))")
        }
    }

    /// The same rows; a key that stands twice is a finding.
    private static func unique(_ rows: [[Value]], _ root: Located, _ contract: Contract) -> [[Value]] {
        let places = contract.key.compactMap { key in contract.columns.firstIndex { $0.name == key } }
        var seen: Set<String> = []
        for (row, item) in zip(rows, root.items) where !places.isEmpty {
            let key = places.map { row[$0].words }.joined(separator: ".")
            if !seen.insert(key).inserted { item.complain("duplicate_key", "\(key) stands twice") }
        }
        return rows
    }
}

extension Value {
    func converted(to sqlType: String) -> Value {
        switch (self, sqlType) {
        case (.integer(let n), "REAL"): .real(Double(n))
        case (.integer(let n), "TEXT"): .text(String(n))
        case (.real(let n), "TEXT"): .text("\(n)")
        default: self
        }
    }
}
