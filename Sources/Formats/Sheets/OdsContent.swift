import Records

/// `content.xml` of an OpenDocument workbook: every sheet in one part, each offered to whoever wants its
/// rows.
final class OdsContent: XMLHandler {
    /// Gives the rows of the sheet of a number (counted from 0) somewhere to go; nil for a sheet that nobody
    /// wants.
    private let wants: (_ sheet: Int, _ name: String, _ isHidden: Bool) throws -> RowText?
    private let writer: CellWriter
    private let notes: SheetNotes

    private enum Kind { case text, number, percent, date, time, boolean, error }

    private var sheet = -1
    private var out: RowText?
    private var depth = 0
    /// Depth of the sheet's own table, of the cell in hand and of its paragraph; 0 outside.
    private var tableDepth = 0, cellDepth = 0, paragraphDepth = 0
    /// Depth of an element of which nothing is wanted: notes on cells, drawings, tracked changes.
    private var skipDepth = 0
    private var hiddenStyles: Set<String> = []
    private var style = ""

    private var row = 0, nextRow = 1, rowTimes = 1
    private var isRowHidden = false
    private var column = 0, cellTimes = 1, isCovered = false
    private var nextColumnOfSheet = 1
    private var kind = Kind.text
    private var value: [UInt8] = []
    private var text: [UInt8] = []
    private var paragraphs = 0
    private var hasFormula = false

