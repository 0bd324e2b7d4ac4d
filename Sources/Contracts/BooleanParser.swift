import Records

/// Yes and no in the spellings of the register and of Danish systems, whatever their case.
public enum BooleanParser {
    /// Never `.null` and never noted: `1`, `j`, `y`, `x`, `ja`, `yes`, `true`, `sand(t)` are true, `0`, `n`,
    /// `nej`, `no`, `false`, `falsk` are false, all else is `.bad(.badBoolean)`.
    public static func parse(_ bytes: Bytes) -> Parsed<Bool> {
        if bytes.count == 1 {
            switch lowerCased(bytes[0]) {
            case UInt8(ascii: "1"), UInt8(ascii: "j"), UInt8(ascii: "y"), UInt8(ascii: "x"):
                return .value(true)
            case UInt8(ascii: "0"), UInt8(ascii: "n"): return .value(false)
            default: return .bad(.badBoolean)
            }
        }
        if bytes.equalsIgnoringCase("ja") || bytes.equalsIgnoringCase("true")
            || bytes.equalsIgnoringCase("yes")
            || bytes.equalsIgnoringCase("sand") || bytes.equalsIgnoringCase("sandt")
        {
            return .value(true)
        }
        if bytes.equalsIgnoringCase("nej") || bytes.equalsIgnoringCase("false")
            || bytes.equalsIgnoringCase("no")
            || bytes.equalsIgnoringCase("falsk")
        {
            return .value(false)
        }
        return .bad(.badBoolean)
    }
}
