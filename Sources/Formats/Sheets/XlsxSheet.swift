import Records

/// One sheet of an Excel workbook.
final class XlsxSheet: XMLHandler {
    private let book: XlsxBook
    private let out: RowText
    private let writer: CellWriter
    private let notes: SheetNotes

    private enum Kind { case number, shared, text, inline, boolean, error, date }
    @exclusivity(unchecked) private var isInData = false
    @exclusivity(unchecked) private var column = 0
    @exclusivity(unchecked) private var kind = Kind.number
    @exclusivity(unchecked) private var style = 0
    @exclusivity(unchecked) private var hasFormula = false
    @exclusivity(unchecked) private var hasValue = false
    @exclusivity(unchecked) private var isCaptured = false
    @exclusivity(unchecked) private var phonetic = 0
    @exclusivity(unchecked) private var isRowHidden = false
    /// The value of the cell in hand.
    @exclusivity(unchecked) private var value: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var capacity = 4096
    @exclusivity(unchecked) private var used = 0

    init(book: XlsxBook, decimal: UInt8, notes: SheetNotes, out: RowText) {
        self.book = book
        self.out = out
        self.notes = notes
        writer = CellWriter(decimal: decimal, from1904: book.from1904)
        value = .allocate(capacity: capacity)
    }

    deinit { value.deallocate() }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name == "c" {
            if isInData { try startCell(attributes) }
        } else if name == "v" {
            isCaptured = kind != .inline
        } else if name == "t" {
            isCaptured = kind == .inline && phonetic == 0
        } else if name == "f" {
            hasFormula = true
        } else if name == "row" {
            if isInData { try startRow(attributes) }
        } else if name == "rPh" {
            phonetic += 1
        } else if name == "sheetData" {
            isInData = true
        } else if name == "col" {
            guard attributes.flag("hidden"), let low = attributes.integer("min"),
                let high = attributes.integer("max"), low >= 1, high >= low
            else { return }
            notes.hide(columns: low...min(high, max(low, RowText.mostColumns)))
        } else if name == "mergeCell" {
            guard let range = attributes.text("ref"), let place = attributes["ref"].flatMap(SheetCell.parse)
            else { return }
            notes.merge(row: place.row, range: range)
        }
    }

    @inline(__always)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        guard isCaptured, let base = bytes.baseAddress else { return }
        hasValue = true
        if used + bytes.count > capacity { grow(bytes.count) }
        (value + used).update(from: base, count: bytes.count)
        used &+= bytes.count
    }

    func end(_ name: XMLName) throws {
        if name == "v" || name == "t" {
            isCaptured = false
        } else if name == "c" {
            if isInData { try endCell() }
        } else if name == "row" {
            guard isInData else { return }
            if isRowHidden, !out.isBlank { notes.hide(row: out.row) }
            try out.end()
        } else if name == "rPh" {
            phonetic -= 1
        } else if name == "sheetData" {
            isInData = false
        }
    }

    private func startRow(_ attributes: XMLAttributes) throws {
        let number = attributes["r"].flatMap(SheetCell.number) ?? out.row + 1
        try out.begin(row: number)
        column = 0
        isRowHidden = attributes.flag("hidden")
    }

    @inline(__always)
    private func startCell(_ attributes: XMLAttributes) throws {
        kind = .number
        style = 0
        used = 0
        hasFormula = false
        hasValue = false
        isCaptured = false
        column &+= 1
        for place in 0..<attributes.count {
            guard let name = attributes.entries![place * 5], name[1] == 0,
                let start = attributes.entries![place * 5 + 3]
            else { continue }
            let bytes = UnsafeBufferPointer(start: start, count: attributes.entries![place * 5 + 4]! - start)
            switch name[0] {
            case UInt8(ascii: "r"):
                guard let cell = SheetCell.parse(bytes) else { continue }
                column = cell.column
                if cell.row != out.row {
                    throw Refusal(
                        .notATable, at: Position(line: out.row),
                        detail:
                            """
                            the cell \(String(decoding: bytes, as: UTF8.self)) stands in row \(out.row) \
                            of the workbook
                            """
                    )
                }
            case UInt8(ascii: "s"): style = SheetCell.number(bytes) ?? 0
            case UInt8(ascii: "t"): kind = Self.kind(bytes)
            default: break
            }
        }
    }

    private static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
        switch bytes.first {
        case UInt8(ascii: "s"): bytes.count == 1 ? .shared : .text
        case UInt8(ascii: "i"): .inline
        case UInt8(ascii: "b"): .boolean
        case UInt8(ascii: "e"): .error
        case UInt8(ascii: "d"): .date
        default: .number
        }
    }

    private func endCell() throws {
        if !hasValue {
            // No formula is ever worked out here: who wrote this one left its value to Excel.
            if hasFormula, kind != .text { notes.sawUncalculated(row: out.row, column: column) }
            return
        }
        let bytes = UnsafeBufferPointer(start: value, count: used)
        out.open(column: column)
        switch kind {
        case .shared:
            guard let index = SheetCell.number(bytes), let text = book.strings[index] else {
                throw Refusal(
                    .notATable, at: Position(line: out.row),
                    detail:
                        """
                        \(SheetCell.name(row: out.row, column: column)) names a text that the workbook \
                        has not
                        """
                )
            }
            out.append(text)
        case .text, .inline:
            out.append(bytes)
            out.shorten(to: ExcelEscapes.undo(out.opened))
        case .number:
            let form = book.form(style)
            if form == .percent { notes.sawPercent(row: out.row, column: column) }
            writer.number(bytes, form, into: out)
        case .boolean:
            out.append(
                (bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8) ? "true" : "false").utf8)
        case .error: out.append(bytes)
        case .date: out.append(Self.date(bytes))
        }
        try out.close()
    }

    /// `2026-02-28T00:00:00`: midnight is no time of day where a date was meant.
    private static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var end = bytes.count
        if end > 0, bytes[end - 1] == UInt8(ascii: "Z") { end -= 1 }
        let rest = bytes.dropFirst(10).prefix(max(0, end - 10))
        let isMidnight =
            end > 10
            && rest.allSatisfy {
                [0x30, UInt8(ascii: "T"), UInt8(ascii: ":"), UInt8(ascii: ".")].contains($0)
            }
        return UnsafeBufferPointer(rebasing: bytes[..<(isMidnight ? 10 : end)])
    }

    private func grow(_ count: Int) { Growth.grow(&value, &capacity, used: used, by: count) }
}
