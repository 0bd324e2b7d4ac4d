/// Numbers that name something: digits alone, kept as text with their leading zeros.
public enum IDParser {
    /// The bytes themselves; `.bad(.badID)` where one is no digit.
    public static func parse(_ bytes: Bytes) -> Parsed<Bytes> {
        for byte in bytes where !isDigit(byte) { return .bad(.badID) }
        return .value(bytes)
    }

    /// The digits of a number that a spreadsheet made text, parted in groups or gave decimals: `'0012`, `7
    /// 000 001`, `7000001,0`; nil for all else.
    static func loose(_ bytes: Bytes) -> [UInt8]? {
        guard bytes.count <= 60 else { return nil }
        let plain = (KeySpelling.plain(bytes) ?? Array(bytes)).filter { $0 != 0x20 }
        let digits = plain.prefix(while: isDigit)
        let rest = plain.dropFirst(digits.count)
        guard !digits.isEmpty,
            rest.isEmpty
                || rest.count > 1 && (rest.first == UInt8(ascii: ",") || rest.first == UInt8(ascii: "."))
                    && rest.dropFirst().count <= 2
                    && rest.dropFirst().allSatisfy({ $0 == 0x30 })
        else { return nil }
        return Array(digits)
    }
}
