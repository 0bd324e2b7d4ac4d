/// Numbers that name something: digits alone, kept as text with their leading zeros.
public enum IDParser {
    public static func parse(_ bytes: Bytes) -> Parsed<Bytes> {
        for byte in bytes where !isDigit(byte) { return .bad(.badID) }
        return .value(bytes)
    }
}
