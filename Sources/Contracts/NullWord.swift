/// Words that database tools and programs write where there is nothing.
enum NullWord {
    private static let words: [StaticString] = [
        "null", "(null)", "\\N", "nan", "none", "<na>", "<null>", "n/a", "nil",
    ]

    /// What stands second in a word that begins with N.
    private static let seconds = Array("uaoi/".utf8)

    @inline(__always)
    static func matches(_ bytes: Bytes) -> Bool {
        mayBe(bytes) && words.contains { bytes.equalsIgnoringCase($0) }
    }

    /// Nearly every value is told by its length or its first byte.
    @inline(__always)
    static func mayBe(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 2, bytes.count <= 6 else { return false }
        switch bytes[0] {
        case UInt8(ascii: "N"), UInt8(ascii: "n"):
            return bytes.count >= 3 && seconds.contains(bytes[1] | 0x20)
        case UInt8(ascii: "("), UInt8(ascii: "\\"), UInt8(ascii: "<"): return true
        default: return false
        }
    }
}
