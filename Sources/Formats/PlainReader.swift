import Glibc
import Records

/// The plain-record reader: register files of the flat form, scanned as bytes.
///
/// It takes `<root>`, an optional header and records of `<name>text</name>`, in one line or indented, in
/// UTF-8, ISO-8859-1 or windows-1252, and is sure of every byte of what it takes. For everything else it
/// throws `PlainReaderDeclined`. It never judges: what is wrong with a file, libxml2 says.
final class PlainReader {
    private enum Phase { case prolog, root, end }
    private enum Outcome {
        case next(Int)
        case more
    }

    private let layout: XMLLayout
    private let fields: FieldList
    private let limits: Limits
    private let sieve: RecordSieve
    private let onReject: (Reject) throws -> Void
    private let onRecord: (Record) throws -> Void
    private(set) var summary = ReadSummary(reader: XMLReaderChoice.plain.rawValue)

    private let capacity: Int
    private let buffer: UnsafeMutablePointer<UInt8>
    private let side: UnsafeMutablePointer<UInt8>
    private var used = 0
    /// Offset in the file of the buffer's first byte, and the line it is on.
    private var start = 0
    private var line = 1

    private var phase = Phase.prolog
    private var names: PlainNames
    private var text = PlainText(.utf8)
    private var transcoder = Transcoder(.bytes(.utf8))
    private var openTag: [UInt8] = []
    private var closeTag: [UInt8] = []
    private var rootClose: [UInt8] = []
    private var headerName: [UInt8] = []
    private var gap = 0
    private let cells: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
    private let unknownSlots: UnsafeMutablePointer<Int>
    private static let unknownCapacity = 4096
    private var mojibake = NoteCounter(.mojibake)
    /// Bytes past the end of the buffer that loops may look at.
    private static let padding = 128

    init(
        layout: XMLLayout, fields: FieldList, limits: Limits, window: Int, sieve: RecordSieve = .open,
        onReject: @escaping (Reject) throws -> Void,
        onRecord: @escaping (Record) throws -> Void
    ) {
        self.layout = layout
        self.fields = fields
        self.limits = limits
        self.sieve = sieve
        self.onReject = onReject
        self.onRecord = onRecord
        capacity = window
        buffer = .allocate(capacity: window + Self.padding)
        side = .allocate(capacity: window * 3 + 64)
        cells = .allocate(capacity: max(1, fields.count))
        unknownSlots = .allocate(capacity: Self.unknownCapacity)
        names = PlainNames(fields: fields, encoding: .utf8, unknownLimit: limits.unknownFields)
    }

    deinit {
        buffer.deallocate()
        side.deallocate()
        cells.deallocate()
        unknownSlots.deallocate()
    }

    /// Takes the next piece; records are read when the window is full.
    func push(_ piece: UnsafeRawBufferPointer) throws {
        var from = 0
        summary.bytes += piece.count
        while from < piece.count {
            let n = min(capacity - used, piece.count - from)
            UnsafeMutableRawPointer(buffer + used).copyMemory(from: piece.baseAddress! + from, byteCount: n)
            used += n
            from += n
            if used == capacity { try consume(final: false) }
        }
    }

    func finish() throws {
        try consume(final: true)
        if phase != .end || used > 0 { throw declined("the file ends early", 0) }
        summary.unknownFields = names.unknownCounts
        summary.missingFields = names.missingFields
        if let note = mojibake.note { summary.notes.append(note) }
    }

    private func declined(_ reason: String, _ offset: Int) -> PlainReaderDeclined {
        PlainReaderDeclined(reason: reason, byte: start + offset)
    }

    // MARK: - the outer form

