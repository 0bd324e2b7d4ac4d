/// One number for the values of some cells: two lists of cells have the same only if they hold the same, but
/// for one chance in 2^64.
///
/// A row on its way into a table and the same row read from it have the same number.
struct CellHash {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    @inline(__always)
    private mutating func mix(_ word: UInt64) {
        let product = (value ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        value = product.high ^ product.low ^ (value &<< 1)
    }

    @inline(__always)
    mutating func addNull() { mix(0xA5) }

    @inline(__always)
    mutating func add(_ integer: Int64) {
        mix(1)
        mix(UInt64(bitPattern: integer))
    }

    @inline(__always)
    mutating func add(_ real: Double) {
        mix(2)
        mix(real.bitPattern)
    }

    @inline(__always)
    mutating func add(text bytes: UnsafeRawPointer?, _ length: Int) {
        mix(UInt64(length) &<< 8 | 3)
        guard let bytes else { return }
        var at = 0
        while at + 8 <= length {
            mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var rest: UInt64 = 0
        while at < length {
            rest = rest &<< 8 | UInt64(bytes.load(fromByteOffset: at, as: UInt8.self))
            at += 1
        }
        mix(rest)
    }

    /// The number of a single text.
    static func of(_ text: String) -> UInt64 {
        var hash = CellHash(), text = text
        text.withUTF8 { hash.add(text: UnsafeRawPointer($0.baseAddress), $0.count) }
        return hash.value
    }
}
