import Records

@testable import Contracts

/// A parser's answer to a text, so that a test can write the text.
func parsing<Value>(_ text: String, _ parse: (Bytes) -> Value) -> Value {
    var text = text
    return text.withUTF8 { parse($0) }
}

/// Texts as texts, so that two answers can be compared.
func text(_ parsed: Parsed<Bytes>) -> Parsed<String> {
    switch parsed {
    case .value(let bytes): .value(String(decoding: bytes, as: UTF8.self))
    case .noted(let bytes, let code): .noted(String(decoding: bytes, as: UTF8.self), code)
    case .null: .null
    case .bad(let code): .bad(code)
    }
}

extension ValueStyle {
    /// A Danish spreadsheet: `1.234,56`, `125,00-`, `28-02-2026`.
    static let danish = ValueStyle(
        decimal: UInt8(ascii: ","), thousands: UInt8(ascii: "."), dates: ["dd-MM-yyyy", "yyyy-MM-dd"],
        trailingMinus: true)
    static let english = ValueStyle(decimal: UInt8(ascii: "."), thousands: UInt8(ascii: ","))
    static let spaced = ValueStyle(decimal: UInt8(ascii: ","), thousands: UInt8(ascii: " "))
}

/// Hands one record to a closure: one line of text whose fields stand between semicolons, `nil` for an absent
/// field.
func withRecord<Result>(
    _ line: String, raw: Bool = true,
    at position: Position = Position(line: 7, column: 1, byte: 100, record: 3), _ body: (Record) -> Result
) -> Result {
    var line = line
    return line.withUTF8 { bytes in
        var fields: [Bytes] = []
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: ";") {
            let field = Bytes(rebasing: bytes[start..<index])
            fields.append(field.elementsEqual("nil".utf8) ? Bytes(start: nil, count: 0) : field)
            start = index + 1
        }
        return fields.withUnsafeBufferPointer {
            body(Record(fields: $0, position: position, raw: raw ? bytes : Bytes(start: nil, count: 0)))
        }
    }
}

/// What one line becomes by some columns: the row's values, the notes, the reject or the refusal.
struct Checked: Equatable {
    var row: [Value]?
    var faults: [String] = []
    var raw: String?
    var stopped = false
}

func check(
    _ columns: [Column], _ line: String, style: ValueStyle = .danish, codes: [String: Set<String>] = [:],
    raw: Bool = true, plain: Bool = true
) -> Checked {
    let checker = RowChecker(
        contract: Contract(name: "c", describes: "", columns: columns, key: []), style: style, codes: codes)
    checker.takesPlain = plain
    var batch = checker.makeBatch()
    return withRecord(line, raw: raw) { record in
        let result = checker.check(record, into: &batch)
        let row = batch.rowCount == 1 ? (0..<batch.columnCount).map { batch.value(row: 0, column: $0) } : nil
        let lines = { (faults: [Fault]) in faults.map { FaultSentence.line($0, file: "f", language: .en) } }
        return switch result {
        case .accepted(let notes): Checked(row: row, faults: lines(notes))
        case .rejected(let reject): Checked(row: row, faults: lines(reject.faults), raw: reject.raw)
        case .notOurs(let code): Checked(row: row, faults: [code])
        case .leftOut: Checked(row: row, faults: ["left out"])
        case .stopped(let refusal): Checked(row: row, faults: lines([refusal.fault]), stopped: true)
        }
    }
}