    private func consume(final: Bool) throws {
        // Every loop below stops at a `<`.
        memset(buffer + used, Int32(UInt8(ascii: "<")), Self.padding)
        var at = 0
        if phase == .prolog {
            guard let next = try prolog(final: final) else { throw declined("no root element", 0) }
            at = next
            phase = .root
        }
        loop: while true {
            at = try blanks(from: at)
            if at == used { break }
            guard phase == .root, buffer[at] == UInt8(ascii: "<") else {
                throw declined("text outside the records", at)
            }
            if starts(at, openTag) {
                switch try record(at) {
                case .next(let next): at = next
                case .more: break loop
                }
            } else if starts(at, rootClose) {
                at += rootClose.count
                phase = .end
            } else {
                switch try header(at) {
                case .next(let next): at = next
                case .more: break loop
                }
            }
        }
        if at == 0, used == capacity { throw declined("a record larger than the window", 0) }
        memmove(buffer, buffer + at, used - at)
        start += at
        used -= at
    }

    private func starts(_ at: Int, _ tag: [UInt8]) -> Bool {
        used - at >= tag.count && memcmp(buffer + at, tag, tag.count) == 0
    }

    /// White space between elements; its length counts against the limit of text, as it does in libxml2's
    /// reader.
    private func blanks(from: Int) throws -> Int {
        var at = from
        while at < used {
            let b = buffer[at]
            if b == 10 { line += 1 } else if b != 0x20 && b != 13 && b != 9 { break }
            at += 1
        }
        let run = gap + at - from
        gap = at == used ? run : 0
        if run > limits.textBytes / 3 { throw declined("a long stretch of white space", from) }
        return at
    }

    /// Declaration and root tag.
    private func prolog(final: Bool) throws -> Int? {
        let declaration = XMLDeclaration(UnsafeBufferPointer(start: buffer, count: used))
        guard declaration.isPlain, case .bytes(let encoding) = declaration.form else {
            throw declined("prolog", 0)
        }
        text = PlainText(encoding)
        transcoder = Transcoder(.bytes(encoding))
        names = PlainNames(fields: fields, encoding: encoding, unknownLimit: limits.unknownFields)
        func encoded(_ s: String) throws -> [UInt8] {
            if encoding == .utf8 { return Array(s.utf8) }
            return try s.unicodeScalars.map { scalar in
                // Latin-1 and windows-1252 agree outside 0x80 to 0x9F, and names need no more.
                guard scalar.value < 0x80 || (0xA0...0xFF).contains(scalar.value) else {
                    throw declined("name of the layout", 0)
                }
                return UInt8(scalar.value)
            }
        }
        func tag(_ open: String, _ name: [UInt8]) -> [UInt8] { Array(open.utf8) + name + Array(">".utf8) }
        openTag = tag("<", try encoded(layout.record))
        closeTag = tag("</", try encoded(layout.record))
        rootClose = tag("</", try encoded(layout.root))
        headerName = try layout.header.map(encoded) ?? []
        line += Swar.newlines(buffer, count: declaration.end)
        try sieve.begin("xml\u{1F}" + encoding.rawValue)
        let at = try blanks(from: declaration.end)
        let rootOpen = tag("<", try encoded(layout.root))
        guard starts(at, rootOpen) else { return nil }
        return at + rootOpen.count
    }

    /// The header element, whatever plain elements it holds; anything else beside the records is not ours.
    private func header(_ from: Int) throws -> Outcome {
        guard !headerName.isEmpty else { throw declined("an element beside the records", from) }
        var open: [(at: Int, length: Int)] = []
        var at = from
        var lines = 0
        while true {
            let textStart = at
            while at < used, buffer[at] != UInt8(ascii: "<") { at += 1 }
            if at == used { return .more }
            if at > textStart {
                if (at - textStart) > limits.textBytes / 3 { throw declined("long text", textStart) }
                guard text.decode(buffer + textStart, buffer + at, to: side, lines: &lines) != nil else {
                    throw declined("header", textStart)
                }
            }
            let closing = buffer[at + 1] == UInt8(ascii: "/")
            let nameAt = at + (closing ? 2 : 1)
            var end = nameAt
            while end < used, !Self.endsName(buffer[end]) { end += 1 }
            if end + 3 > used {
                // The root follows a whole header, so a header that ends here is not whole yet.
                return .more
            }
            let length = end - nameAt
            if closing {
                guard let last = open.popLast(), last.length == length,
                    memcmp(buffer + last.at, buffer + nameAt, length) == 0,
                    buffer[end] == UInt8(ascii: ">")
                else { throw declined("header", at) }
                at = end + 1
            } else {
                guard names.isKnownForm(buffer + nameAt, length), open.count < 8 else {
                    throw declined("header", at)
                }
                if open.isEmpty,
                    length != headerName.count || memcmp(buffer + nameAt, headerName, length) != 0
                {
                    throw declined("an element beside the records", at)
                }
                if buffer[end] == UInt8(ascii: ">") {
                    open.append((nameAt, length))
                    at = end + 1
                } else if let skip = Self.emptyEnd(buffer + end) {
                    at = end + skip
                } else {
                    throw declined("header", at)
                }
            }
            if open.isEmpty { break }
        }
        line += lines
        return .next(at)
    }

