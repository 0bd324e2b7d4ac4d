import Glibc
import Records

/// The CSV reader's engine: bytes in, records out, one growing window.
final class CSVScanner {
    let layout: CSVLayout
    private let fields: FieldList
    private let required: [Int]
    private let needed: Set<Int>
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
    /// The text is a sheet's: a row of it is one line, a line end in a cell a vertical tab, and cells that
    /// are empty at a row's end are not there.
    var isSheet = false
    /// Called with the header, before the first record.
    var onHeader: ((CSVHeader) throws -> Void)?
    /// Line of the header.
    private(set) var headerLine = 0
    /// Named where the file's letters are those of an encoding that is not read.
    var refusedEncoding: String?
    var watches: [CSVReader.Watch] = []
    @exclusivity(unchecked) private var watched:
        [(column: Int, see: (_ bytes: UnsafeBufferPointer<UInt8>, _ position: Position) -> Void)] = []

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
    /// Columns of which a record fills one at least; empty where any record will do.
    @exclusivity(unchecked) private var formColumns: [Int] = []
    /// Fields whose blank cells say what the cell above says, with the bytes of that cell.
    @exclusivity(unchecked) private var above: [(field: Int, bytes: [UInt8])] = []
    /// Length of the first column's name.
    @exclusivity(unchecked) private var firstNameBytes = -1
    /// The shortest record whose lacking fields nobody needs.
    @exclusivity(unchecked) private var leastColumns = 0
    @exclusivity(unchecked) private var mojibake = NoteCounter(.mojibake)
    @exclusivity(unchecked) private var blankRows = NoteCounter(.blankRows)
    @exclusivity(unchecked) private var emptyForms = NoteCounter(.emptyForm)
    @exclusivity(unchecked) private var otherEnds = NoteCounter(.trailingSeparators)
    @exclusivity(unchecked) private var lineEnds = LineEndCount()
    /// Columns of a sheet that have cells and no name.
    @exclusivity(unchecked) private var beside: [Int: NoteCounter] = [:]

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

