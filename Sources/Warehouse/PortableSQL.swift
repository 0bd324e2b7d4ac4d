import Records

/// The rules that let the same SQL files run on a second engine, as far as a look at the text can tell.
enum PortableSQL {
    private static let functions: [(name: String, instead: String)] = [
        ("strftime", "the columns of night"), ("julianday", "the columns of night, or age_days of raw_feed"),
        ("date", "the columns of night"),
        ("datetime", "the columns of night"), ("iif", "case"), ("group_concat", "rows"),
        ("total", "coalesce(sum(…), 0)"), ("random", "nothing: models are pure"),
        ("max", "case when … then … end for two values"), ("min", "case when … then … end for two values"),
    ]

    static func findings(in sql: String, file: String) -> [Finding] {
        let bytes = Array(blanked(sql).utf8)
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        var result: [Finding] = []
        for (name, instead) in functions {
            var start = text.startIndex
            while let range = text.range(of: name, from: start) {
                start = range.upperBound
                let before =
                    range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
                let after = text[range.upperBound...].first { $0 != " " }
                if after == "(", !before.isLetter, !before.isNumber, before != "_", before != "." {
                    // Some names differ only with two values: `max(a, b)`.
                    if ["max", "min"].contains(name), !hasTwo(text[range.upperBound...]) { continue }
                    let place = TextPlace(
                        in: sql, byte: text.utf8.distance(from: text.utf8.startIndex, to: range.lowerBound))
                    result.append(
                        Finding(
                            file: file, line: place.line, column: place.column, code: "not_portable",
                            message: "\(name)() differs between engines; use \(instead)"))
                }
            }
        }
        for word in ["current_date", "current_time", "current_timestamp"] {
            if let byte = offset(of: word, in: sql) {
                let place = TextPlace(in: sql, byte: byte)
                result.append(
                    Finding(
                        file: file, line: place.line, column: place.column, code: "not_portable",
                        message: "\(word) is the clock; use the columns of night"))
            }
        }
        return result + types(sql, file) + divisions(bytes, sql, file)
    }

    /// Words for types that another engine lacks or takes for something else. A column that is null in every
    /// row has no type there; in a union another branch gives it one.
    private static func types(_ sql: String, _ file: String) -> [Finding] {
        let text = blanked(sql).lowercased()
        let isUnion = text.contains("union")
        return text.matches(of: /\bas\s+(text|real)\s*\)|(cast\(\s*)?\bnull\s+as\s+[a-z]/).compactMap {
            match in
            if match.output.1 == nil, isUnion || match.output.2 != nil { return nil }
            let byte = text.utf8.distance(from: text.utf8.startIndex, to: match.range.lowerBound)
            let place = TextPlace(in: sql, byte: byte)
            let message: String
            switch match.output.1 {
            case "text": message = "a value becomes text by || '': there is no type text on the other engine"
            case "real": message = "cast(… as double): real has half the digits on the other engine"
            default: message = "a column of nulls has no type: cast(null as integer), double or varchar"
            }
            return Finding(
                file: file, line: place.line, column: place.column, code: "not_portable", message: message)
        }
    }

    /// Byte offset of a name as a whole word outside comments and literals.
    static func offset(of name: String, in sql: String) -> Int? {
        let text = Array(blanked(sql).lowercased().utf8)
        let word = Array(name.lowercased().utf8)
        func isPart(_ byte: UInt8) -> Bool {
            byte == 95 || (48...57).contains(byte) || (97...122).contains(byte) || byte >= 128
        }
        guard word.count > 0, text.count >= word.count else { return nil }
        return (0...text.count - word.count).first { start in
            text[start..<start + word.count].elementsEqual(word) && (start == 0 || !isPart(text[start - 1]))
                && (start + word.count == text.count || !isPart(text[start + word.count]))
        }
    }

    /// What each name after `from`, `join` or a comma stands for: tables and named steps under their aliases,
    /// or under their own names.
    static func aliases(of tables: Set<String>, in sql: String) -> [String: Set<String>] {
        let words = blanked(sql).lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(
            String.init)
        let known = Dictionary(tables.map { ($0.lowercased(), $0) }) { first, _ in first }
        var result: [String: Set<String>] = [:]
        for (index, word) in words.enumerated()
        where known[word] != nil || (index > 0 && ["from", "join"].contains(words[index - 1])) {
            var next = index + 1
            if next < words.count, words[next] == "as" { next += 1 }
            let isAlias = next < words.count && (next > index + 1 || !clauses.contains(words[next]))
            result[isAlias ? words[next] : known[word] ?? word, default: []].insert(known[word] ?? word)
        }
        return result
    }

    /// Words that may follow a table without an alias.
    private static let clauses: Set<String> = [
        "where", "join", "left", "cross", "inner", "on", "using", "group", "order", "union", "having",
        "limit", "window", "except", "intersect", "select", "natural",
    ]

    /// Whether the parenthesis that opens here holds a comma of its own.
    private static func hasTwo(_ text: Substring) -> Bool {
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 1 { return true }
            if depth == 0, character == ")" { return false }
        }
        return false
    }

    /// `7/2` is 3 on one engine and 3.5 on the other: a division's left side is written `cast(… as double)`.
    private static func divisions(_ bytes: [UInt8], _ sql: String, _ file: String) -> [Finding] {
        var result: [Finding] = []
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            let left = String(decoding: bytes[..<index], as: UTF8.self).lowercased()
            if left.trimmedEnd.hasSuffix("as double)") || endsWithDouble(left.trimmedEnd) { continue }
            let place = TextPlace(in: sql, byte: index)
            result.append(
                Finding(
                    file: file, line: place.line, column: place.column, code: "bare_division",
                    message:
                        """
                        a division is written cast(a as double) / nullif(b, 0): whole numbers divide \
                        differently between engines
                        """
                ))
        }
        return result
    }

    /// A decimal literal such as `100.0`, or a parenthesis whose content holds a cast to double or a decimal
    /// literal.
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
            if bytes[index] == UInt8(ascii: "-"), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "-")
            {
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
                    bytes[index] = 32
                    index += 1
                }
            } else if bytes[index] == UInt8(ascii: "/"), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "*")
            {
                while index < bytes.count,
                    !(bytes[index] == UInt8(ascii: "*") && index + 1 < bytes.count
                        && bytes[index + 1] == UInt8(ascii: "/"))
                {
                    if bytes[index] != UInt8(ascii: "\n") { bytes[index] = 32 }
                    index += 1
                }
                for end in index..<min(index + 2, bytes.count) { bytes[end] = 32 }
                index += 2
            } else if bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"") {
                let quote = bytes[index]
                index += 1
                while index < bytes.count, bytes[index] != quote {
                    bytes[index] = 32
                    index += 1
                }
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

    fileprivate func range(of word: String, from start: Index) -> Range<Index>? {
        self[start...].firstRange(of: word)
    }
}
