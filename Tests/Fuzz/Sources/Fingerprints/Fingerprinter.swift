import Records

/// The main package's `Fingerprinter` without its SHA-256, for fuzzers and instruction budgets alone: as many
/// digits, and no promise about them.
public struct Fingerprinter {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Nothing read yet.
    public init() {}

    /// Adds bytes: FNV-1a, and so of little worth against whoever looks for two texts with one sum.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// Adds a text, without the end mark of the real one.
    public mutating func update(_ text: String) {
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// Sixty-four digits of all that was added.
    public consuming func finish() -> Fingerprint {
        // Four words, since the record hasher's key is made of each.
        let words = [
            0x9E37_79B9_7F4A_7C15, 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3,
        ].map { (hash ^ hash >> 29) &* ($0 as UInt64) }
        let digits = words.map { String($0, radix: 16) }
        return Fingerprint(hex: digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined())
    }
}

extension Fingerprint {
    /// The digits of a list of texts.
    public static func of(_ texts: [String]) -> Fingerprint {
        var printer = Fingerprinter()
        for text in texts { printer.update(text) }
        return printer.finish()
    }
}
