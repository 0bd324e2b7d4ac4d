import Glibc
import Records

/// Rows of other forms than the header has, and how a row is told.
extension CSVScanner {
    // MARK: - rows of other forms

    /// Gives the cells of a sheet's row the line ends that they have.
    func putLineEndsBack(_ at: Int, _ end: Int) {
        for i in at..<end where storage[i] == RowText.lineEnd { storage[i] = 10 }
    }

    /// Something that stands in a column without a name.
    func lies(beside column: Int, _ position: Position) {
        if beside[column] == nil, beside.count >= 100 { return }
        beside[column, default: NoteCounter(.namelessColumn)].add(1, at: position)
    }

    /// Nothing in a field that anybody could see.
    @inline(__always)
    func isBlank(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) -> Bool {
        if field.count == 0 { return true }
        let first = base[field.start]
        if first > 0x20, first != 0xC2, first != 0xA0 { return false }
        return (0..<field.count).allSatisfy {
            [0x20, 0x09, 0x0A, 0x0D, 0xA0, 0xC2].contains(base[field.start + $0])
        }
    }

    /// Whether a row of another length is whole all the same: what is too much is empty, or what lacks is
    /// needed by nobody. The last row, where its line does not end, may have been cut off.
    func endsOtherwise(_ base: UnsafePointer<UInt8>, _ kind: CSVGrammar.LineEnd) -> Bool {
        if grammar.count > targets.count {
            return (targets.count..<grammar.count).allSatisfy { isBlank(grammar.fields[$0], base) }
        }
        return grammar.count >= leastColumns && grammar.count > 1 && kind != .none
    }

    /// A page of a printed list repeats the header.
    @inline(__always)
    func isHeaderAgain(_ base: UnsafePointer<UInt8>) -> Bool {
        grammar.fields[0].count == firstNameBytes && isHeaderAgain(base, header!.names)
    }

    @inline(never)
    func isHeaderAgain(_ base: UnsafePointer<UInt8>, _ names: [String]) -> Bool {
        guard grammar.count >= min(2, names.count) else { return false }
        return (0..<min(grammar.count, names.count)).allSatisfy { column in
            let field = grammar.fields[column]
            guard let value = values.value(field, base) else { return false }
            return FieldName.normalised(String(decoding: value, as: UTF8.self))
                == FieldName.normalised(names[column])
        }
    }

    /// Gives blank cells of the columns that the feed names what the cell above says.
    @inline(__always)
    func fillDown(_ body: () throws -> Void) rethrows {
        if above.isEmpty { return try body() }
        for index in above.indices {
            let cell = cells[above[index].field]
            if cell.contains(where: { $0 > 0x20 }) { above[index].bytes = Array(cell) }
        }
        let filled = above.map { (field: $0.field, bytes: $0.bytes) }
        func give(_ index: Int) throws {
            if index == filled.count { return try body() }
            guard !cells[filled[index].field].contains(where: { $0 > 0x20 }) else {
                return try give(index + 1)
            }
            try filled[index].bytes.withUnsafeBufferPointer {
                cells[filled[index].field] = $0
                try give(index + 1)
            }
        }
        try give(0)
    }

    /// The field that swallowed lines which look like records: nobody closed its quote where it should end.
    func swallowed(_ base: UnsafePointer<UInt8>) -> Int? {
        (0..<grammar.count).first { number in
            let field = grammar.fields[number]
            guard targets.count > 2, field.count > 0, field.start > 0, base[field.start - 1] == layout.quote
            else { return false }
            var separators = 0
            var lines = 0
            for at in field.start..<field.start + field.count {
                if base[at] == grammar.separator { separators += 1 }
                if base[at] == 10 || base[at] == 13 && base[at + 1] != 10 {
                    // A whole line within the field.
                    if lines > 0, separators == targets.count - 1 { return true }
                    (separators, lines) = (0, lines + 1)
                }
            }
            return lines > 0 && number >= 2 && separators == number
        }
    }

    func swallows(_ number: Int, _ base: UnsafePointer<UInt8>, _ at: Int) -> Refusal {
        let field = grammar.fields[number]
        var opens = Position(line: line, byte: start + field.start - 1, record: summary.records)
        opens.line += LineEndCount.lines(base + at, field.start - at)
        opens.column = LineEndCount.column(base, at, field.start - 1)
        return Refusal(
            .openQuote, at: opens, column: header?.names[number],
            detail: "\(LineEndCount.lines(base + field.start, field.count) + 1) lines in one field")
    }

    /// Puts the values of the record's first columns into the cells of their fields.
    @inline(__always)
    func fill(_ base: UnsafePointer<UInt8>, _ columns: Int, _ position: Position) throws {
        let found = grammar.fields
        for column in 0..<columns {
            let field = found[column]
            let target = targets[column]
            // Nearly every field: its bytes are its value.
            if target >= 0, !field.high, !field.escaped,
                field.count < 3 || base[field.start] != UInt8(ascii: "=")
            {
                cells[target] = UnsafeBufferPointer(start: base + field.start, count: field.count)
                continue
            }
            if target == -1 {
                if isSheet {
                    if field.count > 0, header!.names[column].isEmpty { lies(beside: column, position) }
                    continue
                }
                if field.high, !values.isValid(field, base) { throw badCharacter(field) }
                continue
            }
            guard let value = values.value(field, base) else { throw badCharacter(field) }
            if field.high {
                mojibake.add(UTF8Bytes.mojibake(value.baseAddress!, count: value.count), at: position)
            }
            if target >= 0 {
                cells[target] = value
            } else {
                for ordinal in header!.targets[column] { cells[ordinal] = value }
            }
        }
    }

    func reject(
        _ code: FaultCode, _ position: Position, _ at: Int, _ end: Int, column: String?, detail: String?
    ) throws {
        summary.rejected += 1
        try onReject(
            Reject(
                position: position,
                faults: [Fault(code: code, position: position, column: column, detail: detail)],
                raw: raw(at, end)))
    }

    func raw(_ at: Int, _ end: Int) -> String {
        Transcoder(.bytes(encoding)).text(UnsafeBufferPointer(start: storage + at, count: end - at))
    }

    /// The first byte of the field that the encoding does not have.
    func badCharacter(_ field: CSVGrammar.Field) -> Refusal {
        let base = UnsafePointer(storage)
        let at = field.start + values.firstFault(base + field.start, field.count)
        let hex = UTF8Bytes.hex(base[at])
        // `line` is the line of the record in hand.
        let recordStart = header == nil ? 0 : grammar.recordStart
        let position = Position(
            line: line + LineEndCount.lines(base + recordStart, at - recordStart),
            column: LineEndCount.column(base, recordStart, at),
            byte: start + at, record: summary.records)
        return Refusal(.encoding, at: position, value: "0x" + hex, detail: encoding.rawValue)
    }
}
