/// Text from a delivery made safe to print on one line of a terminal or a log.
public enum VisibleText {
    /// Line ends and tabs as `\n`, `\r`, `\t`; other controls, zero-width and direction marks as `\u{…}`: a
    /// delivered value must not be able to forge a line or to hide a part of itself.
    public static func of(_ text: String) -> String {
        if !text.unicodeScalars.contains(where: isHidden) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isHidden(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }
}
