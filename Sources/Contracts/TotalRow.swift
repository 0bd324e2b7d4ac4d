/// Words of rows that are a system's own sums: they would count everything twice.
public enum TotalRow {
    /// Whether a cell, and nothing beside it, says that its row is a sum: `I alt`, `Total:`, SAP's stars.
    public static func isWord(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard mayBe(cell), let text = String(validating: cell, as: UTF8.self) else { return false }
        var word = text.lowercased()
        while let last = word.last, last == " " || last == ":" || last == "." || last == "=" {
            word.removeLast()
        }
        while let first = word.first, first == " " || first == "\u{A0}" { word.removeFirst() }
        if !word.isEmpty, word.allSatisfy({ $0 == "*" }) { return true }
        word = word.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "*" }).joined(separator: " ")
        return words.contains(word) || openings.contains { word.hasPrefix($0) }
    }

    /// Whether the cell of a name or a key says that its row is a sum: also with what it is the sum of,
    /// `4711 Total`, `Sum 4711`, SAP's `* 4711`.
    public static func isLabel(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        if isWord(cell) { return true }
        guard cell.count > 2, cell.count <= 60 else { return false }
        let isStarred = cell[0] == UInt8(ascii: "*")
        guard isStarred || endsLikeOne(cell) || mayBe(cell),
            let text = String(validating: cell, as: UTF8.self)
        else { return false }
        let words = text.lowercased().split { $0 == " " || $0 == "\u{A0}" || $0 == ":" }
        guard words.count > 1 else { return false }
        // Stars, a blank, and what is summed.
        if words[0].allSatisfy({ $0 == "*" }) { return true }
        if summing.contains(String(words[words.count - 1])) || words.suffix(2) == ["i", "alt"] {
            return true
        }
        // In front of a number it is no supplier's name.
        return summing.contains(String(words[0])) && words[1].first?.isNumber == true
    }

    /// Words for a sum that also stand beside what is summed.
    private static let summing: Set<String> = [
        "total", "totalt", "ialt", "sum", "subtotal", "hovedtotal", "delsum", "mellemsum", "saldo",
        "resultat",
    ]

    /// Whether the last letters are those of such a word.
    @inline(__always)
    private static func endsLikeOne(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        var end = cell.count
        while end > 3, cell[end - 1] == 0x20 || cell[end - 1] == UInt8(ascii: ":") { end -= 1 }
        guard end > 3 else { return false }
        let tail =
            UInt32(cell[end - 3] | 0x20) << 16 | UInt32(cell[end - 2] | 0x20) << 8
            | UInt32(cell[end - 1] | 0x20)
        switch tail {
        case 0x74616C, 0x616C74, 0x73756D, 0x6C646F, 0x746174: return true
        default: return false
        }
    }

    /// Nearly every cell is told by its length or its first byte.
    @inline(__always)
    static func mayBe(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard cell.count > 0, cell.count <= 60 else { return false }
        switch cell[0] {
        case UInt8(ascii: "*"), 0x20, 0xC2, 0xE2, 0xCE: return true
        case let first:
            switch first | 0x20 {
            case UInt8(ascii: "i"), UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "h"),
                UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "g"), UInt8(ascii: "a"), UInt8(ascii: "r"),
                UInt8(ascii: "n"):
                return true
            default: return false
            }
        }
    }

    private static let words: Set<String> = [
        "i alt", "ialt", "i alt kr", "ialt kr", "total", "totalt", "totaler", "total i alt", "total kr",
        "totalsum", "totalbeløb", "subtotal", "sub-total", "sub total", "sum", "sum i alt",
        "sum total", "summa", "samlet", "samlet sum", "samlet i alt", "samlet beløb", "alt i alt",
        "hovedtotal", "hovedsum", "delsum", "deltotal", "del i alt", "mellemsum", "mellemtotal",
        "slutsum", "grand total", "totals", "sum of all", "antal i alt", "σ", "∑", "gennemsnit", "gns",
        "snit", "middel", "average", "avg", "mean", "saldo", "resultat", "nettoresultat", "resultat i alt",
    ]
    private static let openings = [
        "i alt ", "ialt ", "subtotal ", "sub-total ", "mellemsum ", "mellemtotal ", "delsum ", "deltotal ",
        "total for ", "total i ", "sum for ", "sum af ", "hovedtotal ", "grand total ",
    ]
}
