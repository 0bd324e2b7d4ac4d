import Glibc
import Records

/// The CSV reader's engine: bytes in, records out, one growing window.
final class CSVScanner {
    let layout: CSVLayout
    let fields: FieldList
    let required: [Int]
    let needed: Set<Int>
    let limits: Limits
    let sieve: RecordSieve
    let onReject: (Reject) throws -> Void
    private let onRecord: (Record) throws -> Void
    /// Gets a row that is a total, with the number of its rule, before it is rejected.
    private let onTotal: (_ rule: Int, _ record: Record) throws -> Void
    @exclusivity(unchecked) var summary = ReadSummary(reader: "csv")
    var header: CSVHeader?
    /// Stop at the header and judge nothing.
    var headerOnly = false
    /// The text is a sheet's: a row of it is one line, a line end in a cell a vertical tab, and cells that
    /// are empty at a row's end are not there.
    var isSheet = false
    /// Called with the header, before the first record.
    var onHeader: ((CSVHeader) throws -> Void)?
    /// Line of the header.
    var headerLine = 0
    /// Named where the file's letters are those of an encoding that is not read.
    var refusedEncoding: String?
    var watches: [CSVReader.Watch] = []
    @exclusivity(unchecked) var watched:
        [(column: Int, see: (_ bytes: UnsafeBufferPointer<UInt8>, _ position: Position) -> Void)] = []

    @exclusivity(unchecked) var storage: UnsafeMutablePointer<UInt8>
    private var capacity = 256 << 10
    @exclusivity(unchecked) var used = 0
    /// Offset in the file of the window's first byte; number of the line it starts.
    @exclusivity(unchecked) var start = 0
    @exclusivity(unchecked) var line = 1
    private var sawBytes = false

    var encoding: TextEncoding
    @exclusivity(unchecked) var grammar: CSVGrammar
    @exclusivity(unchecked) var values: CSVValues
    private var markChecked = false
    var preambleLeft: Int
    var sepLineAllowed = true
    var declaredSeparator: UInt8?
    /// Column → field, -1 unknown, -2 several.
    @exclusivity(unchecked) var targets: [Int] = []
    @exclusivity(unchecked) var totals: [(rule: Int, column: Int, starts: [UInt8])] = []
    let cells: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
    /// Columns of which a record fills one at least; empty where any record will do.
    @exclusivity(unchecked) var formColumns: [Int] = []
    /// Fields whose blank cells say what the cell above says, with the bytes of that cell.
    @exclusivity(unchecked) var above: [(field: Int, bytes: [UInt8])] = []
    /// Length of the first column's name.
    @exclusivity(unchecked) var firstNameBytes = -1
    /// The shortest record whose lacking fields nobody needs.
    @exclusivity(unchecked) var leastColumns = 0
    @exclusivity(unchecked) var mojibake = NoteCounter(.mojibake)
    @exclusivity(unchecked) private var blankRows = NoteCounter(.blankRows)
    @exclusivity(unchecked) private var emptyForms = NoteCounter(.emptyForm)
    @exclusivity(unchecked) private var otherEnds = NoteCounter(.trailingSeparators)
    @exclusivity(unchecked) var lineEnds = LineEndCount()
    /// Columns of a sheet that have cells and no name.
    @exclusivity(unchecked) var beside: [Int: NoteCounter] = [:]

    init(
        layout: CSVLayout, fields: FieldList, required: [Int], needed: [Int] = [], limits: Limits,
        sieve: RecordSieve = .open,
        onReject: @escaping (Reject) throws -> Void,
        onTotal: @escaping (_ rule: Int, _ record: Record) throws -> Void = { _, _ in },
        onRecord: @escaping (Record) throws -> Void
    ) {
        self.layout = layout
        self.fields = fields
        self.required = required
        self.needed = Set(needed)
        self.limits = limits
        self.sieve = sieve
        self.onReject = onReject
        self.onTotal = onTotal
        self.onRecord = onRecord
        encoding = layout.encoding
        preambleLeft = layout.preambleLines
        declaredSeparator = layout.separator
        storage = .allocate(capacity: capacity + CSVGrammar.padding)
        grammar = CSVGrammar(
            separator: layout.separator ?? UInt8(ascii: ";"), quote: layout.quote, limits: limits)
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
        let nul =
            markOfUTF16(base, piece.count)
            ? nil : memchr(base, 0, piece.count).map { $0 - UnsafeMutableRawPointer(mutating: base) }
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
        try consume(final: false, isCut: nul != nil)
        if nul != nil {
            if header == nil,
                let kind = FileKind.name(
                    UnsafeBufferPointer(start: storage, count: min(used, FileKind.window)))
            {
                throw Refusal(.notATable, detail: kind)
            }
            throw Refusal(.nulByte, at: place(used))
        }
    }

