import Records

/// The rules that let the same SQL files run on a second engine, as far as a look at the text can tell.
enum PortableSQL {
    private static let functions: [(name: String, instead: String)] = [
        ("strftime", "the columns of night"), ("julianday", "the columns of night, or age_days of raw_feed"), ("date", "the columns of night"),
        ("datetime", "the columns of night"), ("iif", "case"), ("group_concat", "rows"), ("total", "coalesce(sum(…), 0)"), ("random", "nothing: models are pure"),
    ]

    static func findings(in sql: String, file: String) -> [Finding] {
        let bytes = Array(blanked(sql).utf8)
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        var result: [Finding] = []
        for (name, instead) in functions {
            var start = text.startIndex
            while let range = text.range(of: name, from: start) {
                start = range.upperBound
                let before = range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
                let after = text[range.upperBound...].first { $0 != " " }
                if after == "(", !before.isLetter, !before.isNumber, before != "_", before != "." {
                    let place = TextPlace(in: text, byte: text.utf8.distance(from: text.utf8.startIndex, to: range.lowerBound))
                    result.append(Finding(file: file, line: place.line, column: place.column, code: "not_portable", message: "\(name)() differs between engines; use \(instead)"))
                }
            }
        }
        return result + divisions(bytes, text, file)
    }

    /// `7/2` is 3 on one engine and 3.5 on the other: a division's left side is written `cast(… as double)`.
    private static func divisions(_ bytes: [UInt8], _ text: String, _ file: String) -> [Finding] {
        var result: [Finding] = []
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            let left = String(decoding: bytes[..<index], as: UTF8.self).lowercased()
            if left.trimmedEnd.hasSuffix("as double)") || endsWithDouble(left.trimmedEnd) { continue }
            let place = TextPlace(in: text, byte: index)
            result.append(Finding(
                file: file, line: place.line, column: place.column, code: "bare_division",
                message: "a division is written cast(a as double) / nullif(b, 0): whole numbers divide differently between engines"))
        }
        return result
    }

    /// A decimal literal such as `100.0`, or a parenthesis whose content holds a cast to double or a decimal literal.
    private static func endsWithDouble(_ left: String) -> Bool {
        if let last = left.last, last.isNumber {
            let literal = left.reversed().prefix { $0.isNumber || $0 == "." }
            return literal.contains(".")
        }
        guard left.last == ")" else { return false }
        var depth = 0
        var inside = ""
        for character in left.reversed() {
            if character == ")" { depth += 1 }
            if character == "(" { depth -= 1 }
            inside.append(character)
            if depth == 0 { break }
        }
        let content = String(inside.reversed())
        return content.contains("as double)") || content.contains(".0")
    }

    /// The text with comments and string literals turned into blanks, byte for byte.
    private static func blanked(_ sql: String) -> String {
        var bytes = Array(sql.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "-") {
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { bytes[index] = 32; index += 1 }
            } else if bytes[index] == UInt8(ascii: "'") {
                index += 1
                while index < bytes.count, bytes[index] != UInt8(ascii: "'") { bytes[index] = 32; index += 1 }
                index += 1
            } else {
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    fileprivate func range(of word: String, from start: Index) -> Range<Index>? { self[start...].firstRange(of: word) }
}
