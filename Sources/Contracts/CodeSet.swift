/// A set of codes that is asked with bytes, so that no text is made for a question.
struct CodeSet {
    private let slots: [(start: Int32, length: Int32)]
    private let pool: [UInt8]
    private let mask: Int

    init(_ codes: some Collection<String>) {
        var size = 8
        while size < codes.count * 2 { size *= 2 }
        var slots: [(start: Int32, length: Int32)] = Array(repeating: (0, -1), count: size)
        var pool: [UInt8] = []
        for code in codes {
            let start = pool.count
            pool.append(contentsOf: code.utf8)
            var slot = pool[start...].withUnsafeBufferPointer(Self.hash) & (size - 1)
            while slots[slot].length >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = (Int32(start), Int32(pool.count - start))
        }
        self.slots = slots
        self.pool = pool
        mask = size - 1
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

    private func matches(_ bytes: Bytes, at start: Int) -> Bool {
        for index in 0..<bytes.count where pool[start + index] != bytes[index] { return false }
        return true
    }

    /// FNV-1a: short keys, and the same on every run.
    private static func hash(_ bytes: Bytes) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
    }
}
