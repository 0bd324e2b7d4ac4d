import Records

/// Amounts of Danish kroner as whole øre: `1.234,56`, `kr. 1.234,56`, `1234,56-`, `(1.234,56)`, `1.234,56
/// DKK`, `1.500,-`.
public enum MoneyParser {
    /// Whole øre. An amount finer than an øre is rounded and noted; another currency is
    /// `.bad(.otherCurrency)`, 10¹⁵ øre and more `.bad(.outOfRange)`, three decimals behind one to
    /// three digits (a misread separator of thousands) and all else `.bad(.badMoney)`.
    public static func parse(_ bytes: Bytes, style: ValueStyle) -> Parsed<Int64> {
        if let text = DecimalText(bytes, style: style) { return ore(text, bytes) }
        let (amount, currency) = split(bytes)
        if currency != .none, let text = DecimalText(amount, style: style) {
            return currency == .kroner ? ore(text, amount) : .bad(.otherCurrency)
        }
        return loose(bytes, style: style)
    }

    /// Whole øre. Kroner with three decimals behind one to three digits are a misread separator of thousands;
    /// other fractions of an øre are rounded.
    private static func ore(_ text: DecimalText, _ bytes: Bytes) -> Parsed<Int64> {
        let digits = bytes.filter(isDigit)
        let whole = digits.count - text.decimals
        if text.decimals == 3, (1...3).contains(whole), digits[0] != 0x30 { return .bad(.badMoney) }
        var ore: UInt64 = 0
        var overflowed = false
        for place in 0..<whole + 2 {
            let digit = place < digits.count ? digits[place] &- 0x30 : 0
            let (product, over) = ore.multipliedReportingOverflow(by: 10)
            let (sum, over2) = product.addingReportingOverflow(UInt64(digit))
            ore = sum
            if over || over2 { overflowed = true }
        }
        // A thousandth of what 64 bits hold: sums of amounts cannot overflow either.
        guard !overflowed, ore < 1_000_000_000_000_000 else { return .bad(.outOfRange) }
        let rest = digits.dropFirst(whole + 2)
        if let first = rest.first, first >= 0x35 { ore += 1 }
        let value = text.negative ? -Int64(ore) : Int64(ore)
        return rest.allSatisfy { $0 == 0x30 } ? .value(value) : .noted(value, .rounded)
    }

    /// Another spelling of an amount, where it has one reading.
    private static func loose(_ bytes: Bytes, style: ValueStyle) -> Parsed<Int64> {
        guard let plain = NumberSpelling.plain(bytes, style: style, kroner: true) else {
            return .bad(.badMoney)
        }
        return plain.withUnsafeBufferPointer { plain in
            guard let text = DecimalText(plain, style: style) else { return .bad(.badMoney) }
            switch ore(text, plain) {
            case .value(let value): return .noted(value, .otherSpelling)
            case let other: return other
            }
        }
    }

    private enum Currency { case none, kroner, other }

    /// The amount without the currency before or behind it.
    private static func split(_ bytes: Bytes) -> (Bytes, Currency) {
        guard
            let start = bytes.firstIndex(where: {
                isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(")
            }),
            let last = bytes.lastIndex(where: {
                isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ")")
            }), start <= last
        else { return (bytes, .none) }
        let before = bytes[from: 0, to: start].trimmed()
        let behind = bytes[from: last + 1, to: bytes.count].trimmed()
        guard before.isEmpty != behind.isEmpty else { return (bytes, .none) }
        return (bytes[from: start, to: last + 1], currency(before.isEmpty ? behind : before))
    }

    private static func currency(_ mark: Bytes) -> Currency {
        if mark.equalsIgnoringCase("kr") || mark.equalsIgnoringCase("kr.") || mark.equalsIgnoringCase("dkk") {
            return .kroner
        }
        let isSign =
            mark.elementsEqual("€".utf8) || mark.elementsEqual("$".utf8) || mark.elementsEqual("£".utf8)
        return isSign || (mark.count == 3 && mark.allSatisfy(isLetter)) ? .other : .none
    }
}
