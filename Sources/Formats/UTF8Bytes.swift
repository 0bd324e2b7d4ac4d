import Glibc

/// Strict UTF-8 on bytes: no overlong form, no surrogate, nothing above U+10FFFF.
enum UTF8Bytes {
    /// Length of the sequence that starts at `p`; 0 when it is not UTF-8, -1 when the bytes before `end` are
    /// a proper beginning and more are needed.
    @inline(__always)
    static func sequence(_ p: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) -> Int {
        let a = p[0]
        if a < 0x80 { return 1 }
        if a < 0xC2 || a > 0xF4 { return 0 }
        let available = end - p
        if available < 2 { return -1 }
        let b = p[1]
        if a < 0xE0 { return b & 0xC0 == 0x80 ? 2 : 0 }
        let low: UInt8 = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80
        let high: UInt8 = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF
        if b < low || b > high { return 0 }
        if available < 3 { return -1 }
        if p[2] & 0xC0 != 0x80 { return 0 }
        if a < 0xF0 { return 3 }
        if available < 4 { return -1 }
        return p[3] & 0xC0 == 0x80 ? 4 : 0
    }

    /// A byte as two hexadecimal digits, for messages.
    static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }

    /// Offset of the first byte that does not begin a whole, valid sequence; nil when all of it is UTF-8.
    static func firstFault(_ p: UnsafePointer<UInt8>, count: Int) -> Int? {
        let end = p + count
        var q = p
        while q < end {
            if end - q >= 8, UnsafeRawPointer(q).loadUnaligned(as: UInt64.self) & Swar.highs == 0 {
                q += 8
                continue
            }
            let n = sequence(q, end)
            if n <= 0 { return q - p }
            q += n
        }
        return nil
    }

    /// Appends one scalar as UTF-8; the caller has room for four bytes. Returns their number.
    @inline(__always)
    static func write(_ u: UInt32, to o: UnsafeMutablePointer<UInt8>) -> Int {
        if u < 0x80 {
            o[0] = UInt8(u)
            return 1
        }
        if u < 0x800 {
            o[0] = UInt8(0xC0 | u >> 6)
            o[1] = UInt8(0x80 | u & 63)
            return 2
        }
        if u < 0x10000 {
            o[0] = UInt8(0xE0 | u >> 12)
            o[1] = UInt8(0x80 | (u >> 6) & 63)
            o[2] = UInt8(0x80 | u & 63)
            return 3
        }
        o[0] = UInt8(0xF0 | u >> 18)
        o[1] = UInt8(0x80 | (u >> 12) & 63)
        o[2] = UInt8(0x80 | (u >> 6) & 63)
        o[3] = UInt8(0x80 | u & 63)
        return 4
    }

    /// How often UTF-8 read as Latin-1 and written as UTF-8 again shows: `Ã` followed by U+0080 to U+00BF.
    static func mojibake(_ p: UnsafePointer<UInt8>, count: Int) -> Int {
        var found = 0
        var i = 0
        while i + 3 < count, let hit = memchr(p + i, 0xC3, count - i - 3) {
            i = UnsafeRawPointer(hit) - UnsafeRawPointer(p)
            if p[i + 1] == 0x83, p[i + 2] == 0xC2 {
                found += 1
                i += 4
            } else {
                i += 1
            }
        }
        return found
    }
}

/// Eight bytes at a time in one register.
enum Swar {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func load(_ p: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(p).loadUnaligned(as: UInt64.self))
    }

    /// The high bit of every byte that is zero (bytes above the first zero may be marked wrongly; the lowest
    /// mark is right).
    @inline(__always)
    static func zeros(_ x: UInt64) -> UInt64 { (x &- ones) & ~x & highs }

    @inline(__always)
    static func spread(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

    /// How many bytes of the range are line feeds: memchr, because many files are one line.
    static func newlines(_ p: UnsafePointer<UInt8>, count: Int) -> Int {
        var n = 0
        var at = UnsafeRawPointer(p)
        let end = at + count
        while at < end, let hit = memchr(at, 10, end - at) {
            n += 1
            at = UnsafeRawPointer(hit) + 1
        }
        return n
    }

    /// How many bytes there are up to the end of the first `tag`, an end tag; nil when it is not among them.
    /// Up to 16 bytes behind the end are looked at. Eight places at a time are tried for the slash and the
    /// first byte of the name, which seldom stand together.
    static func end(of tag: UnsafeBufferPointer<UInt8>, in p: UnsafePointer<UInt8>, count: Int) -> Int? {
        let slash = spread(tag[1])
        let name = spread(tag[2])
        let length = tag.count
        let last = count - length
        var at = 0
        while at <= last {
            var marks = zeros(load(p + at + 1) ^ slash) & zeros(load(p + at + 2) ^ name)
            while marks != 0 {
                let place = at &+ marks.trailingZeroBitCount &>> 3
                if place <= last, memcmp(p + place, tag.baseAddress!, length) == 0 { return place &+ length }
                marks &= marks &- 1
            }
            at &+= 8
        }
        return nil
    }
}
