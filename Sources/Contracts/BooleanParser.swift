import Records

/// Yes and no in the spellings of the register and of Danish systems, whatever their case.
public enum BooleanParser {
    public static func parse(_ bytes: Bytes) -> Parsed<Bool> {
        if bytes.count == 1 {
            if bytes[0] == UInt8(ascii: "1") { return .value(true) }
            return bytes[0] == UInt8(ascii: "0") ? .value(false) : .bad(.badBoolean)
        }
        if bytes.equalsIgnoringCase("ja") || bytes.equalsIgnoringCase("true") || bytes.equalsIgnoringCase("yes") { return .value(true) }
        if bytes.equalsIgnoringCase("nej") || bytes.equalsIgnoringCase("false") || bytes.equalsIgnoringCase("no") { return .value(false) }
        return .bad(.badBoolean)
    }
}
