import Crypto
import Records

/// SHA-256 over bytes as they come.
public struct Fingerprinter {
    private var hash = SHA256()

    /// Nothing read yet.
    public init() {}

    /// Adds bytes as they are, without an end mark: pieces run together, and `endText` ends a text of them.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }

    /// Adds a text and an end mark, so that two texts never run together.
    public mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        endText()
    }

    /// Adds the end mark of a text whose bytes came in pieces.
    public mutating func endText() { hash.update(data: [0]) }

    /// The sum of all that was added.
    public consuming func finish() -> Fingerprint {
        let digits = Array("0123456789abcdef".utf8)
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        for byte in hash.finalize() {
            hex.append(digits[Int(byte >> 4)])
            hex.append(digits[Int(byte & 15)])
        }
        return Fingerprint(hex: String(decoding: hex, as: UTF8.self))
    }
}

extension Fingerprint {
    /// The fingerprint of a list of texts, in this order.
    public static func of(_ texts: [String]) -> Fingerprint {
        var printer = Fingerprinter()
        for text in texts { printer.update(text) }
        return printer.finish()
    }
}
