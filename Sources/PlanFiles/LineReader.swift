/// Reads what `LineWriter` writes, and nothing else.
final class LineReader {
    private let text: String
    /// Where the coming line begins, and how many went before it.
    private var at: String.Index
    private var next = 0
    /// Keys that were met: a proof names the same ones in nearly every line, and a text of its own for each
    /// would be most of what it takes up.
    private var known: Set<String> = []

    init(_ text: String) throws(PlanTextError) {
        guard text.isEmpty || text.utf8.last == LineWriter.newline else {
            throw PlanTextError(
                line: text.utf8.reduce(1) { $1 == LineWriter.newline ? $0 + 1 : $0 }, reason: .endMissing)
        }
        self.text = text
        at = text.startIndex
    }

    func fail(_ reason: PlanTextError.Reason) -> PlanTextError {
        PlanTextError(line: max(1, next), reason: reason)
    }

    /// The first word of the coming line, without taking it.
    var word: Substring? {
        guard at < text.endIndex else { return nil }
        return text[
            at..<(text.utf8[at...].firstIndex { $0 == 9 || $0 == LineWriter.newline } ?? text.endIndex)]
    }

    /// Takes a line of `kind` and gives its fields without the kind.
    func take(_ kind: String, _ count: Int) throws(PlanTextError) -> [String] {
        guard at < text.endIndex else { throw PlanTextError(line: next + 1, reason: .endMissing) }
        var parts: [Substring] = []
        parts.reserveCapacity(count + 1)
        let bytes = text.utf8
        var start = at
        var end = at
        while true {
            let byte = bytes[end]
            if byte == 9 || byte == LineWriter.newline {
                parts.append(text[start..<end])
                start = bytes.index(after: end)
                if byte == LineWriter.newline { break }
            }
            bytes.formIndex(after: &end)
        }
        at = start
        next += 1
        guard parts[0] == kind else { throw fail(.unexpected(expected: kind, found: String(parts[0]))) }
        guard parts.count == count + 1 else {
            throw fail(.fieldCount(expected: count + 1, found: parts.count))
        }
        var fields: [String] = []
        fields.reserveCapacity(count)
        for p in parts.dropFirst() { fields.append(once(try unescape(p))) }
        return fields
    }

    /// The same text with the storage of the first one like it; short ones need none.
    private func once(_ field: String) -> String {
        guard field.utf8.count > 15 else { return field }
        let first = known.insert(field).memberAfterInsert
        // What reads alike in other bytes is another key.
        return first.utf8.elementsEqual(field.utf8) ? first : field
    }

    /// Takes the `columns` line that names the fields of `kind`.
    func columns(_ kind: String, _ names: [String]) throws(PlanTextError) {
        let found = try take("columns", names.count + 1)
        for (f, e) in zip(found, [kind] + names) where f != e {
            throw fail(.unexpected(expected: e, found: f))
        }
    }

    /// Takes the end line; nothing may follow.
    func end() throws(PlanTextError) {
        let before = next
        let count = try number(take("end", 1)[0])
        guard count == before else { throw fail(.unexpected(expected: String(before), found: String(count))) }
        guard at == text.endIndex else { throw fail(.afterEnd) }
    }

    /// Refuses a text that says the same as what `write` writes in other bytes: a file has one spelling, and
    /// its fingerprint means its content.
    func only(_ write: (inout LineWriter) -> Void) throws(PlanTextError) {
        let other = LineComparison(text)
        var writer = LineWriter(to: other)
        write(&writer)
        if let fault = other.fault { throw fault }
    }

    /// A whole number in its only spelling.
    func number<Number: FixedWidthInteger>(_ text: String, _: Number.Type = Int.self) throws(PlanTextError)
        -> Number
    {
        guard let n = Number(text), String(n) == text else { throw fail(.notANumber(text)) }
        return n
    }

    func optional(_ text: String) throws(PlanTextError) -> Int? { text == "-" ? nil : try number(text) }

    func flag(_ text: String) throws(PlanTextError) -> Bool {
        guard text == "0" || text == "1" else { throw fail(.notAWord(text, of: ["0", "1"])) }
        return text == "1"
    }

    func word<W: RawRepresentable & CaseIterable>(_ text: String, _: W.Type) throws(PlanTextError) -> W
    where W.RawValue == String {
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
        var out = ""
        var escaped = false
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

/// Holds written lines against those of a text, and keeps the first that differs.
private final class LineComparison: LineTaker {
    private let text: String
    private var at: String.Index
    private var number = 0
    private var differing: PlanTextError?

    init(_ text: String) {
        self.text = text
        at = text.startIndex
    }

    /// A line of the text that was not written, or not so.
    var fault: PlanTextError? { differing ?? (at < text.endIndex ? difference("", at: number + 1) : nil) }

    func take(_ line: UnsafeBufferPointer<UInt8>) {
        guard differing == nil, at < text.endIndex else { return }
        number += 1
        let bytes = text.utf8
        var here = at
        for byte in line {
            guard here < text.endIndex, bytes[here] == byte else {
                differing = difference(String(decoding: line.dropLast(), as: UTF8.self), at: number)
                return
            }
            bytes.formIndex(after: &here)
        }
        at = here
    }

    private func difference(_ expected: String, at number: Int) -> PlanTextError {
        let end = text.utf8[at...].firstIndex(of: LineWriter.newline) ?? text.endIndex
        return PlanTextError(
            line: number, reason: .unexpected(expected: expected, found: String(text[at..<end])))
    }
}
