/// Decimal numbers of at most 15 significant digits, which is what a double keeps exactly.
public enum NumberParser {
    public static func parse(_ bytes: Bytes, style: ValueStyle) -> Parsed<Double> {
        guard var text = DecimalText(bytes, style: style) else { return .bad(.badNumber) }
        guard !text.overflowed else { return .bad(.outOfRange) }
        text.dropTrailingZeros()
        guard text.digits < 1_000_000_000_000_000, text.decimals < powersOfTen.count else { return .bad(.outOfRange) }
        // Both operands are exact, so the quotient is the double nearest to what was written.
        let value = Double(text.digits) / powersOfTen[text.decimals]
        return .value(text.negative && value != 0 ? -value : value)
    }

    /// Powers of ten that a double holds exactly.
    private static let powersOfTen: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { product, _ in product * 10 }
    }
}