    private var onlyBlanks = true

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
                    Fault(
                        code: .otherEncoding, position: Position(line: 1), value: "utf-8",
                        detail: layout.encoding.rawValue))
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
        if sepLineAllowed, !isSheet, let separator = Self.separatorLine(text) {
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

    private static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.allSatisfy { $0 == 0x20 || $0 == 9 || $0 == 0x1A }
    }

    /// Excel's `sep=;` line.
    private static func separatorLine(_ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
        let bytes = text.count <= 7 ? text.filter { $0 != UInt8(ascii: "\"") } : []
        guard bytes.count == 5, String(decoding: bytes[..<4], as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return bytes[4]
    }

    private func readHeader(final: Bool) throws -> Int? {
        let base = UnsafePointer(storage)
        let search = CSVHeaderSearch(
            declared: declaredSeparator, quote: layout.quote, fields: fields, limits: limits, isSheet: isSheet
        )
        guard
            var best = try search.run(
                base, end: used, final: final, name: { try name($0, base) }, place: { place($0) })
        else { return nil }
        if !required.isEmpty, !best.header.satisfies(required) {
            if !final, used < CSVHeaderSearch.bytes, LineEndCount.lines(base, used) <= CSVHeaderSearch.lines {
                return nil
            }
            if let (below, at) = try below(search, base) {
                // What stands above is a title, the day of the export, a type: physical lines that are no
                // records.
                let lines = LineEndCount.lines(base, at)
                line += lines
                best = below
                if !headerOnly {
                    summary.notes.append(
                        Fault(
                            code: .titleLines, position: Position(line: line),
                            detail: "\(lines) lines, the header is in line \(line)"))
                }
                return try take(best, from: at)
            }
        }
        return try take(best, from: 0)
    }

    /// The header below other lines, and where it begins: the one line that has every field that a header
    /// must have.
    private func below(_ search: CSVHeaderSearch, _ base: UnsafePointer<UInt8>) throws -> (
        CSVHeaderSearch.Found, at: Int
    )? {
        var found: (CSVHeaderSearch.Found, at: Int)?
        var at = 0
        for _ in 0..<CSVHeaderSearch.lines {
            guard let stop = CSVGrammar.nextLineEnd(base, at, used),
                let (next, _) = CSVGrammar.lineEnd(base, stop, used, true), next < used
            else { break }
            at = next
            guard
                let trial = try? search.run(
                    base, from: at, end: used, final: true, name: { try name($0, base) }, place: { place($0) }
                ),
                trial.header.satisfies(required)
            else { continue }
            if let (first, firstAt) = found {
                if trial.header.names == first.header.names { continue }
                let lines = [firstAt, at].map { "\(line + LineEndCount.lines(base, $0))" }
                throw Refusal(
                    .missingHeader, at: Position(line: line, byte: start),
                    detail: "lines \(lines[0]) and \(lines[1]) could both be it")
            }
            found = (trial, at)
        }
        return found
    }

    private func take(_ best: CSVHeaderSearch.Found, from: Int) throws -> Int? {
        let base = UnsafePointer(storage)
        let position = Position(line: line, byte: start + from)
        if !headerOnly {
            try best.header.check(fields: fields, required: required, at: position)
            if let declaredSeparator, declaredSeparator != best.separator {
                summary.notes.append(
                    Fault(
                        code: .otherSeparator, position: position, value: Self.shown(best.separator),
                        detail: Self.shown(declaredSeparator)))
            }
            for column in best.header.nameless where !isSheet {
                summary.notes.append(
                    Fault(code: .namelessColumn, position: position, detail: "column \(column + 1)"))
            }
            for name in best.header.repeatedInVain {
                summary.notes.append(Fault(code: .repeatedColumn, position: position, column: name))
            }
            if best.header.isReordered {
                summary.notes.append(
                    Fault(
                        code: .reorderedColumns, position: position,
                        value: best.header.names.joined(separator: ", ")))
            }
        }
        header = best.header
        headerLine = position.line
        if !headerOnly { try onHeader?(best.header) }
        grammar.deallocate()
        grammar = CSVGrammar(separator: best.separator, quote: layout.quote, limits: limits)
        targets = best.header.targets.map { $0.isEmpty ? -1 : $0.count == 1 ? $0[0] : -2 }
        totals = layout.totalRows.enumerated().compactMap { number, rule in
            let ordinals = fields.ordinals(of: rule.field)
            let key = FieldName.normalised(rule.field)
            let column =
                best.header.targets.firstIndex { !Set($0).isDisjoint(with: ordinals) }
                ?? best.header.names.firstIndex { FieldName.normalised($0) == key }
            return column.map { (number, $0, Array(rule.starts.utf8).map(Self.lower)) }
        }
        let byName = Dictionary(best.header.names.enumerated().map { (FieldName.normalised($1), $0) }) {
            first, _ in first
        }
        formColumns = layout.formColumns.compactMap {
            $0.compactMap { byName[FieldName.normalised($0)] }.first
        }
        above = layout.fillsDown.compactMap { $0.compactMap { fields.ordinals(of: $0).first }.first }.map {
            ($0, [])
        }
        watched = watches.compactMap { watch in
            best.header.targets.firstIndex { $0.contains(watch.field) }.map { ($0, watch.see) }
        }
        firstNameBytes = best.header.names[0].utf8.count
        leastColumns = (best.header.targets.lastIndex { !needed.isDisjoint(with: $0) } ?? 0) + 1
        if !headerOnly {
            try sieve.begin(
                (["csv", encoding.rawValue, "\(best.separator)", "\(layout.quote)"] + best.header.names)
                    .joined(separator: "\u{1F}"))
        }
        lineEnds.add(best.kind, line: line)
        line += LineEndCount.lines(base + from, best.end - from) + (best.kind == .none ? 0 : 1)
        return best.next
    }

    private func name(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) throws -> String {
        values.begin(recordBytes: field.count)
        guard let value = values.value(field, base) else { throw badCharacter(field) }
        var text = String(decoding: value, as: UTF8.self)
        if isSheet {
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0.value == UInt32(RowText.lineEnd) ? "\n" : $0 }))
        }
        return String(
            text.drop { $0 == " " || $0 == "\u{9}" }.reversed().drop { $0 == " " || $0 == "\u{9}" }.reversed()
        )
    }

    private static func shown(_ separator: UInt8) -> String {
        separator == 9 ? "TAB" : String(UnicodeScalar(separator))
    }
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

    private func record(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ kind: CSVGrammar.LineEnd)
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

    // MARK: - rows of other forms

    /// Gives the cells of a sheet's row the line ends that they have.
    private func putLineEndsBack(_ at: Int, _ end: Int) {
        for i in at..<end where storage[i] == RowText.lineEnd { storage[i] = 10 }
    }

    /// Something that stands in a column without a name.
    private func lies(beside column: Int, _ position: Position) {
        if beside[column] == nil, beside.count >= 100 { return }
        beside[column, default: NoteCounter(.namelessColumn)].add(1, at: position)
    }

    /// Nothing in a field that anybody could see.
    @inline(__always)
    private func isBlank(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) -> Bool {
        if field.count == 0 { return true }
        let first = base[field.start]
        if first > 0x20, first != 0xC2, first != 0xA0 { return false }
        return (0..<field.count).allSatisfy {
            [0x20, 0x09, 0x0A, 0x0D, 0xA0, 0xC2].contains(base[field.start + $0])
        }
    }

    /// Whether a row of another length is whole all the same: what is too much is empty, or what lacks is
    /// needed by nobody. The last row, where its line does not end, may have been cut off.
    private func endsOtherwise(_ base: UnsafePointer<UInt8>, _ kind: CSVGrammar.LineEnd) -> Bool {
        if grammar.count > targets.count {
            return (targets.count..<grammar.count).allSatisfy { isBlank(grammar.fields[$0], base) }
        }
        return grammar.count >= leastColumns && grammar.count > 1 && kind != .none
    }

    /// A page of a printed list repeats the header.
    @inline(__always)
    private func isHeaderAgain(_ base: UnsafePointer<UInt8>) -> Bool {
        grammar.fields[0].count == firstNameBytes && isHeaderAgain(base, header!.names)
    }

    @inline(never)
    private func isHeaderAgain(_ base: UnsafePointer<UInt8>, _ names: [String]) -> Bool {
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
    private func fillDown(_ body: () throws -> Void) rethrows {
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
    private func swallowed(_ base: UnsafePointer<UInt8>) -> Int? {
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

    private func swallows(_ number: Int, _ base: UnsafePointer<UInt8>, _ at: Int) -> Refusal {
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
    private func fill(_ base: UnsafePointer<UInt8>, _ columns: Int, _ position: Position) throws {
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

    private func reject(
        _ code: FaultCode, _ position: Position, _ at: Int, _ end: Int, column: String?, detail: String?
    ) throws {
        summary.rejected += 1
        try onReject(
            Reject(
                position: position,
                faults: [Fault(code: code, position: position, column: column, detail: detail)],
                raw: raw(at, end)))
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
            line: line + LineEndCount.lines(base + recordStart, at - recordStart),
            column: LineEndCount.column(base, recordStart, at),
            byte: start + at, record: summary.records)
        return Refusal(.encoding, at: position, value: "0x" + hex, detail: encoding.rawValue)
    }
}