    func finish() throws {
        // Ctrl-Z, with which DOS ends a text.
        while used > 0, storage[used - 1] == 0x1A { used -= 1 }
        let isOpen = !isSheet && endsOpen
        try consume(final: true)
        if !sawBytes { throw Refusal(.emptyFile) }
        guard let header else {
            if summary.bytes == 0 || onlyBlanks { throw Refusal(.emptyFile) }
            throw Refusal(
                .missingHeader, at: Position(line: line, byte: start),
                detail: "the file ends before its header")
        }
        if headerOnly { return }
        summary.missingFields = header.missing
        let inVain = header.repeatedInVain
        for (column, name) in header.names.enumerated()
        where header.targets[column].isEmpty && !FieldName.normalised(name).isEmpty && !inVain.contains(name)
        {
            summary.unknownFields[name] = summary.records
        }
        for column in beside.keys.sorted() {
            guard var note = beside[column]?.note else { continue }
            note.detail = "column \(SheetCell.letters(column + 1))"
            summary.notes.append(note)
        }
        for note in [mojibake.note, blankRows.note, emptyForms.note, otherEnds.note].compactMap({ $0 }) {
            summary.notes.append(note)
        }
        if let note = lineEnds.note { summary.notes.append(note) }
        if isOpen { summary.notes.append(Fault(code: .openEnd, position: Position(line: max(1, line - 1)))) }
    }

    /// What is left of the bytes ends within a line: whoever writes a line end behind every row has not
    /// written the last one whole.
    private var endsOpen: Bool {
        var last = used
        while last > 0, storage[last - 1] == 0x20 || storage[last - 1] == 9 { last -= 1 }
        return last > 0 && storage[last - 1] != 10 && storage[last - 1] != 13
    }

    var onlyBlanks = true

    /// Whether the file begins with the mark of UTF-16, whose zeros are no holes. The mark may have come in
    /// earlier, smaller pieces.
    private func markOfUTF16(_ base: UnsafeRawPointer, _ count: Int) -> Bool {
        guard !markChecked, used + count >= 2 else { return false }
        func byte(_ i: Int) -> UInt8 {
            i < used ? storage[i] : base.load(fromByteOffset: i - used, as: UInt8.self)
        }
        return (byte(0) == 0xFF && byte(1) == 0xFE) || (byte(0) == 0xFE && byte(1) == 0xFF)
    }

    /// Reads the file in an encoding that was found, not agreed.
    func use(_ found: TextEncoding) {
        if found != .utf8 { noteEncoding(found.rawValue) }
        encoding = found
        values.deallocate()
        values = CSVValues(encoding: found, quote: layout.quote)
    }

    func noteEncoding(_ name: String) {
        summary.notes.append(
            Fault(code: .foundEncoding, position: Position(line: 1), value: name, detail: name))
    }

    /// Position of a byte of the window, outside or inside a record.
    func place(_ at: Int, record: Int? = nil) -> Position {
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
        return Position(
            line: line + lines, column: at - lineStart + 1, byte: start + at,
            record: record ?? (header == nil ? 0 : summary.records + 1))
    }

    /// Reads what there is. Nothing follows a piece that is cut, though the file does not end there.
    private func consume(final: Bool, isCut: Bool = false) throws {
        memset(storage + used, 10, CSVGrammar.padding)
        if !markChecked, !isSheet {
            if used < FileKind.window, !final, !isCut { return }
            var mark = 0
            try checkMark(&mark)
            if let kind = FileKind.name(
                UnsafeBufferPointer(start: storage, count: min(used, FileKind.window)))
            {
                throw Refusal(.notATable, detail: kind)
            }
            if let refusedEncoding {
                throw Refusal(.encoding, value: refusedEncoding, detail: "utf-8, utf-16, windows-1252")
            }
            markChecked = true
            drop(mark)
        }
        while true {
            memset(storage + used, 10, CSVGrammar.padding)
            let next: Int?
            if header == nil {
                next = try beforeHeader(final: final)
            } else {
                next = try records(final: final)
            }
            guard let next, next > 0 else { break }
            drop(next)
            if header != nil, headerOnly { return }
        }
        if used > limits.csvLineBytes {
            throw Refusal(
                .limit,
                at: Position(line: line, byte: start, record: header == nil ? 0 : summary.records + 1),
                detail: "a line of more than \(limits.csvLineBytes) bytes")
        }
    }

