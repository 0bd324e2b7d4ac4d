import Records

/// Bytes of a declared encoding to UTF-8, strictly: a byte that the encoding does not have stops it.
/// libxml2's own converters would drop the rest of such a file in silence (see `LibXMLReader`).
struct Transcoder {
    let form: XMLDeclaration.Form
    private let table: [UInt32]

    enum Stop { case inputUsed, outputFull, badByte, nulByte }

    init(_ form: XMLDeclaration.Form) {
        self.form = form
        switch form {
        case .bytes(.iso88591): table = HighBytes.iso88591.entries
        case .bytes(.windows1252): table = HighBytes.windows1252.entries
        default: table = []
        }
    }

    /// Room that must be left for one more character.
    static let margin = 4

    /// Translates as many whole characters as there are and as fit, and says why it stopped. `used` and
    /// `made` grow.
    func run(
        _ input: UnsafePointer<UInt8>, _ count: Int, used: inout Int,
        into output: UnsafeMutablePointer<UInt8>, _ room: Int, made: inout Int
    ) -> Stop {
        switch form {
        case .utf16(let bigEndian): return utf16(input, count, &used, output, room, &made, bigEndian)
        default: return eightBit(input, count, &used, output, room, &made)
        }
    }

    private func eightBit(
        _ input: UnsafePointer<UInt8>, _ count: Int, _ used: inout Int, _ output: UnsafeMutablePointer<UInt8>,
        _ room: Int, _ made: inout Int
    ) -> Stop {
        var i = used
        var o = made
        defer {
            used = i
            made = o
        }
        let last = room - Self.margin
        while i < count {
            if o > last { return .outputFull }
            if count - i >= 8, o + 8 <= last + 1 {
                // Eight bytes are copied, and as many count as are plain ASCII.
                let x = Swar.load(input + i)
                UnsafeMutableRawPointer(output + o).storeBytes(of: x.littleEndian, as: UInt64.self)
                let special = (x | Swar.zeros(x)) & Swar.highs
                let plain = special == 0 ? 8 : special.trailingZeroBitCount &>> 3
                i += plain
                o += plain
                if special == 0 { continue }
            }
            let b = input[i]
            if b == 0 { return .nulByte }
            if b < 0x80 {
                output[o] = b
                i += 1
                o += 1
            } else if table.isEmpty {
                let n = UTF8Bytes.sequence(input + i, input + count)
                if n == 0 { return .badByte }
                if n < 0 { return .inputUsed }
                for k in 0..<n { output[o + k] = input[i + k] }
                i += n
                o += n
            } else {
                let entry = table[Int(b) - 0x80]
                if entry == 0 { return .badByte }
                let n = Int(entry >> 24)
                for k in 0..<n { output[o + k] = UInt8(truncatingIfNeeded: entry >> UInt32(8 * k)) }
                i += 1
                o += n
            }
        }
        return .inputUsed
    }

    private func utf16(
        _ input: UnsafePointer<UInt8>, _ count: Int, _ used: inout Int, _ output: UnsafeMutablePointer<UInt8>,
        _ room: Int, _ made: inout Int,
        _ bigEndian: Bool
    ) -> Stop {
        func unit(_ i: Int) -> UInt32 {
            bigEndian
                ? UInt32(input[i]) << 8 | UInt32(input[i + 1]) : UInt32(input[i + 1]) << 8 | UInt32(input[i])
        }
        while used + 2 <= count {
            if made > room - Self.margin { return .outputFull }
            let u = unit(used)
            if u == 0 { return .nulByte }
            if (0xD800..<0xDC00).contains(u) {
                if used + 4 > count { return .inputUsed }
                let v = unit(used + 2)
                if !(0xDC00..<0xE000).contains(v) { return .badByte }
                made += UTF8Bytes.write(0x10000 + (u - 0xD800) << 10 + (v - 0xDC00), to: output + made)
                used += 4
            } else if (0xDC00..<0xE000).contains(u) {
                return .badByte
            } else {
                made += UTF8Bytes.write(u, to: output + made)
                used += 2
            }
        }
        return .inputUsed
    }

    /// A stretch of delivered bytes: its length, its line feeds, and where its last line starts (nil without
    /// a line feed).
    struct Stretch {
        var bytes = 0
        var newlines = 0
        var lineStart: Int?
    }

    /// Walks from a place in the delivered bytes to the place whose UTF-8 lies `distance` bytes further on.
    /// The range is known to be valid.
    func walk(_ input: UnsafePointer<UInt8>, distance: Int) -> Stretch {
        switch form {
        case .bytes(.utf8), .unknown: return stretch(input, distance)
        case .utf16(let bigEndian): return walkUTF16(input, distance, bigEndian)
        default: break
        }
        var i = 0
        var left = distance
        while left >= 8, Swar.load(input + i) & Swar.highs == 0 {
            i += 8
            left -= 8
        }
        while left > 0 {
            left -= input[i] < 0x80 ? 1 : Int(table[Int(input[i]) - 0x80] >> 24)
            i += 1
            while left >= 8, Swar.load(input + i) & Swar.highs == 0 {
                i += 8
                left -= 8
            }
        }
        return stretch(input, i)
    }

    private func stretch(_ input: UnsafePointer<UInt8>, _ count: Int) -> Stretch {
        var result = Stretch(bytes: count, newlines: Swar.newlines(input, count: count))
        if result.newlines > 0 {
            var i = count
            while input[i - 1] != 10 { i -= 1 }
            result.lineStart = i
        }
        return result
    }

    private func walkUTF16(_ input: UnsafePointer<UInt8>, _ distance: Int, _ bigEndian: Bool) -> Stretch {
        var result = Stretch()
        var left = distance
        while left > 0 {
            let i = result.bytes
            let high = input[i + (bigEndian ? 0 : 1)]
            let low = input[i + (bigEndian ? 1 : 0)]
            result.bytes += 2
            if high == 0, low == 10 {
                result.newlines += 1
                result.lineStart = result.bytes
            }
            if high & 0xF8 == 0xD8 {
                result.bytes += 2
                left -= 4
            } else {
                left -= high == 0 && low < 0x80 ? 1 : high < 8 ? 2 : 3
            }
        }
        return result
    }

    /// Delivered bytes as text for a person; what the encoding does not have shows as U+FFFD.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if case .bytes(.utf8) = form { return String(decoding: bytes, as: UTF8.self) }
        guard let base = bytes.baseAddress else { return "" }
        return String(
            decoding: [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 8) { buffer, made in
                var used = 0
                let room = bytes.count * 3 + 8
                while used < bytes.count {
                    if run(base, bytes.count, used: &used, into: buffer.baseAddress!, room, made: &made)
                        == .inputUsed
                    {
                        break
                    }
                    made += UTF8Bytes.write(0xFFFD, to: buffer.baseAddress! + made)
                    used += 1
                }
            }, as: UTF8.self)
    }
}
