/// What a spreadsheet writes where it has no value, in English and Danish.
enum ExcelError {
    private static let words: Set<String> = [
        "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#GETTING_DATA",
        "#REFERENCE!", "#VÆRDI!", "#NAVN?", "#DIVISION/0!", "#I/T", "#NUL!", "#OVERLØB!", "#BEREGN!",
    ]

    /// A long number that a spreadsheet rounded and wrote with an exponent, such as `4,00E+06`: as a code it
    /// names nothing any more.
    static func isScientific(_ bytes: Bytes) -> Bool {
        guard bytes.count >= 4, bytes.count <= 24, isDigit(bytes[0]) else { return false }
        var index = 1
        if bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            guard index > start else { return false }
        }
        guard index + 2 < bytes.count, lowerCased(bytes[index]) == UInt8(ascii: "e"),
            bytes[index + 1] == UInt8(ascii: "+")
        else { return false }
        return bytes[from: index + 2, to: bytes.count].allSatisfy(isDigit)
    }

    static func isScientific(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { isScientific($0) }
    }

    /// One of the words, or a cell too narrow for its number (`######`).
    static func matches(_ bytes: Bytes) -> Bool {
        guard let first = bytes.first, first == UInt8(ascii: "#"), bytes.count <= 255 else { return false }
        if bytes.count >= 3, bytes.allSatisfy({ $0 == UInt8(ascii: "#") }) { return true }
        return words.contains(String(decoding: bytes, as: UTF8.self).uppercased())
    }
}
