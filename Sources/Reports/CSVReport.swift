import Records

/// One report table as CSV. Headings are the promised column names, so that a program can rely on them.
public func renderCSV(_ table: ReportTable, style: EditionContent.CSVStyle) -> [UInt8] {
    let separator: UInt8 = style == .danish ? 0x3b : 0x2c
    var out: [UInt8] = style == .danish ? [0xef, 0xbb, 0xbf] : []
    out.reserveCapacity(table.rows.count * table.columns.count * 8 + 256)
    func line(_ cells: some Sequence<String>) {
        var first = true
        for cell in cells {
            if !first { out.append(separator) }
            first = false
            appendCSV(cell, separator: separator, to: &out)
        }
        out.append(contentsOf: [0x0d, 0x0a])
    }
    line(table.columns.map(\.name))
    for row in table.rows {
        line(zip(table.columns, row).map { csvCell($1, of: $0, style: style) })
    }
    return out
}

/// A cell's text. A text that a spreadsheet would take for a formula gets a leading apostrophe: quoting does
/// not stop LibreOffice and Excel from evaluating `"=1+1"`. Numbers never get one, or a negative amount would
/// become text.
func csvCell(_ value: Value, of column: ReportColumn, style: EditionContent.CSVStyle) -> String {
    switch value {
    case .null: return ""
    case .integer(let integer): return String(integer)
    case .real(let real):
        let text = NumberText.plain(real)
        return style == .danish ? String(text.map { $0 == "." ? "," : $0 }) : text
    case .text(let text):
        guard column.kind == .text, let first = text.unicodeScalars.first,
            "=+-@\t\r".unicodeScalars.contains(first)
        else { return text }
        return "'" + text
    }
}

private func appendCSV(_ text: String, separator: UInt8, to out: inout [UInt8]) {
    let bytes = text.utf8
    guard
        bytes.contains(where: { $0 == separator || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d })
            || bytes.first == 0x20 || bytes.last == 0x20
    else {
        out.append(contentsOf: bytes)
        return
    }
    out.append(0x22)
    for byte in bytes {
        if byte == 0x22 { out.append(0x22) }
        out.append(byte)
    }
    out.append(0x22)
}
