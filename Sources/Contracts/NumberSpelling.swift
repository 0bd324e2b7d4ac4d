/// Numbers as people and programs write them beyond what was agreed, where there is one reading: spaces of
/// any width between thousands, minus signs of every length and at either end, a plus, an apostrophe that a
/// spreadsheet put in front, `,-` for no øre, `kr.`.
///
/// Only what the strict parser refuses comes here, so it may take its time.
enum NumberSpelling {
    /// The number in the style's own plain form, without separators of thousands; nil where it is none, or
    /// may be read in two ways.
    static func plain(_ bytes: Bytes, style: ValueStyle, kroner: Bool = false) -> [UInt8]? {
        guard bytes.count <= 200, let delivered = String(validating: bytes, as: UTF8.self) else { return nil }
        var text = trimmed(KeySpelling.visible(delivered))
        while let first = text.first, first == "'" || first == "’" { text.removeFirst() }
        var negative = false
        if kroner { text = withoutKroner(text) }
        if text.hasPrefix("("), text.hasSuffix(")") {
            negative = true
            text = trimmed(String(text.dropFirst().dropLast()))
            if kroner { text = withoutKroner(text) }
        }
        for end in [",-", ",--", ".-"] where kroner && text.hasSuffix(end) {
            text.removeLast(end.count)
            guard text.last?.isASCIIDigit == true else { return nil }
        }
        if let first = text.first, first == "-" || first == "+" {
            guard !negative else { return nil }
            negative = first == "-"
            text = trimmed(String(text.dropFirst()))
            if kroner { text = withoutKroner(text) }
        } else if text.last == "-" {
            guard !negative else { return nil }
            negative = true
            text = trimmed(String(text.dropLast()))
        }
        guard let plain = ungrouped(text, style: style) else { return nil }
        return (negative ? [UInt8(ascii: "-")] : []) + plain
    }

    /// Thousands parted by spaces or apostrophes, three digits each.
    private static func ungrouped(_ text: String, style: ValueStyle) -> [UInt8]? {
        guard text.first?.isASCIIDigit == true || text.first?.asciiValue == style.decimal else { return nil }
        let decimal = Character(UnicodeScalar(style.decimal))
        for separator in [" ", "'", "’"] as [Character] where text.contains(separator) {
            let parts = text.split(separator: decimal, maxSplits: 1, omittingEmptySubsequences: false)
            let groups = parts[0].split(separator: separator, omittingEmptySubsequences: false)
            guard groups.count > 1, (1...3).contains(groups[0].count),
                groups.dropFirst().allSatisfy({ $0.count == 3 }),
                groups.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) })
            else { return nil }
            return Array((groups.joined() + (parts.count > 1 ? String(decimal) + parts[1] : "")).utf8)
        }
        return Array(text.utf8)
    }

    private static func withoutKroner(_ text: String) -> String {
        let lower = text.lowercased()
        for mark in ["kr.", "kr", "dkk"] {
            if lower.hasPrefix(mark) { return trimmed(String(text.dropFirst(mark.count))) }
            if lower.hasSuffix(mark) { return trimmed(String(text.dropLast(mark.count))) }
        }
        return text
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension Character {
    var isASCIIDigit: Bool { asciiValue.map(isDigit) ?? false }
}
