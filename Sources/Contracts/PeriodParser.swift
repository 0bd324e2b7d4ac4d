/// Years, months and quarters: `2025`, `2025-03`, `2025-Q1`. The value is the text itself.
public enum PeriodParser {
    /// The bytes themselves; `.bad(.badPeriod)` for all else, also for years before 1000.
    public static func parse(_ bytes: Bytes) -> Parsed<Bytes> {
        guard let year = bytes.digits(at: 0, 4), year >= 1000 else { return .bad(.badPeriod) }
        if bytes.count == 4 { return .value(bytes) }
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return .bad(.badPeriod) }
        if bytes[5] == UInt8(ascii: "Q"), let quarter = bytes.digits(at: 6, 1), (1...4).contains(quarter) {
            return .value(bytes)
        }
        if let month = bytes.digits(at: 5, 2), (1...12).contains(month) { return .value(bytes) }
        return .bad(.badPeriod)
    }
}
