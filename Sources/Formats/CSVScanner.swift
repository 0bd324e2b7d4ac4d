import Glibc
import Records

/// The CSV reader's engine: bytes in, records out, one growing window.
final class CSVScanner {
    private let layout: CSVLayout
    private let fields: FieldList
    private let required: [Int]
    private let limits: Limits
    private let sieve: RecordSieve
    private let onReject: (Reject) throws -> Void
    private let onRecord: (Record) throws -> Void
    /// Gets a row that is a total, with the number of its rule, before it is rejected.
    private let onTotal: (_ rule: Int, _ record: Record) throws -> Void
    @exclusivity(unchecked) private(set) var summary = ReadSummary(reader: "csv")
    private(set) var header: CSVHeader?
    /// Stop at the header and judge nothing.
    var headerOnly = false

    @exclusivity(unchecked) private var storage: UnsafeMutablePointer<UInt8>
    private var capacity = 256 << 10
    @exclusivity(unchecked) private var used = 0
    /// Offset in the file of the window's first byte; number of the line it starts.
    @exclusivity(unchecked) private var start = 0
    @exclusivity(unchecked) private var line = 1
    private var sawBytes = false

    private var encoding: TextEncoding
    @exclusivity(unchecked) private var grammar: CSVGrammar
    @exclusivity(unchecked) private var values: CSVValues
    private var markChecked = false
    private var preambleLeft: Int
    private var sepLineAllowed = true
    private var declaredSeparator: UInt8?
    /// Column → field, -1 unknown, -2 several.
    @exclusivity(unchecked) private var targets: [Int] = []
    @exclusivity(unchecked) private var totals: [(rule: Int, column: Int, starts: [UInt8])] = []
    private let cells: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
    @exclusivity(unchecked) private var mojibake = NoteCounter(.mojibake)
    @exclusivity(unchecked) private var lineEnds = LineEndCount()

    init(
        layout: CSVLayout, fields: FieldList, required: [Int], limits: Limits, sieve: RecordSieve = .open, onReject: @escaping (Reject) throws -> Void,
        onTotal: @escaping (_ rule: Int, _ record: Record) throws -> Void = { _, _ in }, onRecord: @escaping (Record) throws -> Void
    ) {
        self.layout = layout
        self.fields = fields
        self.required = required
        self.limits = limits
        self.sieve = sieve
        self.onReject = onReject
        self.onTotal = onTotal
        self.onRecord = onRecord
        encoding = layout.encoding
        preambleLeft = layout.preambleLines
        declaredSeparator = layout.separator
        storage = .allocate(capacity: capacity + CSVGrammar.padding)
        grammar = CSVGrammar(separator: layout.separator ?? UInt8(ascii: ";"), quote: layout.quote, limits: limits)
        values = CSVValues(encoding: layout.encoding, quote: layout.quote)
        cells = .allocate(capacity: max(1, fields.count))
        for i in 0..<fields.count { cells[i] = UnsafeBufferPointer(start: nil, count: 0) }
    }

    deinit {
        storage.deallocate()
        grammar.deallocate()
        values.deallocate()
        cells.deallocate()
    }

    // MARK: - bytes in

