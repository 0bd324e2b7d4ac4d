import Contracts
import Formats
import Records

/// Bytes through the CSV reader with one of several layouts, and its records through a contract. What comes
/// out may not depend on the pieces in which the bytes arrive, and what `CSVWriter` writes is read back as it
/// was.
func fuzzCSV(_ input: inout Input) {
    let layout = layouts[input.choice(layouts.count)]
    if input.choice(4) == 3 {
        return writeAndRead(input.rest, separator: layout.separator ?? UInt8(ascii: ";"))
    }
    let piece = 1 + input.choice(24)
    let bytes = input.rest
    let reader = CSVReader(
        layout: layout, fields: FieldList(checker.fieldNames), required: [0], limits: limits)
    let whole = Transcript(checker: checker, count: bytes.count) {
        try reader.read(.bytes(bytes), onReject: $0, onRecord: $1)
    }
    let pieces = Transcript(checker: checker, count: bytes.count) {
        try reader.read(.bytes(bytes, piece: piece), onReject: $0, onRecord: $1)
    }
    promise(whole == pieces, "pieces of \(piece) bytes:\n\(whole)\n--- but ---\n\(pieces)")
    _ = try? CSVReader.header(.bytes(bytes, piece: piece), layout: layout, limits: limits)
}

private let layouts: [CSVLayout] = [
    CSVLayout(),
    CSVLayout(separator: UInt8(ascii: ","), encoding: .windows1252),
    CSVLayout(separator: nil, encoding: .iso88591),
    CSVLayout(separator: 9, quote: UInt8(ascii: "'"), preambleLines: 1),
    CSVLayout(
        separator: nil,
        totalRows: [
            TotalRowRule(field: "ø", starts: "I alt"), TotalRowRule(field: "nowhere", starts: "Sum"),
        ]),
    CSVLayout(
        separator: UInt8(ascii: "|"), encoding: .windows1252, preambleLines: 2,
        totalRows: [TotalRowRule(field: "a", starts: "TOTAL")]),
]

private var limits: Limits {
    var limits = Limits()
    (limits.csvFieldBytes, limits.csvLineBytes, limits.csvColumns) = (200, 400, 8)
    return limits
}

nonisolated(unsafe) private let checker = RowChecker(
    contract: Contract(
        name: "fuzz", describes: "",
        columns: [
            Column(name: "a", type: .id, required: true, length: 4),
            Column(name: "b", from: ["b", "beløb"], type: .money, minimum: 0, onFault: .dropValue),
            Column(name: "ø", type: .text, maximumLength: 20, onFault: .accept),
            Column(name: "again", from: ["a"], type: .integer, onFault: .accept),
            Column(name: "d", type: .date, earliest: "2000-01-01", nulls: ["-"]),
            Column(name: "n", from: ["navn"], type: .text, drop: true),
            Column(name: "k", type: .code, codes: "list", onUnknownCode: .stop),
        ], key: ["a"]),
    style: ValueStyle(
        thousands: UInt8(ascii: "."), dates: ["dd-MM-yyyy", "yyyy-MM-dd"], trailingMinus: true),
    codes: ["list": ["1", "æ"]])

/// Fields from the input, written by our own writer and read back.
private func writeAndRead(_ bytes: [UInt8], separator: UInt8) {
    let texts = bytes.split(separator: 1, maxSplits: 30, omittingEmptySubsequences: false).map {
        String(decoding: $0.filter { $0 != 0 }, as: UTF8.self)
    }
    let fields = texts.filter { isReadAsWritten($0, separator: separator) && $0.utf8.count < 100 }
    let rows = stride(from: 0, to: fields.count - 2, by: 3).map { Array(fields[$0..<$0 + 3]) }
    var writer = CSVWriter(separator: separator)
    writer.line(["a", "b", "c"])
    for row in rows { writer.line(row) }
    var found: [[String]] = []
    let reader = CSVReader(
        layout: CSVLayout(separator: separator), fields: FieldList([["a"], ["b"], ["c"]]),
        required: [0, 1, 2])
    do {
        _ = try reader.read(
            .bytes(writer.take()), onReject: { promise(false, "a written row was rejected: \($0)") }
        ) { record in
            found.append((0..<3).map { record.text($0) ?? "absent" })
        }
    } catch { promise(false, "a written file was refused: \(error)") }
    // A row in which nothing is written is no data, and is set apart by design.
    let written = rows.filter { !$0.allSatisfy { $0.utf8.allSatisfy { $0 <= 0x20 } } }
    promise(found == written, "written \(written), read \(found)")
}

/// Whether no design stands against reading the text as it was written, as one of three fields: `="0012"` is
/// a spreadsheet's mark for a text and is unwrapped, and lines within a quote that look like records are
/// taken for a quote that nobody closed.
private func isReadAsWritten(_ text: String, separator: UInt8) -> Bool {
    if text.hasPrefix("=\""), text.hasSuffix("\"") { return false }
    let utf8 = text.utf8
    return !utf8.contains { $0 == 10 || $0 == 13 } || utf8.count { $0 == separator } < 2
}
