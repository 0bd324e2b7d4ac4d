/// Shares in percent: `12,5`, `12,5%` and `12,5 %` are all 12.5.
public enum PercentParser {
    /// The number as `NumberParser` reads it, without its sign of percent before or behind; never divided by
    /// 100.
    public static func parse(_ bytes: Bytes, style: ValueStyle) -> Parsed<Double> {
        if let first = bytes.first, first == UInt8(ascii: "%") {
            return NumberParser.parse(bytes[from: 1, to: bytes.count].trimmed(), style: style)
        }
        guard let last = bytes.last, last == UInt8(ascii: "%") else {
            return NumberParser.parse(bytes, style: style)
        }
        return NumberParser.parse(bytes[from: 0, to: bytes.count - 1].trimmed(), style: style)
    }
}
