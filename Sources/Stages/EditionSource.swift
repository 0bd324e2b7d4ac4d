import Fingerprints
import Project
import Records
import Reports
import Warehouse

/// Gathers an edition's tables from the warehouse, by the promises in `schemas/reports`.
struct EditionSource {
    let project: Project
    let asOf: CalendarDay

    /// Every promised table with its rows in the promised order, and the fingerprint of it all.
    func gather(_ transaction: Transaction) throws -> (tables: [String: ReportTable], content: Fingerprint) {
        var printer = Fingerprinter()
        var tables: [String: ReportTable] = [:]
        for promise in project.promises {
            guard try transaction.exists(table: promise.table) else { continue }
            let table = try Self.table(promise, transaction)
            printer.update(promise.name)
            for row in table.rows { for value in row { printer.update(value.tagged) } }
            tables[promise.name] = table
        }
        return (tables, printer.finish())
    }

    /// One promised table; with a condition, its rows of one value.
    static func table(
        _ promise: ReportPromise, _ transaction: Transaction,
        where condition: (column: String, value: Value)? = nil
    ) throws -> ReportTable {
        let there = Set(try transaction.columns(of: promise.table))
        let columns = promise.columns.filter { there.contains($0.name) }
        func quoted(_ name: String) -> String { "\"\(name)\"" }
        // Whatever the promise leaves open, the whole row decides: the order is total.
        let order = (promise.order + columns.map(\.name).filter { !promise.order.contains($0) }).map(quoted)
            .joined(separator: ", ")
        let filter = condition.map { " WHERE \(quoted($0.column)) = ?" } ?? ""
        let rows = try transaction.rows(
            """
            SELECT \(columns.map { quoted($0.name) }.joined(separator: ", ")) FROM \
            \(quoted(promise.table))\(filter) ORDER BY \(order)
            """,
            condition.map { [$0.value] } ?? [])
        var table = ReportTable(
            name: promise.name, title: promise.title, describes: promise.describes,
            columns: columns.map {
                ReportColumn(
                    name: $0.name, kind: .init(rawValue: $0.type) ?? .text, unit: $0.unit,
                    decimals: $0.decimals, label: $0.label, describes: $0.describes)
            },
            rows: rows, file: promise.csv, sheet: promise.sheet, page: promise.page?.rawValue)
        table.pageColumns = promise.pageColumns
        table.firstScreen = promise.firstScreen.map { ($0.rows, $0.columns) }
        table.calendar = promise.calendar.map {
            CalendarShape(
                file: $0.file, key: $0.key, day: $0.day, title: $0.title, text: $0.text, details: $0.details,
                category: $0.category)
        }
        return table
    }
}

extension Value {
    /// The value with its kind, so that the text "1" and the number 1 have different fingerprints.
    fileprivate var tagged: String {
        switch self {
        case .null: "-"
        case .integer(let value): "i\(value)"
        case .real(let value): "r\(value)"
        case .text(let value): "t" + value
        }
    }
}