    @inline(__always)
    private static func endsName(_ b: UInt8) -> Bool { b == 0x3E || b == 0x2F || b <= 0x20 || b == 0x3C }

    /// Length of `/>` or ` />`; nil for anything else.
    @inline(__always)
    private static func emptyEnd(_ p: UnsafePointer<UInt8>) -> Int? {
        if p[0] == 0x2F, p[1] == 0x3E { return 2 }
        if p[0] == 0x20, p[1] == 0x2F, p[2] == 0x3E { return 3 }
        return nil
    }

    // MARK: - one record

    /// Reads the record whose open tag stands at `from`. Nothing of it counts before its end tag has been
    /// seen: the rest may be in the next window.
    private func record(_ from: Int) throws -> Outcome {
        if let wants = sieve.wants {
            switch try passed(from, wants) {
            case .some(let outcome): return outcome
            case .none: break
            }
        }
        let base = UnsafePointer(buffer)
        let end = base + used
        let table = names.table
        let lengths = names.lengths
        let targets = names.targets
        let followers = names.followers
        for i in 0..<fields.count { cells[i] = UnsafeBufferPointer(start: nil, count: 0) }
        var p = base + from + openTag.count
        var previous = 0
        var lines = 0
        var sideUsed = 0
        var unknownUsed = 0
        var garbled = 0
        var repeated: [Int] = []
        let textLimit = limits.textBytes / 3

        while true {
            let blankStart = p
            while p[0] <= 0x20 {
                if p[0] == 10 {
                    lines &+= 1
                } else if p[0] != 0x20 && p[0] != 13 && p[0] != 9 {
                    throw declined("control character", p - base)
                }
                p += 1
            }
            if p - blankStart > textLimit {
                throw declined("a long stretch of white space", blankStart - base)
            }
            if p >= end { return .more }
            if p[0] != UInt8(ascii: "<") { throw declined("text between the fields", p - base) }
            if p[1] == UInt8(ascii: "/") {
                if end - p < closeTag.count { return .more }
                guard memcmp(p, closeTag, closeTag.count) == 0 else { throw declined("end tag", p - base) }
                p += closeTag.count
                break
            }
            p += 1

            // The name: the one that followed last time, else the one before that, else looked up.
            var slot = followers[previous].0
            var length = lengths[slot]
            if !(slot > 0 && Self.endsName(p[length])
                && PlainNames.matches(p, table + slot &* PlainNames.width, length))
            {
                slot = followers[previous].1
                length = lengths[slot]
                if !(slot > 0 && Self.endsName(p[length])
                    && PlainNames.matches(p, table + slot &* PlainNames.width, length))
                {
                    length = 0
                    while !Self.endsName(p[length]) { length &+= 1 }
                    if p + length >= end { return .more }
                    guard let found = names.find(p, length) else { throw declined("element name", p - base) }
                    if names.unknownCount > limits.unknownFields {
                        throw declined("unknown elements", p - base)
                    }
                    slot = found
                }
                followers[previous] = (slot, followers[previous].0)
            }
            previous = slot

            // The text.
            var value: UnsafeBufferPointer<UInt8>
            let valueStart = p + length + 1
            if p[length] == UInt8(ascii: ">") {
                var q = valueStart
                var high: UInt64 = 0
                var odd: UInt64 = 0
                while true {
                    let x = Swar.load(q)
                    let stop = Swar.zeros(x ^ Swar.spread(0x3C))
                    let strange =
                        Swar.zeros(x ^ Swar.spread(0x26)) | Swar.zeros(x ^ Swar.spread(0x5D))
                        | ((x &- Swar.spread(0x20)) & ~x & Swar.highs)
                    if stop != 0 {
                        let before = (stop & (0 &- stop)) &- 1
                        high |= x & before
                        odd |= strange & before
                        q += stop.trailingZeroBitCount &>> 3
                        break
                    }
                    high |= x
                    odd |= strange
                    q += 8
                }
                if end - q < length + 3 { return .more }
                if q[1] != UInt8(ascii: "/") || q[2 + length] != UInt8(ascii: ">")
                    || !PlainNames.matches(q + 2, table + slot &* PlainNames.width, length)
                {
                    throw declined("markup inside a field", q - base)
                }
                value = UnsafeBufferPointer(start: valueStart, count: q - valueStart)
                if value.count > textLimit { throw declined("long text", valueStart - base) }
                if odd | (high & Swar.highs) != 0 {
                    let target = side + sideUsed
                    guard let made = text.decode(valueStart, q, to: target, lines: &lines) else {
                        throw declined("text of a field", valueStart - base)
                    }
                    value = UnsafeBufferPointer(start: UnsafePointer(target), count: made)
                    sideUsed &+= made
                    if high & Swar.highs != 0, targets[slot] != PlainNames.unknown {
                        garbled &+= UTF8Bytes.mojibake(target, count: made)
                    }
                }
                p = q + (length &+ 3)
            } else {
                if p + length + 3 > end { return .more }
                guard let skip = Self.emptyEnd(p + length) else { throw declined("start tag", p - base) }
                value = UnsafeBufferPointer(start: valueStart, count: 0)
                p += length &+ skip
            }

            // Its place.
            let target = targets[slot]
            if target >= 0 {
                if cells[target].baseAddress != nil { repeated.append(slot) } else { cells[target] = value }
            } else if target == PlainNames.unknown {
                if unknownUsed == Self.unknownCapacity { throw declined("unknown elements", p - base) }
                unknownSlots[unknownUsed] = slot
                unknownUsed &+= 1
            } else {
                let ordinals = names.ordinals(slot)
                if ordinals.contains(where: { cells[$0].baseAddress != nil }) {
                    repeated.append(slot)
                } else {
                    for ordinal in ordinals { cells[ordinal] = value }
                }
            }
        }

        let raw = UnsafeBufferPointer(start: base + from, count: p - (base + from))
        if raw.count > limits.recordBytes { throw declined("a large record", from) }
        for i in 0..<unknownUsed { names.unknownHits[unknownSlots[i]] &+= 1 }
        summary.records += 1
        let position = Position(line: line, byte: start + from, record: summary.records)
        mojibake.add(garbled, at: position)
        line += lines
        if repeated.isEmpty {
            try onRecord(
                Record(
                    fields: UnsafeBufferPointer(start: cells, count: fields.count), position: position,
                    raw: raw))
        } else {
            summary.rejected += 1
            let faults = repeated.map {
                Fault(code: .repeatedField, position: position, column: names.title($0))
            }
            try onReject(Reject(position: position, faults: faults, raw: transcoder.text(raw)))
        }
        return .next(p - base)
    }

    /// Passes over the record that starts at `from` when nobody wants it; nil when it has to be read. Its end
    /// is taken to be the next end tag of its name: if that is wrong, its bytes are not those of any record
    /// that was read.
    private func passed(_ from: Int, _ wants: (UnsafeBufferPointer<UInt8>, Int) throws -> Bool) throws
        -> Outcome?
    {
        let start = buffer + from
        guard
            let count = closeTag.withUnsafeBufferPointer({ Swar.end(of: $0, in: start, count: used - from) })
        else { return .more }
        if count > limits.recordBytes { return nil }
        if try wants(UnsafeBufferPointer(start: start, count: count), summary.records + 1) { return nil }
        summary.records += 1
        line += Swar.newlines(start, count: count)
        return .next(from + count)
    }
}
