import Records

/// Tables for the page's script: one JSON text per table, column by column, as small as plain JSON allows.
///
/// A page of 1,500 properties carries some 100,000 cells of figures, reasons and evidence. Columns shrink by
/// four means: texts that repeat are listed once; property keys become row numbers of `properties`; a bound
/// equal to its figure is only named; mostly empty columns list only what they hold. The script undoes each
/// in one line.
struct PageData {
    /// Row number of each property in `properties`.
    private let places: [String: Int]

    init(_ content: EditionContent) {
        var places: [String: Int] = [:]
        if let properties = content.tables["properties"], let key = properties.ordinal("property_id") {
            for (place, row) in properties.rows.enumerated() {
                if case .text(let id) = row[key], places[id] == nil { places[id] = place }
            }
        }
        self.places = places
    }

    /// The table as JSON; `leaving out` names columns that the page has elsewhere.
    func encode(_ table: ReportTable, leavingOut dropped: Set<String> = []) -> String {
        var columns: [JSON] = []
        for (ordinal, column) in table.columns.enumerated() where !dropped.contains(column.name) {
            let cells = table.rows.map { ordinal < $0.count ? rounded($0[ordinal], column) : .null }
            guard let content = encode(cells, of: column, in: table) else { continue }
            var fields: [(String, JSON)] = [
                ("name", .text(column.name)), ("kind", .text(column.kind.rawValue)),
                ("unit", .text(column.unit)),
                ("decimals", .integer(Int64(column.decimals))), ("label", JSON(column.label)),
                ("describes", JSON(column.describes)),
            ]
            fields.append(content)
            columns.append(.object(fields))
        }
        return JSON.object([("rows", .integer(Int64(table.rows.count))), ("columns", .list(columns))]).compact
    }

    /// People see `decimals` decimals; the exact number is in the CSV.
    private func rounded(_ value: Value, _ column: ReportColumn) -> Value {
        guard case .real(let real) = value, real.isFinite, abs(real) < 1e12 else { return value }
        var scale = 1.0
        for _ in 0..<min(column.decimals, 6) { scale *= 10 }
        return .real((real * scale).rounded() / scale)
    }

    /// nil when no row has a value.
    private func encode(_ cells: [Value], of column: ReportColumn, in table: ReportTable) -> (String, JSON)? {
        if let base = baseColumn(of: column, in: table) { return likeness(cells, base, table) }
        let filled = cells.count(where: { $0 != .null })
        guard filled > 0 || cells.isEmpty else { return nil }
        if column.name.hasSuffix("property_id"), table.name != "properties", let list = keys(cells) {
            return ("keys", list)
        }
        if column.kind == .text || column.kind == .date { return texts(cells) }
        if filled * 3 < cells.count {
            return ("sparse", sparse(cells.enumerated().filter { $0.element != .null }))
        }
        return ("values", .list(cells.map { JSON($0) }))
    }

    /// `x` for `x_low` and `x_high`, where the table has it.
    private func baseColumn(of column: ReportColumn, in table: ReportTable) -> Int? {
        for suffix in ["_low", "_high"] where column.name.hasSuffix(suffix) {
            return table.ordinal(String(column.name.dropLast(suffix.count)))
        }
        return nil
    }

    private func likeness(_ cells: [Value], _ base: Int, _ table: ReportTable) -> (String, JSON)? {
        let column = table.columns[base]
        let different = cells.enumerated().filter {
            $0.element != rounded(table.rows[$0.offset][base], column)
        }
        if different.count * 2 > cells.count { return ("values", .list(cells.map { JSON($0) })) }
        return ("like", .object([("column", .text(column.name)), ("but", sparse(different))]))
    }

    private func sparse(_ cells: [(offset: Int, element: Value)]) -> JSON {
        .list([.list(cells.map { .integer(Int64($0.offset)) }), .list(cells.map { JSON($0.element) })])
    }

    /// nil when a key is not in the list of properties: then the texts themselves must travel.
    private func keys(_ cells: [Value]) -> JSON? {
        var list: [JSON] = []
        for cell in cells {
            guard case .text(let id) = cell, let place = places[id] else { return nil }
            list.append(.integer(Int64(place)))
        }
        return .list(list)
    }

    private func texts(_ cells: [Value]) -> (String, JSON) {
        var numbers: [String: Int64] = [:]
        var distinct: [JSON] = []
        var list: [JSON] = []
        for cell in cells {
            guard case .text(let text) = cell else {
                list.append(.integer(-1))
                continue
            }
            if numbers[text] == nil {
                numbers[text] = Int64(distinct.count)
                distinct.append(.text(text))
            }
            list.append(.integer(numbers[text]!))
        }
        if distinct.count * 10 > cells.count * 8 { return ("values", .list(cells.map { JSON($0) })) }
        return ("words", .list([.list(distinct), .list(list)]))
    }
}
