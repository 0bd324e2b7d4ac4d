/// Field bytes to UTF-8 values: doubled quotes undone, the encoding translated, Excel's `="0012"` unwrapped.
struct CSVValues {
    private let encoding: TextEncoding
    private let quote: UInt8
    private let table: [UInt32]
    private var side: UnsafeMutablePointer<UInt8>
    private var capacity = 64 << 10
    private var used = 0

    init(encoding: TextEncoding, quote: UInt8) {
        self.encoding = encoding
        self.quote = quote
        table =
            encoding == .windows1252
            ? HighBytes.windows1252.entries : encoding == .iso88591 ? HighBytes.iso88591.entries : []
        side = .allocate(capacity: capacity)
    }

    func deallocate() { side.deallocate() }

    /// Forgets the values of the record before and makes room for those of one of so many bytes: each may be
    /// written twice (total rule and value) and grow to three bytes a character.
    mutating func begin(recordBytes: Int) {
        used = 0
        let need = recordBytes * 8 + 64
        if need > capacity {
            side.deallocate()
            capacity = need
            side = .allocate(capacity: need)
        }
    }

    /// The value, valid until the next record; nil when a byte is not of the encoding.
    mutating func value(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) -> UnsafeBufferPointer<
        UInt8
    >? {
        let p = base + field.start
        if !field.escaped, !field.high || encoding == .utf8 {
            if field.high, UTF8Bytes.firstFault(p, count: field.count) != nil { return nil }
            return unwrapped(UnsafeBufferPointer(start: p, count: field.count))
        }
        let o = side + used
        var made = 0
        var i = 0
        while i < field.count {
            let b = p[i]
            if b == quote, field.escaped { i += 1 }
            if b < 0x80 || table.isEmpty {
                o[made] = b
                made += 1
            } else {
                let entry = table[Int(b) - 0x80]
                if entry == 0 { return nil }
                let n = Int(entry >> 24)
                for k in 0..<n { o[made + k] = UInt8(truncatingIfNeeded: entry >> UInt32(8 * k)) }
                made += n
            }
            i += 1
        }
        used += made
        if field.high, encoding == .utf8, UTF8Bytes.firstFault(o, count: made) != nil { return nil }
        return unwrapped(UnsafeBufferPointer(start: UnsafePointer(o), count: made))
    }

    func isValid(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) -> Bool {
        firstFault(base + field.start, field.count) == field.count
    }

    /// Offset of the first byte that is not of the encoding; `count` when all are.
    func firstFault(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int {
        if table.isEmpty { return UTF8Bytes.firstFault(p, count: count) ?? count }
        for i in 0..<count where p[i] >= 0x80 && table[Int(p[i]) - 0x80] == 0 { return i }
        return count
    }

    @inline(__always)
    private func unwrapped(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let n = value.count
        if n >= 3, value[0] == UInt8(ascii: "="), value[1] == UInt8(ascii: "\""),
            value[n - 1] == UInt8(ascii: "\"")
        {
            return UnsafeBufferPointer(rebasing: value[2..<n - 1])
        }
        return value
    }
}