    func push(_ piece: UnsafeRawBufferPointer) throws {
        guard let base = piece.baseAddress, !piece.isEmpty else { return }
        sawBytes = true
        summary.bytes += piece.count
        // A file that was copied while it was being written has holes of zeros.
        let nul = markOfUTF16(base, piece.count) ? nil : memchr(base, 0, piece.count).map { $0 - UnsafeMutableRawPointer(mutating: base) }
        let count = nul ?? piece.count
        if used + count > capacity {
            let larger = max(capacity * 2, used + count)
            let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + CSVGrammar.padding)
            fresh.update(from: storage, count: used)
            storage.deallocate()
            storage = fresh
            capacity = larger
        }
        UnsafeMutableRawPointer(storage + used).copyMemory(from: base, byteCount: count)
        used += count
        try consume(final: false)
        if nul != nil { throw Refusal(.nulByte, at: place(used)) }
    }

    func finish() throws {
        try consume(final: true)
        if !sawBytes { throw Refusal(.emptyFile) }
        guard let header else {
            if summary.bytes == 0 || onlyBlanks { throw Refusal(.emptyFile) }
            throw Refusal(.missingHeader, at: Position(line: line, byte: start), detail: "the file ends before its header")
        }
        if headerOnly { return }
        summary.missingFields = header.missing
        for (column, name) in header.names.enumerated() where header.targets[column].isEmpty { summary.unknownFields[name] = summary.records }
        if let note = mojibake.note { summary.notes.append(note) }
        if let note = lineEnds.note { summary.notes.append(note) }
    }

    private var onlyBlanks = true

    /// Whether the file begins with the mark of UTF-16, whose zeros are no holes. The mark may have come in earlier, smaller pieces.
    private func markOfUTF16(_ base: UnsafeRawPointer, _ count: Int) -> Bool {
        guard !markChecked, used + count >= 2 else { return false }
        func byte(_ i: Int) -> UInt8 { i < used ? storage[i] : base.load(fromByteOffset: i - used, as: UInt8.self) }
        return (byte(0) == 0xFF && byte(1) == 0xFE) || (byte(0) == 0xFE && byte(1) == 0xFF)
    }

    /// Position of a byte of the window, outside or inside a record.
    private func place(_ at: Int, record: Int? = nil) -> Position {
        let base = UnsafePointer(storage)
        var lines = 0
        var lineStart = 0
        var i = 0
        while i < at {
            if base[i] == 10 || (base[i] == 13 && !(i + 1 < used && base[i + 1] == 10)) {
                lines += 1
                lineStart = i + 1
            }
            i += 1
        }
        return Position(line: line + lines, column: at - lineStart + 1, byte: start + at, record: record ?? (header == nil ? 0 : summary.records + 1))
    }

    private func consume(final: Bool) throws {
        memset(storage + used, 10, CSVGrammar.padding)
        if !markChecked {
            if used < 3, !final { return }
            var mark = 0
            try checkMark(&mark)
            markChecked = true
            drop(mark)
        }
        while true {
            memset(storage + used, 10, CSVGrammar.padding)
            let next: Int?
            if header == nil { next = try beforeHeader(final: final) } else { next = try records(final: final) }
            guard let next, next > 0 else { break }
            drop(next)
            if header != nil, headerOnly { return }
        }
        if used > limits.csvLineBytes {
            throw Refusal(.limit, at: Position(line: line, byte: start, record: header == nil ? 0 : summary.records + 1), detail: "a line of more than \(limits.csvLineBytes) bytes")
        }
    }

    private func drop(_ count: Int) {
        memmove(storage, storage + count, used - count)
        used -= count
        start += count
    }

    private func checkMark(_ at: inout Int) throws {
        let head = [UInt8](UnsafeBufferPointer(start: storage, count: min(3, used)))
        if head == [0xEF, 0xBB, 0xBF] {
            at = 3
            if encoding != .utf8 {
                summary.notes.append(
                    Fault(code: .otherEncoding, position: Position(line: 1), value: "utf-8", detail: layout.encoding.rawValue))
                encoding = .utf8
                values.deallocate()
                values = CSVValues(encoding: .utf8, quote: layout.quote)
            }
        } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw Refusal(.encoding, value: "utf-16", detail: layout.encoding.rawValue)
        }
    }

    // MARK: - before the data

    /// Handles one line before the data; the bytes it took, or nil when more are needed or nothing is left.
    private func beforeHeader(final: Bool) throws -> Int? {
        if used == 0 { return nil }
        let base = UnsafePointer(storage)
        guard let stop = CSVGrammar.nextLineEnd(base, 0, used) ?? (final ? used : nil),
            let (next, kind) = CSVGrammar.lineEnd(base, stop, used, final)
        else { return nil }
        let text = UnsafeBufferPointer(start: base, count: stop)
        if sepLineAllowed, let separator = Self.separatorLine(text) {
            sepLineAllowed = false
            declaredSeparator = separator
            onlyBlanks = false
            passLine(kind)
            return next
        }
        sepLineAllowed = false
        if preambleLeft > 0 {
            preambleLeft -= 1
            passLine(kind)
            if !Self.isBlank(text) { onlyBlanks = false }
            return next
        }
        if Self.isBlank(text) {
            passLine(kind)
            return next
        }
        onlyBlanks = false
        return try readHeader(final: final)
    }

    private func passLine(_ kind: CSVGrammar.LineEnd) {
        lineEnds.add(kind, line: line)
        if kind != .none { line += 1 }
    }

    private static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.allSatisfy { $0 == 0x20 || $0 == 9 } }

    /// Excel's `sep=;` line.
    private static func separatorLine(_ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
        let bytes = text.count <= 7 ? text.filter { $0 != UInt8(ascii: "\"") } : []
        guard bytes.count == 5, String(decoding: bytes[..<4], as: UTF8.self).lowercased() == "sep=" else { return nil }
        return bytes[4]
    }

    private func readHeader(final: Bool) throws -> Int? {
        let base = UnsafePointer(storage)
        let search = CSVHeaderSearch(declared: declaredSeparator, quote: layout.quote, fields: fields, limits: limits)
        guard let best = try search.run(base, end: used, final: final, name: { try name($0, base) }, place: { place($0) }) else { return nil }
        let position = Position(line: line, byte: start)
        if !headerOnly {
            try best.header.check(fields: fields, required: required, at: position)
            if let declaredSeparator, declaredSeparator != best.separator {
                summary.notes.append(
                    Fault(code: .otherSeparator, position: position, value: Self.shown(best.separator), detail: Self.shown(declaredSeparator)))
            }
            if best.header.isReordered {
                summary.notes.append(Fault(code: .reorderedColumns, position: position, value: best.header.names.joined(separator: ", ")))
            }
        }
        header = best.header
        grammar.deallocate()
        grammar = CSVGrammar(separator: best.separator, quote: layout.quote, limits: limits)
        targets = best.header.targets.map { $0.isEmpty ? -1 : $0.count == 1 ? $0[0] : -2 }
        totals = layout.totalRows.enumerated().compactMap { number, rule in
            let ordinals = fields.ordinals(of: rule.field)
            let key = FieldName.normalised(rule.field)
            let column = best.header.targets.firstIndex { !Set($0).isDisjoint(with: ordinals) }
                ?? best.header.names.firstIndex { FieldName.normalised($0) == key }
            return column.map { (number, $0, Array(rule.starts.utf8).map(Self.lower)) }
        }
        if !headerOnly {
            try sieve.begin((["csv", encoding.rawValue, "\(best.separator)", "\(layout.quote)"] + best.header.names).joined(separator: "\u{1F}"))
        }
        lineEnds.add(best.kind, line: line)
        line += LineEndCount.lines(base, best.end) + (best.kind == .none ? 0 : 1)
        return best.next
    }

    private func name(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) throws -> String {
        values.begin(recordBytes: field.count)
        guard let value = values.value(field, base) else { throw badCharacter(field) }
        let text = String(decoding: value, as: UTF8.self)
        return String(text.drop { $0 == " " || $0 == "\u{9}" }.reversed().drop { $0 == " " || $0 == "\u{9}" }.reversed())
    }

    private static func shown(_ separator: UInt8) -> String { separator == 9 ? "TAB" : String(UnicodeScalar(separator)) }
    private static func lower(_ b: UInt8) -> UInt8 { (0x41...0x5A).contains(b) ? b | 0x20 : b }

    // MARK: - data

    /// Reads every whole record of the window; the bytes taken.
    private func records(final: Bool) throws -> Int? {
        let base = UnsafePointer(storage)
        var at = 0
        while at < used {
            switch grammar.record(base, from: at, end: used, final: final) {
            case .more:
                return at
            case .fieldTooLong(let field):
                drop(at)
                throw Refusal(.limit, at: place(field - at), detail: "a field of more than \(limits.csvFieldBytes) bytes")
            case .tooManyColumns:
                drop(at)
                throw Refusal(.limit, at: place(0), detail: "more than \(limits.csvColumns) columns")
            case .badQuote(let fault, let end, let next, let kind):
                if end - at > limits.csvLineBytes { try tooLong(at) }
                summary.records += 1
                summary.rejected += 1
                let position = Position(line: line, byte: start + at, record: summary.records)
                var faultPlace = position
                faultPlace.line += LineEndCount.lines(base + at, fault - at)
                faultPlace.column = LineEndCount.column(base, at, fault)
                faultPlace.byte = start + fault
                try onReject(Reject(position: position, faults: [Fault(code: .badQuote, position: faultPlace)], raw: raw(at, end)))
                pass(base, at, end, kind)
                at = next
            case .record(let end, let next, let kind):
                if end - at > limits.csvLineBytes { try tooLong(at) }
                if grammar.count > 1 || !Self.isBlank(UnsafeBufferPointer(start: base + at, count: end - at)) {
                    try record(base, at, end)
                }
                pass(base, at, end, kind)
                at = next
            }
        }
        return at
    }

    private func tooLong(_ at: Int) throws -> Never {
        throw Refusal(
            .limit, at: Position(line: line, byte: start + at, record: summary.records + 1),
            detail: "a line of more than \(limits.csvLineBytes) bytes")
    }

    /// Counts the lines of a record that is done. Only quoted fields hold line ends, and those are rare.
    @inline(__always)
    private func pass(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ kind: CSVGrammar.LineEnd) {
        lineEnds.add(kind, line: line)
        if grammar.hasQuotes { line += LineEndCount.lines(base + at, end - at) }
        if kind != .none { line += 1 }
    }

    private func record(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int) throws {
        summary.records += 1
        let bytes = UnsafeBufferPointer(start: base + at, count: end - at)
        if let wants = sieve.wants, try !wants(bytes, summary.records) { return }
        let position = Position(line: line, byte: start + at, record: summary.records)
        values.begin(recordBytes: end - at)
        for total in totals where total.column < grammar.count {
            guard let value = values.value(grammar.fields[total.column], base) else { throw badCharacter(grammar.fields[total.column]) }
            var p = 0
            while p < value.count, value[p] == 0x20 || value[p] == 9 { p += 1 }
            if value.count - p >= total.starts.count, total.starts.indices.allSatisfy({ Self.lower(value[p + $0]) == total.starts[$0] }) {
                // It may have fewer fields than the header, or more.
                for i in 0..<fields.count { cells[i] = UnsafeBufferPointer(start: nil, count: 0) }
                try fill(base, min(targets.count, grammar.count), position)
                try onTotal(total.rule, Record(fields: UnsafeBufferPointer(start: cells, count: fields.count), position: position, raw: bytes))
                return try reject(.totalRow, position, at, end, column: header!.names[total.column], detail: nil)
            }
        }
        if grammar.count != targets.count {
            return try reject(
                .fieldCount, position, at, end, column: nil, detail: "\(grammar.count) fields, the header has \(targets.count)")
        }
        try fill(base, targets.count, position)
        try onRecord(
            Record(
                fields: UnsafeBufferPointer(start: cells, count: fields.count), position: position, raw: bytes))
    }

    /// Puts the values of the record's first columns into the cells of their fields.
    @inline(__always)
    private func fill(_ base: UnsafePointer<UInt8>, _ columns: Int, _ position: Position) throws {
        let found = grammar.fields
        for column in 0..<columns {
            let field = found[column]
            let target = targets[column]
            // Nearly every field: its bytes are its value.
            if target >= 0, !field.high, !field.escaped, field.count < 3 || base[field.start] != UInt8(ascii: "=") {
                cells[target] = UnsafeBufferPointer(start: base + field.start, count: field.count)
                continue
            }
            if target == -1 {
                if field.high, !values.isValid(field, base) { throw badCharacter(field) }
                continue
            }
            guard let value = values.value(field, base) else { throw badCharacter(field) }
            if field.high { mojibake.add(UTF8Bytes.mojibake(value.baseAddress!, count: value.count), at: position) }
            if target >= 0 { cells[target] = value } else { for ordinal in header!.targets[column] { cells[ordinal] = value } }
        }
    }

    private func reject(_ code: FaultCode, _ position: Position, _ at: Int, _ end: Int, column: String?, detail: String?) throws {
        summary.rejected += 1
        try onReject(Reject(position: position, faults: [Fault(code: code, position: position, column: column, detail: detail)], raw: raw(at, end)))
    }

    private func raw(_ at: Int, _ end: Int) -> String {
        Transcoder(.bytes(encoding)).text(UnsafeBufferPointer(start: storage + at, count: end - at))
    }

    /// The first byte of the field that the encoding does not have.
    private func badCharacter(_ field: CSVGrammar.Field) -> Refusal {
        let base = UnsafePointer(storage)
        let at = field.start + values.firstFault(base + field.start, field.count)
        let hex = UTF8Bytes.hex(base[at])
        // `line` is the line of the record in hand.
        let recordStart = header == nil ? 0 : grammar.recordStart
        let position = Position(
            line: line + LineEndCount.lines(base + recordStart, at - recordStart), column: LineEndCount.column(base, recordStart, at),
            byte: start + at, record: summary.records)
        return Refusal(.encoding, at: position, value: "0x" + hex, detail: encoding.rawValue)
    }
}