    init(
        decimal: UInt8, notes: SheetNotes,
        wants: @escaping (_ sheet: Int, _ name: String, _ isHidden: Bool) throws -> RowText?
    ) {
        writer = CellWriter(decimal: decimal)
        self.notes = notes
        self.wants = wants
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        depth += 1
        if skipDepth > 0 { return }
        if paragraphDepth > 0 { return inParagraph(name, attributes) }
        if cellDepth > 0 {
            if depth == cellDepth + 1, name == "p" {
                if paragraphs > 0 { text.append(10) }
                paragraphs += 1
                paragraphDepth = depth
            } else {
                skipDepth = depth
            }
            return
        }
        if name == "table-cell" || name == "covered-table-cell" {
            if tableDepth > 0 { startCell(attributes, isCovered: name == "covered-table-cell") }
        } else if name == "table-row" {
            if tableDepth > 0 { try startRow(attributes) }
        } else if name == "table-column" {
            if tableDepth > 0 { startColumn(attributes) }
        } else if name == "table" {
            try startTable(attributes)
        } else if name == "style" {
            style = attributes.text("name") ?? ""
        } else if name == "table-properties" {
            if attributes.text("display") == "false" { hiddenStyles.insert(style) }
        } else if name == "tracked-changes" || name == "shapes" || name == "forms" || name == "dde-links"
            || name == "calculation-settings" || name == "content-validations"
        {
            skipDepth = depth
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        guard paragraphDepth > 0, skipDepth == 0, out != nil else { return }
        text += bytes
    }

    func end(_ name: XMLName) throws {
        defer { depth -= 1 }
        if skipDepth > 0 {
            if skipDepth == depth { skipDepth = 0 }
            return
        }
        if paragraphDepth > 0 {
            if paragraphDepth == depth { paragraphDepth = 0 }
            return
        }
        if cellDepth > 0 {
            if cellDepth == depth { try endCell() }
            return
        }
        if name == "table-row" {
            if tableDepth > 0 { try endRow() }
        } else if name == "table", depth == tableDepth {
            try out?.finish()
            out = nil
            tableDepth = 0
        }
    }

    // MARK: - table, column, row

    private func startTable(_ attributes: XMLAttributes) throws {
        // A table in a table is a drawing's or a cell's own.
        guard tableDepth == 0 else {
            skipDepth = depth
            return
        }
        sheet += 1
        if sheet >= 10_000 { throw Refusal(.limit, detail: "more than 10000 sheets") }
        tableDepth = depth
        (nextRow, nextColumnOfSheet) = (1, 1)
        out = try wants(
            sheet, attributes.text("name") ?? "", hiddenStyles.contains(attributes.text("style-name") ?? ""))
    }

    private func startColumn(_ attributes: XMLAttributes) {
        let times = Self.times(attributes, "number-columns-repeated")
        if out != nil, Self.isHidden(attributes) {
            notes.hide(columns: nextColumnOfSheet...(nextColumnOfSheet + times - 1))
        }
        nextColumnOfSheet = min(nextColumnOfSheet + times, 1 << 30)
    }

    private func startRow(_ attributes: XMLAttributes) throws {
        rowTimes = Self.times(attributes, "number-rows-repeated")
        row = nextRow
        nextRow = min(nextRow + rowTimes, 1 << 30)
        column = 0
        isRowHidden = Self.isHidden(attributes)
        // Rows behind the last one of a spreadsheet are formatting, as long as nothing stands in them.
        if row <= RowText.mostRows { try out?.begin(row: row) }
    }

    private func endRow() throws {
        guard let out, row <= RowText.mostRows else { return }
        if isRowHidden, !out.isBlank { notes.hide(row: row) }
        try out.end(times: rowTimes)
    }

    private static func times(_ attributes: XMLAttributes, _ name: StaticString) -> Int {
        min(max(attributes[name].flatMap(SheetCell.number) ?? 1, 1), 1 << 30)
    }

    /// Collapsed, or left out by a filter.
    private static func isHidden(_ attributes: XMLAttributes) -> Bool {
        attributes["visibility"].map { !$0.elementsEqual("visible".utf8) } ?? false
    }

    // MARK: - cells

    private func startCell(_ attributes: XMLAttributes, isCovered: Bool) {
        cellTimes = Self.times(attributes, "number-columns-repeated")
        self.isCovered = isCovered
        cellDepth = depth
        guard out != nil else { return }
        text.removeAll(keepingCapacity: true)
        value.removeAll(keepingCapacity: true)
        paragraphs = 0
        kind = .text
        hasFormula = attributes["formula"] != nil
        if attributes["value-type", in: "calcext:1.0"].map({ $0.elementsEqual("error".utf8) }) ?? attributes[
            "value-type", in: "calcext"
        ].map({ $0.elementsEqual("error".utf8) }) ?? false {
            kind = .error
        } else if let type = attributes["value-type", in: "office:1.0"] {
            let (found, source): (Kind, StaticString) =
                switch String(decoding: type, as: UTF8.self) {
                case "float", "currency": (.number, "value")
                case "percentage": (.percent, "value")
                case "date": (.date, "date-value")
                case "time": (.time, "time-value")
                case "boolean": (.boolean, "boolean-value")
                default: (.text, "string-value")
                }
            kind = found
            if let given = attributes[source, in: "office:1.0"] { value += given }
        }
        let columns = Self.times(attributes, "number-columns-spanned")
        let rows = Self.times(attributes, "number-rows-spanned")
        if columns > 1 || rows > 1, columns <= RowText.mostColumns, rows <= RowText.mostRows {
            let first = SheetCell.name(row: row, column: column + 1)
            let last = SheetCell.name(row: row + rows - 1, column: column + columns)
            notes.merge(row: row, range: "\(first):\(last)")
        }
    }

    private func endCell() throws {
        cellDepth = 0
        let first = column + 1
        column = min(column + cellTimes, 1 << 30)
        // What lies under a merged cell is not seen, and says nothing.
        guard let out, !isCovered else { return }
        let isEmpty = kind == .text || kind == .error ? text.isEmpty && value.isEmpty : value.isEmpty
        if isEmpty {
            if hasFormula, kind != .text { notes.sawUncalculated(row: row, column: first) }
            return
        }
        guard row <= RowText.mostRows else {
            throw Refusal(.limit, detail: "more than \(RowText.mostRows) rows")
        }
        guard column <= RowText.mostColumns else {
            throw Refusal(.limit, at: Position(line: row), detail: "more than \(RowText.mostColumns) columns")
        }
        for place in first...column {
            out.open(column: place)
            write(out, place)
            try out.close()
        }
    }

    private func write(_ out: RowText, _ place: Int) {
        switch kind {
        case .text: out.append(text.isEmpty ? value : text)
        case .error: out.append(text.first == UInt8(ascii: "#") ? text : Array("#VALUE!".utf8))
        case .number: value.withUnsafeBufferPointer { writer.number($0, .general, into: out) }
        case .percent:
            notes.sawPercent(row: row, column: place)
            value.withUnsafeBufferPointer { writer.number($0, .percent, into: out) }
        case .date: out.append(Self.date(value))
        case .time: out.append(Self.time(value) ?? value)
        case .boolean: out.append(value)
        }
    }

    private func inParagraph(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "s" {
            let count = min(Self.times(attributes, "c"), 32_768)
            text += repeatElement(0x20, count: count)
        } else if name == "tab" {
            text.append(9)
        } else if name == "line-break" {
            text.append(10)
        } else if name == "annotation" || name == "note" || name == "frame" || name == "ruby-text" {
            skipDepth = depth
        }
    }

    /// `2026-02-28` or `2026-02-28T10:00:00`, with a fraction that says nothing taken off.
    private static func date(_ value: [UInt8]) -> [UInt8] {
        guard value.count > 11, value[10] == UInt8(ascii: "T") else { return value }
        return Array(value[..<11]) + seconds(value[11...])
    }

    /// Hours, minutes and seconds with milliseconds at most.
    private static func seconds(_ clock: ArraySlice<UInt8>) -> [UInt8] {
        guard let point = clock.firstIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
        else { return Array(clock) }
        let fraction = clock[(point + 1)...].prefix(3)
        return Array(clock[..<point])
            + (fraction.allSatisfy { $0 == 0x30 } ? [] : [UInt8(ascii: ".")] + fraction)
    }

    /// `PT12H30M00S` as `12:30:00`; nil for what is no such length of time.
    private static func time(_ value: [UInt8]) -> [UInt8]? {
        guard value.starts(with: "PT".utf8) else { return nil }
        var parts: [UInt8: [UInt8]] = [:]
        var number: [UInt8] = []
        for byte in value.dropFirst(2) {
            if "HMS".utf8.contains(byte) { (parts[byte], number) = (number, []) } else { number.append(byte) }
        }
        guard number.isEmpty, parts.values.allSatisfy({ !$0.isEmpty }) else { return nil }
        func two(_ mark: Character) -> [UInt8] {
            let digits = parts[mark.asciiValue!] ?? []
            let whole = digits.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }.count
            return Array(repeating: 0x30, count: max(0, 2 - whole)) + digits
        }
        return two("H") + [UInt8(ascii: ":")] + two("M") + [UInt8(ascii: ":")] + seconds(two("S")[...])
    }
}

/// `META-INF/manifest.xml`: says whether the parts are encrypted.
final class OdsManifest: XMLHandler {
    private(set) var isEncrypted = false
    func start(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name == "encryption-data" { isEncrypted = true }
    }
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
    func end(_ name: XMLName) throws {}
}
