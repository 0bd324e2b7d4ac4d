import Records

/// Amounts of Danish kroner as whole øre: `1.234,56`, `kr. 1.234,56`, `1234,56-`, `(1.234,56)`, `1.234,56 DKK`.
public enum MoneyParser {
    public static func parse(_ bytes: Bytes, style: ValueStyle) -> Parsed<Int64> {
        if let text = DecimalText(bytes, style: style) { return ore(text) }
        let (amount, currency) = split(bytes)
        guard currency != .none, let text = DecimalText(amount, style: style) else { return .bad(.badMoney) }
        return currency == .kroner ? ore(text) : .bad(.otherCurrency)
    }

    /// Whole øre; kroner with three decimals are a misread separator of thousands, not a fraction of an øre.
    private static func ore(_ text: DecimalText) -> Parsed<Int64> {
        guard text.decimals <= 2 else { return .bad(.badMoney) }
        var ore = text.digits
        var overflowed = text.overflowed
        for _ in text.decimals..<2 {
            let (product, over) = ore.multipliedReportingOverflow(by: 10)
            ore = product
            if over { overflowed = true }
        }
        // A thousandth of what 64 bits hold: sums of amounts cannot overflow either.
        guard !overflowed, ore < 1_000_000_000_000_000 else { return .bad(.outOfRange) }
        return .value(text.negative ? -Int64(ore) : Int64(ore))
    }

    private enum Currency { case none, kroner, other }

    /// The amount without the currency before or behind it.
    private static func split(_ bytes: Bytes) -> (Bytes, Currency) {
        guard let start = bytes.firstIndex(where: { isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") }),
            let last = bytes.lastIndex(where: { isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ")") }), start <= last
        else { return (bytes, .none) }
        let before = bytes[from: 0, to: start].trimmed(), behind = bytes[from: last + 1, to: bytes.count].trimmed()
        guard before.isEmpty != behind.isEmpty else { return (bytes, .none) }
        return (bytes[from: start, to: last + 1], currency(before.isEmpty ? behind : before))
    }

    private static func currency(_ mark: Bytes) -> Currency {
        if mark.equalsIgnoringCase("kr") || mark.equalsIgnoringCase("kr.") || mark.equalsIgnoringCase("dkk") { return .kroner }
        let isSign = mark.elementsEqual("€".utf8) || mark.elementsEqual("$".utf8) || mark.elementsEqual("£".utf8)
        return isSign || (mark.count == 3 && mark.allSatisfy(isLetter)) ? .other : .none
    }
}
