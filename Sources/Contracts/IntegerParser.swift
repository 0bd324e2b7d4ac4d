/// Whole numbers: `1499`, `-14`, and `1.499` where the style separates thousands.
public enum IntegerParser {
    public static func parse(_ bytes: Bytes, style: ValueStyle) -> Parsed<Int64> {
        guard let text = DecimalText(bytes, style: style), text.decimals == 0 else { return .bad(.badInteger) }
        guard !text.overflowed else { return .bad(.outOfRange) }
        if text.negative, text.digits == UInt64(Int64.max) + 1 { return .value(.min) }
        guard let value = Int64(exactly: text.digits) else { return .bad(.outOfRange) }
        return .value(text.negative ? -value : value)
    }
}
