/// Whole numbers: `1499`, `-14`, and `1.499` where the style separates thousands.
public enum IntegerParser {
    /// A whole number within 64 bits, else `.bad(.outOfRange)`. One with zeros behind the decimal sign or in
    /// another spelling is noted, unless three zeros could be a separator of thousands: that is
    /// `.bad(.badInteger)`, as is everything else.
    public static func parse(_ bytes: Bytes, style: ValueStyle) -> Parsed<Int64> {
        guard let text = DecimalText(bytes, style: style), text.decimals == 0 else {
            return loose(bytes, style: style)
        }
        guard !text.overflowed else { return .bad(.outOfRange) }
        if text.negative, text.digits == UInt64(Int64.max) + 1 { return .value(.min) }
        guard let value = Int64(exactly: text.digits) else { return .bad(.outOfRange) }
        return .value(text.negative ? -value : value)
    }

    /// A whole number with zeros behind the decimal sign, or in another spelling; three zeros may be a
    /// separator of thousands that nobody agreed on.
    private static func loose(_ bytes: Bytes, style: ValueStyle) -> Parsed<Int64> {
        let plain =
            DecimalText(bytes, style: style) == nil ? NumberSpelling.plain(bytes, style: style) : Array(bytes)
        return plain?.withUnsafeBufferPointer { plain in
            guard var text = DecimalText(plain, style: style), !text.overflowed, text.decimals != 3 else {
                return .bad(.badInteger)
            }
            text.dropTrailingZeros()
            guard text.decimals == 0, let value = Int64(exactly: text.digits) else {
                return .bad(.badInteger)
            }
            return .noted(text.negative ? -value : value, .otherSpelling)
        } ?? .bad(.badInteger)
    }
}
