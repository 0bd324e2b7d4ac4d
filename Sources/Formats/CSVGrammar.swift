import Glibc

/// One CSV record found in bytes by the rules of RFC 4180: CRLF, LF or a lone CR ends it, quoted fields hold
/// separators and line ends, `""` stands for a quote. No state survives a record.
struct CSVGrammar {
    enum LineEnd: Int, CaseIterable { case lf, crlf, cr, none }

    enum Outcome {
        /// Fields were found up to `end`; the next record starts at `next`.
        case record(end: Int, next: Int, LineEnd)
        /// A quote stands where none may at `fault`; the record is given up to the next line end.
        case badQuote(fault: Int, end: Int, next: Int, LineEnd)
        /// The bytes end inside the record.
        case more
        case fieldTooLong(at: Int)
        case tooManyColumns
    }

    /// One field: its place, and what must still be done to its bytes.
    struct Field {
        var start: Int
        var count: Int
        /// Holds `""`.
        var escaped: Bool
        /// Holds a byte of 0x80 or more.
        var high: Bool
    }

    let separator: UInt8
    let quote: UInt8
    let limits: Limits
    /// The fields of the last record.
    let fields: UnsafeMutablePointer<Field>
    private(set) var count = 0
    /// The last record has a quoted field: only such a record can hold line ends.
    private(set) var hasQuotes = false
    /// Where the last record started.
    private(set) var recordStart = 0

    /// Bytes behind the end that must be readable; they must be line feeds.
    static let padding = 32

    init(separator: UInt8, quote: UInt8, limits: Limits) {
        self.separator = separator
        self.quote = quote
        self.limits = limits
        fields = .allocate(capacity: limits.csvColumns + 1)
    }

    func deallocate() { fields.deallocate() }

    /// Reads the record that starts at `from`. `final`: nothing follows `end`.
    mutating func record(_ base: UnsafePointer<UInt8>, from: Int, end: Int, final: Bool) -> Outcome {
        let separators = Swar.spread(separator)
        let quotes = Swar.spread(quote)
        let separator = self.separator
        let quote = self.quote
        let fields = self.fields
        let columns = limits.csvColumns
        var count = 0
        defer { self.count = count }
        recordStart = from
        hasQuotes = false
        var at = from
        while true {
            if count >= columns { return .tooManyColumns }
            var field = Field(start: at, count: 0, escaped: false, high: false)
            if at < end, base[at] == quote {
                hasQuotes = true
                guard let close = closingQuote(base, at + 1, end, &field) else {
                    if final { return badQuote(base, from: from, fault: at, end: end, final: true) }
                    return end - at > limits.csvFieldBytes ? .fieldTooLong(at: at) : .more
                }
                if close + 1 >= end, !final { return .more }
                field.start = at + 1
                field.count = close - at - 1
                field.high = hasHigh(base + field.start, field.count)
                at = close + 1
                if at < end, base[at] != separator, base[at] != 10, base[at] != 13 {
                    return badQuote(base, from: from, fault: at, end: end, final: final)
                }
            } else {
                var high: UInt64 = 0
                while true {
                    let x = Swar.load(base + at)
                    let stop =
                        Swar.zeros(x ^ separators) | Swar.zeros(x ^ quotes) | Swar.zeros(x ^ Swar.spread(10))
                        | Swar.zeros(x ^ Swar.spread(13))
                    if stop != 0 {
                        high |= x & ((stop & (0 &- stop)) &- 1)
                        at += stop.trailingZeroBitCount &>> 3
                        break
                    }
                    high |= x
                    at += 8
                }
                if at >= end {
                    if !final {
                        return end - field.start > limits.csvFieldBytes
                            ? .fieldTooLong(at: field.start) : .more
                    }
                    at = end
                } else if base[at] == quote {
                    guard at == field.start + 1, base[field.start] == UInt8(ascii: "=") else {
                        return badQuote(base, from: from, fault: at, end: end, final: final)
                    }
                    hasQuotes = true
                    // Excel's mark for "this is text": ="0012".
                    var inner = field
                    guard let close = closingQuote(base, at + 1, end, &inner) else {
                        if final { return badQuote(base, from: from, fault: at, end: end, final: true) }
                        return end - at > limits.csvFieldBytes ? .fieldTooLong(at: at) : .more
                    }
                    if close + 1 >= end, !final { return .more }
                    if close + 1 < end, base[close + 1] != separator, base[close + 1] != 10,
                        base[close + 1] != 13
                    {
                        return badQuote(base, from: from, fault: close + 1, end: end, final: final)
                    }
                    field.start = at + 1
                    field.count = close - at - 1
                    field.escaped = inner.escaped
                    field.high = hasHigh(base + field.start, field.count)
                    at = close + 1
                    fields[count] = field
                    count &+= 1
                    if at < end, base[at] == separator {
                        at += 1
                        continue
                    }
                    return lineEnd(base, at, end, final)
                }
                field.count = at - field.start
                field.high = high & Swar.highs != 0
            }
            if field.count > limits.csvFieldBytes { return .fieldTooLong(at: field.start) }
            fields[count] = field
            count &+= 1
            if at < end, base[at] == separator {
                at += 1
                continue
            }
            return lineEnd(base, at, end, final)
        }
    }

    private func lineEnd(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ final: Bool) -> Outcome {
        guard let (next, kind) = Self.lineEnd(base, at, end, final) else { return .more }
        return .record(end: at, next: next, kind)
    }

    /// The line end at `at`: where the next line starts; nil when a CR is the last byte and its LF may
    /// follow.
    static func lineEnd(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ final: Bool) -> (Int, LineEnd)?
    {
        if at >= end { return (end, .none) }
        if base[at] == 10 { return (at + 1, .lf) }
        if at + 1 < end { return base[at + 1] == 10 ? (at + 2, .crlf) : (at + 1, .cr) }
        return final ? (at + 1, .cr) : nil
    }

    /// The first line end at or behind `from`.
    static func nextLineEnd(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var i = from
        while i < end {
            if base[i] == 10 || base[i] == 13 { return i }
            i += 1
        }
        return nil
    }

    private func badQuote(_ base: UnsafePointer<UInt8>, from: Int, fault: Int, end: Int, final: Bool)
        -> Outcome
    {
        guard let stop = Self.nextLineEnd(base, fault, end) else {
            return final ? .badQuote(fault: fault, end: end, next: end, .none) : .more
        }
        guard let (next, kind) = Self.lineEnd(base, stop, end, final) else { return .more }
        return .badQuote(fault: fault, end: stop, next: next, kind)
    }

    private func closingQuote(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int, _ field: inout Field)
        -> Int?
    {
        var at = from
        while at < end, let hit = memchr(base + at, Int32(quote), end - at) {
            let i = hit.assumingMemoryBound(to: UInt8.self) - UnsafeMutablePointer(mutating: base)
            if i + 1 < end, base[i + 1] == quote {
                field.escaped = true
                at = i + 2
                continue
            }
            return i
        }
        return nil
    }

    private func hasHigh(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var i = 0
        var high: UInt64 = 0
        while i + 8 <= count {
            high |= Swar.load(p + i)
            i += 8
        }
        while i < count {
            high |= UInt64(p[i])
            i += 1
        }
        return high & Swar.highs != 0
    }
}
