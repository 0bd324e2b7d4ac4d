/// What a spreadsheet writes where it has no value, in English and Danish.
enum ExcelError {
    private static let words: Set<String> = [
        "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#REFERENCE!", "#VÆRDI!", "#NAVN?", "#DIVISION/0!", "#I/T", "#NUL!", "#OVERLØB!", "#BEREGN!",
    ]

    /// One of the words, or a cell too narrow for its number (`######`).
    static func matches(_ bytes: Bytes) -> Bool {
        guard let first = bytes.first, first == UInt8(ascii: "#"), bytes.count <= 255 else { return false }
        if bytes.count >= 3, bytes.allSatisfy({ $0 == UInt8(ascii: "#") }) { return true }
        return words.contains(String(decoding: bytes, as: UTF8.self).uppercased())
    }
}
