/// Why a written instance or plan could not be read, with its line.
public struct PlanTextError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was wrong.
    public enum Reason: Equatable, Sendable {
        case unexpected(expected: String, found: String)
        case fieldCount(expected: Int, found: Int)
        case notANumber(String)
        case notAWord(String, of: [String])
        case badEscape(String)
        case outOfOrder(String)
        case endMissing
        case afterEnd
    }
    public var line: Int
    public var reason: Reason

    /// `line 7: ...`, in English, for a terminal.
    public var description: String {
        let text = switch reason {
        case .unexpected(let expected, let found): "expected \"\(expected)\", found \"\(found)\""
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
}

/// Writes lines of fields separated by tabs.
struct LineWriter {
    private(set) var text = ""
    private var count = 0

    /// One line.
    mutating func line(_ fields: String...) { line(fields) }

    mutating func line(_ fields: [String]) {
        text += fields.map(Self.escape).joined(separator: "\t")
        text += "\n"
        count += 1
    }

    /// The last line says how many went before it, so that a cut file shows.
    mutating func end() { line("end", String(count)) }

    /// A list of keys in one field.
    static func list(_ keys: [String]) -> String { keys.map { escape($0, space: true) }.joined(separator: " ") }

    private static func escape(_ field: String) -> String { escape(field, space: false) }

    private static func escape(_ field: String, space: Bool) -> String {
        var out = ""
        for c in field.unicodeScalars {
            switch c {
            case "\\": out += "\\\\"
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case " " where space: out += "\\s"
            default: out.unicodeScalars.append(c)
            }
        }
        return out
    }
}

/// Reads what `LineWriter` writes, and nothing else.
final class LineReader {
    private let lines: [Substring]
    private(set) var next = 0
    /// The line last taken, from 1.
    var number: Int { next }

    init(_ text: String) throws(PlanTextError) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "" else { throw PlanTextError(line: max(1, lines.count + 1), reason: .endMissing) }
        self.lines = lines
    }

    func fail(_ reason: PlanTextError.Reason) -> PlanTextError { PlanTextError(line: max(1, next), reason: reason) }

    /// The first word of the coming line, without taking it.
    var word: Substring? { next < lines.count ? lines[next].prefix { $0 != "\t" } : nil }

    /// Takes a line of `kind` and gives its fields without the kind.
    func take(_ kind: String, _ count: Int) throws(PlanTextError) -> [String] {
        guard next < lines.count else { throw PlanTextError(line: lines.count + 1, reason: .endMissing) }
        let parts = lines[next].split(separator: "\t", omittingEmptySubsequences: false)
        next += 1
        guard parts[0] == kind else { throw fail(.unexpected(expected: kind, found: String(parts[0]))) }
        guard parts.count == count + 1 else { throw fail(.fieldCount(expected: count + 1, found: parts.count)) }
        var fields: [String] = []
        for p in parts.dropFirst() { fields.append(try unescape(p)) }
        return fields
    }

    /// Takes the `columns` line that names the fields of `kind`.
    func columns(_ kind: String, _ names: [String]) throws(PlanTextError) {
        let found = try take("columns", names.count + 1)
        for (f, e) in zip(found, [kind] + names) where f != e { throw fail(.unexpected(expected: e, found: f)) }
    }

    /// Takes the end line; nothing may follow.
    func end() throws(PlanTextError) {
        let before = next
        let count = try number(take("end", 1)[0])
        guard count == before else { throw fail(.unexpected(expected: String(before), found: String(count))) }
        guard next == lines.count else { throw fail(.afterEnd) }
    }

    /// Refuses a text that says the same as `written` in other bytes: a file has one spelling, and its fingerprint means its content.
    func only(_ written: String) throws(PlanTextError) {
        let own = written.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where index >= own.count || !own[index].utf8.elementsEqual(line.utf8) {
            throw PlanTextError(line: index + 1, reason: .unexpected(expected: index < own.count ? String(own[index]) : "", found: String(line)))
        }
    }

    /// A whole number in its only spelling.
    func number(_ text: String) throws(PlanTextError) -> Int {
        guard let n = Int(text), String(n) == text else { throw fail(.notANumber(text)) }
        return n
    }

    func optional(_ text: String) throws(PlanTextError) -> Int? { text == "-" ? nil : try number(text) }

    func flag(_ text: String) throws(PlanTextError) -> Bool {
        guard text == "0" || text == "1" else { throw fail(.notAWord(text, of: ["0", "1"])) }
        return text == "1"
    }

    func word<W: RawRepresentable & CaseIterable>(_ text: String, _: W.Type) throws(PlanTextError) -> W where W.RawValue == String {
        guard let w = W(rawValue: text) else { throw fail(.notAWord(text, of: W.allCases.map(\.rawValue))) }
        return w
    }

    /// The keys of a list, each in order and once.
    func list(_ text: String) throws(PlanTextError) -> [String] {
        if text.isEmpty { return [] }
        var keys: [String] = []
        for part in text.split(separator: " ", omittingEmptySubsequences: false) {
            let key = try unescape(part, space: true)
            if let last = keys.last, !keyPrecedes(last, key) { throw fail(.outOfOrder(key)) }
            keys.append(key)
        }
        return keys
    }

    private func unescape(_ field: Substring, space: Bool = false) throws(PlanTextError) -> String {
        guard field.utf8.contains(92) else { return String(field) }
        var out = "", escaped = false
        for c in field.unicodeScalars {
            if !escaped {
                if c == "\\" { escaped = true } else { out.unicodeScalars.append(c) }
                continue
            }
            escaped = false
            switch c {
            case "\\": out += "\\"
            case "t": out += "\t"
            case "n": out += "\n"
            case "r": out += "\r"
            case "s" where space: out += " "
            default: throw fail(.badEscape(String(field)))
            }
        }
        guard !escaped else { throw fail(.badEscape(String(field))) }
        return out
    }
}
