/// Why a written instance or plan could not be read, with its line.
public struct PlanTextError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was wrong.
    public enum Reason: Equatable, Sendable {
        /// Another word stands where one is prescribed.
        case unexpected(expected: String, found: String)
        /// The line has too few fields or too many.
        case fieldCount(expected: Int, found: Int)
        /// The field is no whole number, or one in another spelling than ours.
        case notANumber(String)
        /// The field is none of the words that may stand there.
        case notAWord(String, of: [String])
        /// A backslash with something behind it that means nothing.
        case badEscape(String)
        /// A key that stands twice, or not behind the one before it.
        case outOfOrder(String)
        /// The text was cut off.
        case endMissing
        /// Something stands behind the last line.
        case afterEnd
    }
    /// Counted from 1.
    public var line: Int
    /// What was wrong with it.
    public var reason: Reason

    /// `line 7: ...`, in English, for a terminal.
    public var description: String {
        let text =
            switch reason {
            case .unexpected(let expected, let found):
                "expected \(Self.shown(expected)), found \(Self.shown(found))"
            case .fieldCount(let expected, let found): "expected \(expected) fields, found \(found)"
            case .notANumber(let text): "\"\(text)\" is not a whole number"
            case .notAWord(let text, let words): "\"\(text)\" is none of \(words.joined(separator: ", "))"
            case .badEscape(let text): "\"\(text)\" has an unknown escape"
            case .outOfOrder(let key): "\"\(key)\" is repeated or out of key order"
            case .endMissing: "the text stops before its end line"
            case .afterEnd: "there is text after the end line"
            }
        return "line \(line): \(text)"
    }

    /// The text between quotes, with what cannot be seen written out: a line end of another system would look
    /// like nothing.
    private static func shown(_ text: String) -> String {
        let seen = text.unicodeScalars.map { c in
            switch c {
            case "\r": "\\r"
            case "\t": "\\t"
            case _ where c.value < 32 || c.value == 127: "\\u{" + String(c.value, radix: 16) + "}"
            default: String(c)
            }
        }
        return "\"" + seen.joined() + "\""
    }
}
