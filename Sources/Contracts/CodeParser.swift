/// Codes: one line of text, never a number, so that `00` and `0` stay different.
public enum CodeParser {
    /// The bytes themselves; `.bad(.badText)` where a control character stands among them.
    public static func parse(_ bytes: Bytes) -> Parsed<Bytes> {
        for byte in bytes where byte < 0x20 || byte == 0x7F { return .bad(.badText) }
        return .value(bytes)
    }
}
