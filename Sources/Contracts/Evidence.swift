import Records

/// What a fault and a reject may show of a record, and where in the file it stands.
struct Evidence {
    /// Name, field and visibility of each column.
    private let columns: [(name: String, field: Int)]
    private let hidesSomething: Bool
    /// The least count that each field may show, where one is too small to be shown.
    private let shownFrom: [Int: Double]
    private let style: ValueStyle

    init(columns: [Column], fieldOfColumn: [Int], style: ValueStyle) {
        let dropped = Set(zip(columns, fieldOfColumn).filter { $0.0.drop }.map { $0.1 })
        self.columns = zip(columns, fieldOfColumn).map { ($0.0.name, $0.1) }.filter {
            !dropped.contains($0.1)
        }
        hidesSomething = !dropped.isEmpty
        shownFrom = Dictionary(
            zip(columns, fieldOfColumn).compactMap { column, field in column.shownFrom.map { (field, $0) } },
            uniquingKeysWith: max)
        self.style = style
    }

    func missing(_ column: String, _ record: Record) -> Fault {
        var position = record.position
        position.column = nil
        return Fault(code: .missingValue, position: position, column: column)
    }

    func fault(_ code: FaultCode, _ rule: borrowing ColumnRule, _ bytes: Bytes, _ record: Record) -> Fault {
        Fault(
            code: code, position: place(of: bytes, in: record), column: rule.name,
            value: code == .personalData || isFew(bytes, rule.shownFrom) ? nil : shown(bytes, rule.type),
            detail: rule.detail(of: code, bytes))
    }

    /// The value as far as a message may show it. Free text may hold names, and so may a long value that
    /// slipped into another column.
    private func shown(_ bytes: Bytes, _ type: ColumnType) -> String? {
        let limit =
            switch type {
            case .text: 0
            case .code, .key, .id: 200
            default: 40
            }
        return bytes.count > limit ? nil : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a count is too small to be shown. Fewer than none is no count; what cannot be read as a number
    /// may be one that somebody else can read.
    private func isFew(_ bytes: Bytes, _ least: Double?) -> Bool {
        guard let least, bytes.count > 0 else { return false }
        if case .value(let count) = NumberParser.parse(bytes, style: style) {
            return count < least && count >= 0
        }
        return true
    }

    /// The place of the value where the reader left it inside the record's own bytes, else that of the
    /// record.
    private func place(of bytes: Bytes, in record: Record) -> Position {
        var position = record.position
        guard let value = bytes.baseAddress, let start = record.raw.baseAddress, value >= start,
            value < start + record.raw.count
        else {
            position.column = nil
            return position
        }
        let offset = value - start
        var column = (record.position.column ?? 1) + offset
        for index in 0..<offset where record.raw[index] == 0x0A {
            position.line += 1
            column = offset - index
        }
        position.column = column
        position.byte += offset
        return position
    }

    /// The record for whoever mends it: its own bytes, unless they are in another encoding, or a dropped
    /// column, a personal number in a column that nobody asked for or too small a count of people would come
    /// along; then the contract's fields, one a line.
    func raw(of record: Record) -> String {
        let few = Set(shownFrom.filter { isFew(record.fields[$0.key].trimmed(), $0.value) }.keys)
        if record.raw.count > 0, !hidesSomething, few.isEmpty, !PersonalNumber.isIn(record.raw, plain: true),
            let text = String(validating: record.raw, as: UTF8.self)
        {
            return text
        }
        var seen = Set<Int>()
        return columns.filter { seen.insert($0.field).inserted && record.fields[$0.field].baseAddress != nil }
            .map {
                "\($0.name)="
                    + (few.contains($0.field)
                        ? "<" + ColumnRule.number(shownFrom[$0.field]!)
                        : String(decoding: record.fields[$0.field], as: UTF8.self))
            }
            .joined(separator: "\n")
    }
}
