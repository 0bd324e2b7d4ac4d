import Records

/// A keyed 64-bit hash of a record's bytes, by which a record is known again in a later delivery.
///
/// Strangers write the files, so nobody who does not know the key may be able to make two records that hash
/// alike. The construction is the one of VMAC's universal hash: sums of products of the words, each with a
/// key word added (NH), per block of 128 bytes; the blocks as the coefficients of a polynomial modulo 2^127 -
/// 1 at a secret point; the result folded to 64 bits by a strongly universal multiplication. For two records
/// chosen without the key the chance of one hash is below 2^-61. No hash ever leaves the warehouse, so
/// nothing can be learnt of the key.
public final class RecordHasher {
    private static let blockWords = 16
    private static let blockBytes = blockWords * 8
    private let words: UnsafeMutablePointer<UInt64>
    private let point: (high: UInt64, low: UInt64)
    private let fold: (high: UInt128, low: UInt128, offset: UInt128)
    private let start: UInt128

    /// - Parameters:
    ///   - seed: from which the key is derived.
    ///   - form: what the meaning of a record's bytes depends on, such as the encoding or a header; the same
    ///     bytes in another form hash differently.
    public init(seed: String, form: String) {
        var key: [UInt64] = []
        for number in 0..<8 {
            let hex = Array(Fingerprint.of(["record hash", seed, "\(number)"]).hex.utf8)
            for part in 0..<4 {
                key.append(
                    UInt64(String(decoding: hex[part * 16..<part * 16 + 16], as: UTF8.self), radix: 16)!)
            }
        }
        words = .allocate(capacity: Self.blockWords)
        words.initialize(from: key, count: Self.blockWords)
        // Bits that are left out keep sums of products below 2^127.
        point = (key[16] & 0x1FFF_FFFF_1FFF_FFFF, key[17] & 0x1FFF_FFFF_1FFF_FFFF)
        fold = (Self.wide(key[18], key[19]), Self.wide(key[20], key[21]), Self.wide(key[22], key[23]))
        let hex = Array(Fingerprint.of(["record form", seed, form]).hex.utf8)
        func word(_ part: Int) -> UInt64 {
            UInt64(String(decoding: hex[part * 16..<part * 16 + 16], as: UTF8.self), radix: 16)!
        }
        start = Self.wide(word(0), word(1)) & Self.modulus
    }

    deinit { words.deallocate() }

    private static let modulus = (UInt128(1) << 127) &- 1

    private static func wide(_ high: UInt64, _ low: UInt64) -> UInt128 { UInt128(high) << 64 | UInt128(low) }

    /// The hash of these bytes.
    public func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var value = start
        var at = 0
        if let base = bytes.baseAddress {
            let raw = UnsafeRawPointer(base)
            while bytes.count &- at >= Self.blockBytes {
                value = step(value, block(raw + at))
                at &+= Self.blockBytes
            }
            if at < bytes.count {
                let rest = bytes.count - at
                value = withUnsafeTemporaryAllocation(byteCount: Self.blockBytes, alignment: 16) { room in
                    room.initializeMemory(as: UInt8.self, repeating: 0)
                    room.baseAddress!.copyMemory(from: raw + at, byteCount: rest)
                    return step(value, block(UnsafeRawPointer(room.baseAddress!)))
                }
            }
        }
        value = step(value, UInt128(bytes.count))
        if value == Self.modulus { value = 0 }
        let sum =
            fold.high &* UInt128(UInt64(truncatingIfNeeded: value >> 64)) &+ fold.low
            &* UInt128(UInt64(truncatingIfNeeded: value)) &+ fold.offset
        return UInt64(truncatingIfNeeded: sum >> 64)
    }

    @inline(__always)
    private func block(_ p: UnsafeRawPointer) -> UInt128 {
        var sum: UInt128 = 0
        var i = 0
        while i < Self.blockWords {
            let a = UInt64(littleEndian: p.loadUnaligned(fromByteOffset: i &* 8, as: UInt64.self)) &+ words[i]
            let b =
                UInt64(littleEndian: p.loadUnaligned(fromByteOffset: i &* 8 &+ 8, as: UInt64.self))
                &+ words[i &+ 1]
            sum = sum &+ UInt128(a) &* UInt128(b)
            i &+= 2
        }
        // The sum is universal in each bit; two bits are given up so that the next step cannot overflow.
        return sum & (Self.modulus >> 1)
    }

    /// `value` times the secret point, plus `next`, modulo 2^127 - 1 (not fully reduced: below 2^127).
    @inline(__always)
    private func step(_ value: UInt128, _ next: UInt128) -> UInt128 {
        let high = UInt64(truncatingIfNeeded: value >> 64)
        let low = UInt64(truncatingIfNeeded: value)
        let bottom = UInt128(low) &* UInt128(point.low)
        let middle = UInt128(high) &* UInt128(point.low) &+ UInt128(low) &* UInt128(point.high)
        let top = UInt128(high) &* UInt128(point.high)
        // 2^128 is 2 to this modulus. None of the three is more than 2^126.
        var sum = bottom &+ (top &+ (middle >> 64)) &* 2 &+ next
        let (shifted, over) = sum.addingReportingOverflow(middle << 64)
        sum = over ? shifted &+ 2 : shifted
        return (sum & Self.modulus) &+ (sum >> 127)
    }
}
