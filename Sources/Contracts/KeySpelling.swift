/// Keys that a person cannot tell apart are one key: letters composed or not, dashes of every length, spaces
/// of every width and number, marks that nobody sees, an apostrophe that a spreadsheet put in front.
///
/// The case of letters stays: it is how people write the key.
public enum KeySpelling {
    /// The key's plain spelling; nil where it has that already, as nearly every key does.
    static func plain(_ bytes: Bytes) -> [UInt8]? {
        if isPlain(bytes) { return nil }
        guard let delivered = String(validating: bytes, as: UTF8.self) else { return nil }
        var text = ComposedLetters.of(visible(delivered))
        while let first = text.first, first == "'" || first == "’" || first == "`" { text.removeFirst() }
        let folded = Array(text.split(separator: " ").joined(separator: " ").utf8)
        return folded.elementsEqual(bytes) ? nil : folded
    }

    /// A text's plain spelling, for a comparison.
    public static func plain(_ text: String) -> String {
        var text = text
        return text.withUTF8 { plain($0).map { String(decoding: $0, as: UTF8.self) } } ?? text
    }

    /// ASCII that can be seen, with single spaces inside.
    private static func isPlain(_ bytes: Bytes) -> Bool {
        guard let first = bytes.first else { return true }
        guard first != UInt8(ascii: "'"), first != UInt8(ascii: "`") else { return false }
        var before: UInt8 = 0
        for byte in bytes {
            if byte >= 0x7F || byte < 0x20 || byte == 0x20 && before == 0x20 { return false }
            before = byte
        }
        return true
    }

    /// The text with one kind of dash and one kind of space, and without what nobody sees.
    static func visible(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            // Hyphens, dashes, the minus sign, and the wide and small forms of it.
            case 0x2010...0x2015, 0x2212, 0x2043, 0xFE58, 0xFE63, 0xFF0D: result.append("-")
            // Soft hyphen, zero width, joiners, direction, a mark of byte order inside.
            case 0x00AD, 0x034F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF,
                0xFE00...0xFE0F:
                break
            case 0x0009...0x000D, 0x00A0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
                result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
