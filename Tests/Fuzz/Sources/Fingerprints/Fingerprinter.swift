import Records

/// The main package's `Fingerprinter` without its SHA-256, for the fuzzers alone: as many digits, and no promise about them.
public struct Fingerprinter {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    public init() {}

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    public mutating func update(_ text: String) {
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    public consuming func finish() -> Fingerprint {
        let hex = String(hash, radix: 16)
        return Fingerprint(hex: String(repeating: "0", count: 64 - hex.count) + hex)
    }
}

extension Fingerprint {
    public static func of(_ texts: [String]) -> Fingerprint {
        var printer = Fingerprinter()
        for text in texts { printer.update(text) }
        return printer.finish()
    }
}
