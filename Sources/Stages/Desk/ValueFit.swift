import Contracts
import Records

/// How many of a file's values a column could take, read as a night reads them.
struct ValueFit {
    let codes: [String: Set<String>]

    /// How many, and those that it could not; of no values all.
    func judge(_ values: [String], _ column: Column, _ style: ValueStyle) -> (
        share: Double, misfits: [String]
    ) {
        guard !values.isEmpty else { return (1, []) }
        var column = column
        (column.required, column.otherwise, column.onFault, column.from) = (false, nil, .dropValue, ["value"])
        (column.references, column.speltAs, column.drop, column.isAuthority) = (nil, nil, false, false)
        let contract = Contract(name: "", describes: "", columns: [column], key: [])
        let checker = RowChecker(contract: contract, style: style, codes: codes)
        var batch = checker.makeBatch()
        let known = column.codes.flatMap { codes[$0] } ?? []
        let misfits = values.filter { value in
            if known.contains(Self.small(value)) { return false }
            var text = value
            return text.withUTF8 { bytes in
                withUnsafePointer(to: bytes) { field in
                    let record = Record(
                        fields: UnsafeBufferPointer(start: field, count: 1), position: Position(line: 1))
                    guard case .accepted(let notes) = checker.check(record, into: &batch) else { return true }
                    return notes.contains {
                        !$0.code.isNote || $0.code == .unknownCode || $0.code == .doubtfulNumber
                    }
                }
            }
        }
        return (Double(values.count - misfits.count) / Double(values.count), misfits)
    }

    /// As models read a code: one in capitals is the code; Æ, Ø and Å they leave as they are.
    static func small(_ code: String) -> String {
        String(decoding: code.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    /// The style under which the most values are read: another decimal sign, further forms of dates. Nil
    /// where the feed's own does.
    func style(_ columns: [(column: Column, values: [String])], from usual: ValueStyle) -> ValueStyle? {
        func share(_ types: Set<ColumnType>, _ style: ValueStyle) -> Double {
            let some = columns.filter { types.contains($0.column.type) && !$0.values.isEmpty }
            return some.isEmpty
                ? 1 : some.map { judge($0.values, $0.column, style).share }.reduce(0, +) / Double(some.count)
        }
        var style = usual
        let numbers: Set<ColumnType> = [.number, .money, .percent]
        let days: Set<ColumnType> = [.date, .period]
        var other = usual
        let point = UInt8(ascii: ".")
        let comma = UInt8(ascii: ",")
        (other.decimal, other.thousands) = usual.decimal == comma ? (point, comma) : (comma, point)
        if share(numbers, other) > share(numbers, style) + 0.05 {
            (style.decimal, style.thousands) = (other.decimal, other.thousands)
        }
        for form in Self.dates where !style.dates.contains(form) {
            var more = style
            more.dates.append(form)
            if share(days, more) > share(days, style) + 0.05 { style = more }
        }
        return style == usual ? nil : style
    }

    /// Forms of dates that people write, the likelier ones first.
    private static let dates = [
        "dd-MM-yyyy", "dd.MM.yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "MM/dd/yyyy",
    ]
}
