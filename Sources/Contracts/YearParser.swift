/// Years in four digits; `0` and `0000` stand for "not given".
public enum YearParser {
    /// A year from 1000; `.null` for zero, `.bad(.badYear)` for all else.
    public static func parse(_ bytes: Bytes) -> Parsed<Int64> {
        if bytes.count == 1, bytes[0] == UInt8(ascii: "0") { return .null }
        guard bytes.count == 4, let year = bytes.digits(at: 0, 4) else { return .bad(.badYear) }
        if year == 0 { return .null }
        return year >= 1000 ? .value(Int64(year)) : .bad(.badYear)
    }
}
