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

    /// Nearly every cell is told by its length or its first byte.
    @inline(__always)
    static func mayBe(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard cell.count > 0, cell.count <= 60 else { return false }
        switch cell[0] {
        case UInt8(ascii: "*"), 0x20, 0xC2, 0xE2, 0xCE: return true
        case let first:
            switch first | 0x20 {
            case UInt8(ascii: "i"), UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "h"),
                UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "g"), UInt8(ascii: "a"):
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
        "snit", "middel", "average", "avg", "mean",
    ]
    private static let openings = [
        "i alt ", "ialt ", "subtotal ", "sub-total ", "mellemsum ", "mellemtotal ", "delsum ", "deltotal ",
        "total for ", "total i ", "sum for ", "sum af ", "hovedtotal ", "grand total ",
    ]
}
