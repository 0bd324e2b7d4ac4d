/// Names of cells as a spreadsheet shows them: `B7`.
public enum SheetCell {
    /// `B` for 2, `AA` for 27.
    public static func letters(_ column: Int) -> String {
        var rest = column
        var text = ""
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }

    /// `B7` for row 7 and column 2, both counted from 1.
    public static func name(row: Int, column: Int) -> String { letters(column) + "\(row)" }

    /// Row and column of `B7`, or of the first cell of `B7:C9`; nil for anything else.
    @inline(__always)
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (row: Int, column: Int)? {
        var column = 0
        var row = 0
        var at = 0
        while at < bytes.count, at < 4 {
            let letter = bytes[at] & 0xDF
            guard letter >= 0x41, letter <= 0x5A else { break }
            column = column &* 26 &+ Int(letter &- 0x40)
            at &+= 1
        }
        let start = at
        while at < bytes.count, at < 12, bytes[at] &- 0x30 <= 9 {
            row = row &* 10 &+ Int(bytes[at] &- 0x30)
            at &+= 1
        }
        // No program's sheet has more rows than seven digits say.
        guard column > 0, at > start, at &- start <= 7, row > 0,
            at == bytes.count || bytes[at] == UInt8(ascii: ":")
        else { return nil }
        return (row, column)
    }

    /// A whole number of at most nine digits; nil for anything else.
    @inline(__always)
    public static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.count > 0, bytes.count <= 9 else { return nil }
        var number = 0
        for byte in bytes {
            guard byte &- 0x30 <= 9 else { return nil }
            number = number &* 10 &+ Int(byte &- 0x30)
        }
        return number
    }
}
