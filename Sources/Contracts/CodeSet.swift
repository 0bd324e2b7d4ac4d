/// A set of codes that is asked with bytes, so that no text is made for a question.
final class CodeSet: @unchecked Sendable {
    private let slots: UnsafeMutablePointer<(start: Int32, length: Int32)>
    private let pool: UnsafeMutablePointer<UInt8>
    private let mask: Int

    init(_ codes: some Collection<String>) {
        var size = 8
        while size < codes.count * 2 { size *= 2 }
        mask = size - 1
        slots = .allocate(capacity: size)
        slots.initialize(repeating: (0, -1), count: size)
        pool = .allocate(capacity: codes.reduce(1) { $0 + $1.utf8.count })
        var start = 0
        for code in codes {
            var count = 0
            for byte in code.utf8 {
                (pool + start + count).initialize(to: byte)
                count += 1
            }
            var slot = Self.hash(Bytes(start: pool + start, count: count)) & mask
            while slots[slot].length >= 0 { slot = (slot + 1) & mask }
            slots[slot] = (Int32(start), Int32(count))
            start += count
        }
    }

    deinit {
        slots.deallocate()
        pool.deallocate()
    }

    func contains(_ bytes: Bytes) -> Bool {
        var slot = Self.hash(bytes) & mask
        while true {
            let (start, length) = slots[slot]
            if length < 0 { return false }
            if Int(length) == bytes.count, matches(bytes, at: Int(start)) { return true }
            slot = (slot + 1) & mask
        }
    }

    /// Whether it is a code in any case: models ask for `lower(code)`, which folds no letter but those of
    /// ASCII.
    func knows(_ bytes: Bytes) -> Bool {
        if contains(bytes) { return true }
        guard bytes.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return false }
        return bytes.map(lowerCased).withUnsafeBufferPointer(contains)
    }

    @inline(__always)
    private func matches(_ bytes: Bytes, at start: Int) -> Bool {
        for index in 0..<bytes.count where pool[start + index] != bytes[index] { return false }
        return true
    }

    /// FNV-1a: short keys, and the same on every run.
    @inline(__always)
    private static func hash(_ bytes: Bytes) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
    }
}
