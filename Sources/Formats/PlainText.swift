/// The text of one element that is not plain ASCII: entities, references, line ends and the encoding, on
/// bytes.
struct PlainText {
    let encoding: TextEncoding
    private let table: [UInt32]

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        table =
            encoding == .windows1252
            ? HighBytes.windows1252.entries : encoding == .iso88591 ? HighBytes.iso88591.entries : []
    }

    /// Writes the text from `t` to `q` as UTF-8 and returns its length; nil when libxml2 must decide. At most
    /// three bytes are written per byte read. `lines` grows by the line feeds.
    func decode(
        _ t: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, to o: UnsafeMutablePointer<UInt8>,
        lines: inout Int
    ) -> Int? {
        var p = t
        var made = 0
        while p < q {
            let b = p[0]
            if b < 0x80 {
                switch b {
                case UInt8(ascii: "&"):
                    guard let length = reference(p, q, o, &made) else { return nil }
                    p += length
                    continue
                case UInt8(ascii: "]"):
                    if q - p >= 3, p[1] == b, p[2] == UInt8(ascii: ">") { return nil }
                    o[made] = b
                case 13:
                    // The parser's rule for line ends: CR LF and a lone CR are one LF.
                    if p + 1 < q, p[1] == 10 {
                        p += 1
                        lines += 1
                    }
                    o[made] = 10
                case 10:
                    lines += 1
                    o[made] = b
                case 9, 0x20...: o[made] = b
                default: return nil
                }
                made += 1
                p += 1
            } else if encoding == .utf8 {
                let n = UTF8Bytes.sequence(p, q)
                // U+FFFE and U+FFFF are no characters of XML.
                if n <= 0 || (n == 3 && b == 0xEF && p[1] == 0xBF && p[2] >= 0xBE) { return nil }
                for k in 0..<n { o[made + k] = p[k] }
                made += n
                p += n
            } else {
                let entry = table[Int(b) - 0x80]
                if entry == 0 { return nil }
                let n = Int(entry >> 24)
                for k in 0..<n { o[made + k] = UInt8(truncatingIfNeeded: entry >> UInt32(8 * k)) }
                made += n
                p += 1
            }
        }
        return made
    }

    /// `&amp;`, `&#38;`, `&#x26;`: the length of the reference, its character written.
    private func reference(
        _ p: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, _ o: UnsafeMutablePointer<UInt8>,
        _ made: inout Int
    ) -> Int? {
        var end = 1
        while p + end < q, p[end] != UInt8(ascii: ";") {
            end += 1
            if end > 10 { return nil }
        }
        guard p + end < q, end > 1 else { return nil }
        func named(_ name: StaticString) -> Bool {
            guard name.utf8CodeUnitCount == end - 1 else { return false }
            for k in 0..<end - 1 where p[k + 1] != name.utf8Start[k] { return false }
            return true
        }
        if p[1] == UInt8(ascii: "#") {
            guard let u = number(p + 2, p + end) else { return nil }
            made += UTF8Bytes.write(u, to: o + made)
            return end + 1
        }
        let byte: UInt8
        if named("amp") {
            byte = UInt8(ascii: "&")
        } else if named("lt") {
            byte = UInt8(ascii: "<")
        } else if named("gt") {
            byte = UInt8(ascii: ">")
        } else if named("quot") {
            byte = UInt8(ascii: "\"")
        } else if named("apos") {
            byte = UInt8(ascii: "'")
        } else {
            return nil
        }
        o[made] = byte
        made += 1
        return end + 1
    }

    private func number(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> UInt32? {
        var u: UInt32 = 0
        var d = p
        let hex = d < end && d[0] == UInt8(ascii: "x")
        if hex { d += 1 }
        if d == end || end - d > 7 { return nil }
        while d < end {
            let c = d[0]
            switch c {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                u = u * (hex ? 16 : 10) + UInt32(c - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f") where hex:
                u = u * 16 + UInt32(c - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F") where hex:
                u = u * 16 + UInt32(c - UInt8(ascii: "A") + 10)
            default: return nil
            }
            d += 1
        }
        switch u {
        case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return u
        default: return nil
        }
    }
}
