/// Free text as it stands: line ends and tabs are welcome, other control characters are not.
public enum TextParser {
    /// The bytes themselves; `.bad(.badText)` where a control character other than tab and line end stands
    /// among them.
    public static func parse(_ bytes: Bytes) -> Parsed<Bytes> {
        for byte in bytes where byte < 0x20 || byte == 0x7F {
            guard byte == 0x09 || byte == 0x0A || byte == 0x0D else { return .bad(.badText) }
        }
        return .value(bytes)
    }
}
