/// Decimal numbers of any number of digits. A double keeps 15 of them exactly; what it does not keep is
/// rounded, and said to be.
public enum NumberParser {
    /// The double nearest to what is written; noted as `.rounded` where it does not keep all of it, and as
    /// `.otherSpelling` where the style was not the agreed one. `.bad(.outOfRange)` beyond what a double
    /// holds, `.bad(.badNumber)` for what is no number.
    public static func parse(_ bytes: Bytes, style: ValueStyle) -> Parsed<Double> {
        guard var text = DecimalText(bytes, style: style) else { return loose(bytes, style: style) }
        guard !text.overflowed else { return long(bytes, text) }
        let written = text
        text.dropTrailingZeros()
        guard text.digits < 1_000_000_000_000_000, text.decimals < powersOfTen.count else {
            return long(bytes, written)
        }
        // Both operands are exact, so the quotient is the double nearest to what was written.
        let value = Double(text.digits) / powersOfTen[text.decimals]
        return .value(text.negative && value != 0 ? -value : value)
    }

    /// More digits than 64 bits or a power of ten hold: the standard library rounds them correctly.
    private static func long(_ bytes: Bytes, _ text: DecimalText) -> Parsed<Double> {
        let digits = bytes.filter(isDigit)
        let whole = digits.count - text.decimals
        let written = String(
            decoding: digits[..<whole] + [UInt8(ascii: ".")] + digits[whole...] + [0x30], as: UTF8.self)
        guard let value = Double(written), value.isFinite else { return .bad(.outOfRange) }
        let signed = text.negative && value != 0 ? -value : value
        // Whole numbers up to 2^53 are kept as they are, and so are fifteen digits, whatever zeros stand
        // around them.
        let isWhole = value < 9_007_199_254_740_992 && digits[whole...].allSatisfy { $0 == 0x30 }
        let significant = digits.drop { $0 == 0x30 }.reversed().drop { $0 == 0x30 }
        let isExact = isWhole || significant.count <= 15
        return isExact ? .value(signed) : .noted(signed, .rounded)
    }

    /// Another spelling of a number, where it has one reading.
    private static func loose(_ bytes: Bytes, style: ValueStyle) -> Parsed<Double> {
        guard let plain = NumberSpelling.plain(bytes, style: style) else { return .bad(.badNumber) }
        return plain.withUnsafeBufferPointer { plain in
            guard DecimalText(plain, style: style) != nil else { return .bad(.badNumber) }
            switch parse(plain, style: style) {
            case .value(let value): return .noted(value, .otherSpelling)
            case let other: return other
            }
        }
    }

    /// Powers of ten that a double holds exactly.
    private static let powersOfTen: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { product, _ in product * 10 }
    }
}