    func drop(_ count: Int) {
        memmove(storage, storage + count, used - count)
        used -= count
        start += count
    }

    // MARK: - data

    /// Reads every whole record of the window; the bytes taken.
    func records(final: Bool) throws -> Int? {
        let base = UnsafePointer(storage)
        var at = 0
        while at < used {
            switch grammar.record(base, from: at, end: used, final: final) {
            case .more:
                return at
            case .fieldTooLong(let field):
                drop(at)
                throw Refusal(
                    .limit, at: place(field - at),
                    detail: "a field of more than \(limits.csvFieldBytes) bytes")
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
                try onReject(
                    Reject(
                        position: position, faults: [Fault(code: .badQuote, position: faultPlace)],
                        raw: raw(at, end)))
                pass(base, at, end, kind)
                at = next
            case .record(let end, let next, let kind):
                if end - at > limits.csvLineBytes { try tooLong(at) }
                if grammar.count > 1 || !Self.isBlank(UnsafeBufferPointer(start: base + at, count: end - at))
                {
                    try record(base, at, end, kind)
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
        if grammar.hasQuotes, !isSheet { line += LineEndCount.lines(base + at, end - at) }
        if kind != .none { line += 1 }
    }

    func record(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ kind: CSVGrammar.LineEnd)
        throws
    {
        if isBlank(grammar.fields[0], base),
            (1..<max(1, grammar.count)).allSatisfy({ isBlank(grammar.fields[$0], base) })
        {
            return blankRows.add(1, at: Position(line: line, byte: start + at))
        }
        if !formColumns.isEmpty,
            formColumns.allSatisfy({ $0 >= grammar.count || isBlank(grammar.fields[$0], base) })
        {
            return emptyForms.add(1, at: Position(line: line, byte: start + at))
        }
        summary.records += 1
        let position = Position(line: line, byte: start + at, record: summary.records)
        if isSheet {
            if grammar.hasQuotes { putLineEndsBack(at, end) }
        } else if grammar.hasQuotes, LineEndCount.lines(base + at, end - at) > 0, let quote = swallowed(base)
        {
            throw swallows(quote, base, at)
        }
        for watch in watched {
            guard watch.column < grammar.count else {
                // A sheet's row ends with its last cell.
                if isSheet { watch.see(UnsafeBufferPointer(start: nil, count: 0), position) }
                continue
            }
            let field = grammar.fields[watch.column]
            watch.see(UnsafeBufferPointer(start: base + field.start, count: field.count), position)
        }
        let bytes = UnsafeBufferPointer(start: base + at, count: end - at)
        if let wants = sieve.wants, try !wants(bytes, summary.records) { return }
        values.begin(recordBytes: end - at)
        for total in totals where total.column < grammar.count {
            guard let value = values.value(grammar.fields[total.column], base) else {
                throw badCharacter(grammar.fields[total.column])
            }
            var p = 0
            while p < value.count, value[p] == 0x20 || value[p] == 9 { p += 1 }
            if value.count - p >= total.starts.count,
                total.starts.indices.allSatisfy({ Self.lower(value[p + $0]) == total.starts[$0] })
            {
                // It may have fewer fields than the header, or more.
                for i in 0..<fields.count { cells[i] = UnsafeBufferPointer(start: nil, count: 0) }
                try fill(base, min(targets.count, grammar.count), position)
                try onTotal(
                    total.rule,
                    Record(
                        fields: UnsafeBufferPointer(start: cells, count: fields.count), position: position,
                        raw: bytes))
                return try reject(
                    .totalRow, position, at, end, column: header!.names[total.column], detail: nil)
            }
        }
        if grammar.count != targets.count, isSheet {
            for column in targets.count..<max(targets.count, grammar.count)
            where !isBlank(grammar.fields[column], base) { lies(beside: column, position) }
            for i in 0..<fields.count { cells[i] = UnsafeBufferPointer(start: nil, count: 0) }
        } else if grammar.count != targets.count {
            guard endsOtherwise(base, kind) else {
                return try reject(
                    .fieldCount, position, at, end, column: nil,
                    detail: "\(grammar.count) fields, the header has \(targets.count)")
            }
            otherEnds.add(1, at: position)
            for i in 0..<fields.count { cells[i] = UnsafeBufferPointer(start: nil, count: 0) }
        }
        if isHeaderAgain(base) {
            return try reject(.repeatedHeader, position, at, end, column: nil, detail: nil)
        }
        try fill(base, min(grammar.count, targets.count), position)
        try fillDown {
            try onRecord(
                Record(
                    fields: UnsafeBufferPointer(start: cells, count: fields.count), position: position,
                    raw: bytes))
        }
    }
}
