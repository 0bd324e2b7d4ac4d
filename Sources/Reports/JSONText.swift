import Records

/// JSON in the order given: the same value gives the same bytes, and the text may stand inside an HTML script
/// element.
indirect enum JSON {
    case null
    case integer(Int64)
    case number(Double)
    case bool(Bool)
    case text(String)
    case list([JSON])
    case object([(String, JSON)])

    init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .integer(let integer): self = .integer(integer)
        case .real(let real): self = .number(real)
        case .text(let text): self = .text(text)
        }
    }

    init(_ words: [String: String]) {
        self = .object(words.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
    }

    /// On one line without spaces.
    var compact: String {
        var out = ""
        write(into: &out, indent: nil)
        return out
    }

    /// Two spaces a level, for files that people may open.
    var pretty: String {
        var out = ""
        write(into: &out, indent: 0)
        return out + "\n"
    }

    private func write(into out: inout String, indent: Int?) {
        switch self {
        case .null: out += "null"
        case .integer(let integer): out += String(integer)
        case .number(let number): out += number.isFinite ? NumberText.plain(number) : "null"
        case .bool(let bool): out += bool ? "true" : "false"
        case .text(let text): JSON.quote(text, into: &out)
        case .list(let items):
            JSON.write(items.map { ("", $0) }, named: false, "[", "]", into: &out, indent: indent)
        case .object(let fields): JSON.write(fields, named: true, "{", "}", into: &out, indent: indent)
        }
    }

    private static func write(
        _ fields: [(String, JSON)], named: Bool, _ open: String, _ close: String, into out: inout String,
        indent: Int?
    ) {
        out += open
        for (index, (name, value)) in fields.enumerated() {
            if index > 0 { out += "," }
            if let indent { out += "\n" + String(repeating: "  ", count: indent + 1) }
            if named {
                quote(name, into: &out)
                out += indent == nil ? ":" : ": "
            }
            value.write(into: &out, indent: indent.map { $0 + 1 })
        }
        if let indent, !fields.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
        out += close
    }

    /// `<`, `>` and `&` are written as escapes: then no text can end the script element it stands in or open
    /// a comment.
    static func quote(_ text: String, into out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "<": out += "\\u003c"
            case ">": out += "\\u003e"
            case "&": out += "\\u0026"
            case "\u{2028}": out += "\\u2028"
            case "\u{2029}": out += "\\u2029"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}
