/// An element name as the bytes of its start and end tag in ISO-8859-1, made once: the hot path only copies
/// them.
struct Element: @unchecked Sendable {
    // Never freed and never written after init, which is what makes sharing it safe.
    let start: UnsafePointer<UInt8>
    let startCount: Int
    let end: UnsafePointer<UInt8>
    let endCount: Int
    let empty: UnsafePointer<UInt8>
    let emptyCount: Int

    init(_ name: String) {
        (start, startCount) = Element.bytes("<\(name)>")
        (end, endCount) = Element.bytes("</\(name)>")
        (empty, emptyCount) = Element.bytes("<\(name)/>")
    }

    private static func bytes(_ text: String) -> (UnsafePointer<UInt8>, Int) {
        let latin = latin1(text)
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: latin.count)
        copy.initialize(from: latin, count: latin.count)
        return (UnsafePointer(copy), latin.count)
    }
}

/// The text in ISO-8859-1; every character the sample uses is in it.
func latin1(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
}
