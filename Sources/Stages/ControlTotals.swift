import Contracts
import Formats
import Project
import Records

/// What a file says of itself in its total row, held against its records: how many there are, and what
/// columns come to.
///
/// Every record counts, whether it is taken or set aside: the supplier summed what it sent. Where a record's
/// value cannot be read nobody can know the sum, and that record's own fault is told instead.
final class ControlTotals {
    /// One total row as the file has it.
    private struct Said {
        var rule: TotalRowRule
        var position: Position
        /// By column of `checker`; nil where the row has no number there.
        var sums: [Int64?]
        var records: String?
    }

    private let rules: [TotalRowRule]
    /// Reads the summed columns, with no other demand on them.
    private let checker: RowChecker
    /// For each field of `checker` the one of the file's fields; and the field of each of the contract's
    /// columns.
    private let fields: [Int]
    private let fieldOf: [String: Int]
    private var batch: RowBatch
    private var sums: [Int64?]
    private var said: [Said] = []
    /// Rows that are totals, by whatever rule: no records.
    private var totals = 0

    /// Nil where the feed's files promise no such row.
    ///
    /// - Parameter fieldNames: the fields that the reader delivers.
    init?(feed: Feed, fieldNames: [[String]]) {
        guard case .csv(let layout) = feed.format, layout.totalRows.contains(where: \.isControl) else {
            return nil
        }
        rules = layout.totalRows
        func field(_ names: [String]) -> Int {
            fieldNames.firstIndex { !Set($0).isDisjoint(with: names) } ?? 0
        }
        let wanted = Set(rules.flatMap(\.sums))
        let columns = feed.contract.columns.filter { wanted.contains($0.name) }.map {
            Column(name: $0.name, from: $0.from, type: $0.type, nulls: $0.nulls)
        }
        checker = RowChecker(
            contract: Contract(name: feed.contract.name, describes: "", columns: columns, key: []),
            style: feed.style, codes: [:])
        fields = checker.fieldNames.map(field)
        fieldOf = Dictionary(feed.contract.columns.map { ($0.name, field($0.from)) }) { first, _ in first }
        batch = checker.makeBatch()
        sums = columns.map { _ in 0 }
    }

    /// A record that is no total.
    func take(_ record: Record) {
        for (index, value) in values(record).enumerated() {
            guard let sum = sums[index], let value else {
                sums[index] = nil
                continue
            }
            let (next, isTooLarge) = sum.addingReportingOverflow(value)
            sums[index] = isTooLarge ? nil : next
        }
    }

    /// A record that could not be cut into fields, unless it is a total.
    func setAside(_ reject: Reject) {
        if reject.faults.contains(where: { $0.code == .totalRow }) { return }
        for index in sums.indices { sums[index] = nil }
    }

    /// A total that no rule names.
    func passTotal() { totals += 1 }

    /// A row that a rule of the feed calls a total.
    func total(_ rule: Int, _ record: Record) {
        totals += 1
        guard rules[rule].isControl else { return }
        let isGiven = checker.storedColumns.map { record.fields[fieldOf[$0.name] ?? 0].count > 0 }
        let sums = zip(values(record), isGiven).map { $1 ? $0 : nil }
        said.append(
            Said(
                rule: rules[rule], position: record.position, sums: sums,
                records: rules[rule].records.flatMap { record.text(fieldOf[$0] ?? 0) }))
    }

    /// - Throws: `Refusal` when the file is not what its total row says, or has none.
    func finish(records: Int) throws {
        guard !said.isEmpty else {
            let names = rules.filter(\.isControl).map { "\($0.field): \($0.starts)" }.joined(separator: ", ")
            throw Refusal(
                .controlSum, detail: "the row with it is missing (\(names)): the file may be cut off")
        }
        for one in said {
            if let column = one.rule.records {
                let own = one.records?.filter { !$0.isWhitespace } ?? ""
                guard Int(own) == records - totals else {
                    throw refusal(
                        one, column, own.isEmpty ? "no number" : own,
                        "records in the file: \(records - totals)")
                }
            }
            for (index, column) in checker.storedColumns.enumerated()
            where one.rule.sums.contains(column.name) {
                guard let own = one.sums[index] else {
                    throw refusal(one, column.name, "no number", "one was agreed")
                }
                guard let sum = sums[index], sum != own else { continue }
                throw refusal(
                    one, column.name, shown(own, column.type), "the rows come to \(shown(sum, column.type))")
            }
        }
    }

    private func refusal(_ one: Said, _ column: String, _ own: String, _ found: String) -> Refusal {
        Refusal(.controlSum, at: one.position, detail: "\(column): the file says \(own), \(found)")
    }

    /// Money in kroner.
    private func shown(_ value: Int64, _ type: ColumnType) -> String {
        guard type == .money else { return "\(value)" }
        let (kroner, oere) = value.magnitude.quotientAndRemainder(dividingBy: 100)
        return "\(value < 0 ? "-" : "")\(kroner).\(oere < 10 ? "0" : "")\(oere)"
    }

    /// The summed columns of a record: 0 where nothing is given, nil where it is no number.
    private func values(_ record: Record) -> [Int64?] {
        batch.removeAll()
        let result = fields.map { record.fields[$0] }.withUnsafeBufferPointer {
            checker.check(Record(fields: $0, position: record.position), into: &batch)
        }
        guard case .accepted = result, batch.rowCount == 1 else {
            return checker.storedColumns.map { _ in nil }
        }
        return batch.cells.map { cell in
            switch cell.kind {
            case .integer: cell.bits
            case .null: 0
            case .real, .text: nil
            }
        }
    }
}
