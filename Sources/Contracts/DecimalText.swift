/// A decimal number as written: sign, digits and the place of the decimal sign. Never a binary fraction on
/// the way.
struct DecimalText {
    var negative = false
    /// All digits without the decimal sign; meaningless when `overflowed`.
    var digits: UInt64 = 0
    /// How many of the digits stand after the decimal sign.
    var decimals = 0
    /// More digits than 64 bits hold.
    var overflowed = false

    /// Reads a number in the system's style: digits, grouped in threes or not at all, a decimal sign with
    /// digits on its right, one minus in front, behind (where the style has it) or as parentheses. Nil for
    /// anything else: no exponent, no `nan`, no `0x10`, no `1_000`, no plus, no digits but ASCII's.
    init?(_ bytes: Bytes, style: ValueStyle) {
        var start = 0
        var end = bytes.count
        guard end > 0 else { return nil }
        // Most numbers are a few digits and nothing else; eighteen digits cannot overflow.
        if end <= 18 {
            while start < end, isDigit(bytes[start]) {
                digits = digits &* 10 &+ UInt64(bytes[start] &- 0x30)
                start += 1
            }
            if start == end { return }
            digits = 0
            start = 0
        }
        if bytes[0] == UInt8(ascii: "-") {
            negative = true
            start = 1
        } else if bytes[0] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") {
            negative = true
            start = 1
            end -= 1
        } else if style.trailingMinus, bytes[end - 1] == UInt8(ascii: "-") {
            negative = true
            end -= 1
            while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        }
        guard var index = wholePart(bytes, from: start, to: end, style: style) else { return nil }
        if index < end {
            // Only the decimal sign is left to stop at; something must follow it.
            index += 1
            guard index < end else { return nil }
            while index < end {
                guard isDigit(bytes[index]) else { return nil }
                append(bytes[index])
                decimals += 1
                index += 1
            }
        }
        guard index > start else { return nil }
    }

    /// Reads digits and separators of thousands; gives the index of the decimal sign or the end, nil where
    /// neither comes.
    private mutating func wholePart(_ bytes: Bytes, from start: Int, to end: Int, style: ValueStyle) -> Int? {
        var index = start
        var inGroup = 0
        var grouped = false
        while index < end {
            let byte = bytes[index]
            if isDigit(byte) {
                append(byte)
                inGroup += 1
                index += 1
            } else if byte == style.decimal {
                break
            } else {
                let width = separatorWidth(bytes, at: index, end: end, style: style)
                guard width > 0, grouped ? inGroup == 3 : (1...3).contains(inGroup) else { return nil }
                grouped = true
                inGroup = 0
                index += width
            }
        }
        return !grouped || inGroup == 3 ? index : nil
    }

    /// Bytes of the separator of thousands here, 0 for none. A style with a space also takes the no-break
    /// spaces that spreadsheets write.
    private func separatorWidth(_ bytes: Bytes, at index: Int, end: Int, style: ValueStyle) -> Int {
        guard let separator = style.thousands else { return 0 }
        if bytes[index] == separator { return 1 }
        guard separator == 0x20 else { return 0 }
        if index + 1 < end, bytes[index] == 0xC2, bytes[index + 1] == 0xA0 { return 2 }
        if index + 2 < end, bytes[index] == 0xE2, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
            return 3
        }
        return 0
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        let (tenfold, over) = digits.multipliedReportingOverflow(by: 10)
        let (sum, over2) = tenfold.addingReportingOverflow(UInt64(byte &- 0x30))
        digits = sum
        if over || over2 { overflowed = true }
    }

    /// Zeros at the end of the decimals say nothing: `12,500` is `12,5`.
    mutating func dropTrailingZeros() {
        while decimals > 0, digits % 10 == 0 {
            digits /= 10
            decimals -= 1
        }
    }
}
