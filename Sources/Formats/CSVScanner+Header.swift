import Glibc
import Records

/// What comes before the data: marks, lines above, the header.
extension CSVScanner {
    func checkMark(_ at: inout Int) throws {
        let head = [UInt8](UnsafeBufferPointer(start: storage, count: min(3, used)))
        if head == [0xEF, 0xBB, 0xBF] {
            at = 3
            if encoding != .utf8 {
                summary.notes.append(
                    Fault(
                        code: .otherEncoding, position: Position(line: 1), value: "utf-8",
                        detail: layout.encoding.rawValue))
                encoding = .utf8
                values.deallocate()
                values = CSVValues(encoding: .utf8, quote: layout.quote)
            }
        } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            throw Refusal(.encoding, value: "utf-16", detail: layout.encoding.rawValue)
        }
    }

    // MARK: - before the data

    /// Handles one line before the data; the bytes it took, or nil when more are needed or nothing is left.
    func beforeHeader(final: Bool) throws -> Int? {
        if used == 0 { return nil }
        let base = UnsafePointer(storage)
        guard let stop = CSVGrammar.nextLineEnd(base, 0, used) ?? (final ? used : nil),
            let (next, kind) = CSVGrammar.lineEnd(base, stop, used, final)
        else { return nil }
        let text = UnsafeBufferPointer(start: base, count: stop)
        if sepLineAllowed, !isSheet, let separator = Self.separatorLine(text) {
            sepLineAllowed = false
            declaredSeparator = separator
            onlyBlanks = false
            passLine(kind)
            return next
        }
        sepLineAllowed = false
        if preambleLeft > 0 {
            preambleLeft -= 1
            passLine(kind)
            if !Self.isBlank(text) { onlyBlanks = false }
            return next
        }
        if Self.isBlank(text) {
            passLine(kind)
            return next
        }
        onlyBlanks = false
        return try readHeader(final: final)
    }

    private func passLine(_ kind: CSVGrammar.LineEnd) {
        lineEnds.add(kind, line: line)
        if kind != .none { line += 1 }
    }

    static func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.allSatisfy { $0 == 0x20 || $0 == 9 || $0 == 0x1A }
    }

    /// Excel's `sep=;` line.
    private static func separatorLine(_ text: UnsafeBufferPointer<UInt8>) -> UInt8? {
        let bytes = text.count <= 7 ? text.filter { $0 != UInt8(ascii: "\"") } : []
        guard bytes.count == 5, String(decoding: bytes[..<4], as: UTF8.self).lowercased() == "sep=" else {
            return nil
        }
        return bytes[4]
    }

    private func readHeader(final: Bool) throws -> Int? {
        let base = UnsafePointer(storage)
        let search = CSVHeaderSearch(
            declared: declaredSeparator, quote: layout.quote, fields: fields, limits: limits, isSheet: isSheet
        )
        guard
            var best = try search.run(
                base, end: used, final: final, name: { try name($0, base) }, place: { place($0) })
        else { return nil }
        if !required.isEmpty, !best.header.satisfies(required) {
            if !final, used < CSVHeaderSearch.bytes, LineEndCount.lines(base, used) <= CSVHeaderSearch.lines {
                return nil
            }
            if let (below, at) = try below(search, base) {
                // What stands above is a title, the day of the export, a type: physical lines that are no
                // records.
                let lines = LineEndCount.lines(base, at)
                line += lines
                best = below
                if !headerOnly {
                    summary.notes.append(
                        Fault(
                            code: .titleLines, position: Position(line: line),
                            detail: "\(lines) lines, the header is in line \(line)"))
                }
                return try take(best, from: at)
            }
        }
        return try take(best, from: 0)
    }

    /// The header below other lines, and where it begins: the one line that has every field that a header
    /// must have.
    private func below(_ search: CSVHeaderSearch, _ base: UnsafePointer<UInt8>) throws -> (
        CSVHeaderSearch.Found, at: Int
    )? {
        var found: (CSVHeaderSearch.Found, at: Int)?
        var at = 0
        for _ in 0..<CSVHeaderSearch.lines {
            guard let stop = CSVGrammar.nextLineEnd(base, at, used),
                let (next, _) = CSVGrammar.lineEnd(base, stop, used, true), next < used
            else { break }
            at = next
            guard
                let trial = try? search.run(
                    base, from: at, end: used, final: true, name: { try name($0, base) }, place: { place($0) }
                ),
                trial.header.satisfies(required)
            else { continue }
            if let (first, firstAt) = found {
                if trial.header.names == first.header.names { continue }
                let lines = [firstAt, at].map { "\(line + LineEndCount.lines(base, $0))" }
                throw Refusal(
                    .missingHeader, at: Position(line: line, byte: start),
                    detail: "lines \(lines[0]) and \(lines[1]) could both be it")
            }
            found = (trial, at)
        }
        return found
    }

    private func take(_ best: CSVHeaderSearch.Found, from: Int) throws -> Int? {
        let base = UnsafePointer(storage)
        let position = Position(line: line, byte: start + from)
        if !headerOnly {
            try best.header.check(fields: fields, required: required, at: position)
            if let declaredSeparator, declaredSeparator != best.separator {
                summary.notes.append(
                    Fault(
                        code: .otherSeparator, position: position, value: Self.shown(best.separator),
                        detail: Self.shown(declaredSeparator)))
            }
            for column in best.header.nameless where !isSheet {
                summary.notes.append(
                    Fault(code: .namelessColumn, position: position, detail: "column \(column + 1)"))
            }
            for name in best.header.repeatedInVain {
                summary.notes.append(Fault(code: .repeatedColumn, position: position, column: name))
            }
            if best.header.isReordered {
                summary.notes.append(
                    Fault(
                        code: .reorderedColumns, position: position,
                        value: best.header.names.joined(separator: ", ")))
            }
        }
        header = best.header
        headerLine = position.line
        if !headerOnly { try onHeader?(best.header) }
        grammar.deallocate()
        grammar = CSVGrammar(separator: best.separator, quote: layout.quote, limits: limits)
        targets = best.header.targets.map { $0.isEmpty ? -1 : $0.count == 1 ? $0[0] : -2 }
        totals = layout.totalRows.enumerated().compactMap { number, rule in
            let ordinals = fields.ordinals(of: rule.field)
            let key = FieldName.normalised(rule.field)
            let column =
                best.header.targets.firstIndex { !Set($0).isDisjoint(with: ordinals) }
                ?? best.header.names.firstIndex { FieldName.normalised($0) == key }
            return column.map { (number, $0, Array(rule.starts.utf8).map(Self.lower)) }
        }
        let byName = Dictionary(best.header.names.enumerated().map { (FieldName.normalised($1), $0) }) {
            first, _ in first
        }
        formColumns = layout.formColumns.compactMap {
            $0.compactMap { byName[FieldName.normalised($0)] }.first
        }
        above = layout.fillsDown.compactMap { $0.compactMap { fields.ordinals(of: $0).first }.first }.map {
            ($0, [])
        }
        watched = watches.compactMap { watch in
            best.header.targets.firstIndex { $0.contains(watch.field) }.map { ($0, watch.see) }
        }
        firstNameBytes = best.header.names[0].utf8.count
        leastColumns = (best.header.targets.lastIndex { !needed.isDisjoint(with: $0) } ?? 0) + 1
        if !headerOnly {
            try sieve.begin(
                (["csv", encoding.rawValue, "\(best.separator)", "\(layout.quote)"] + best.header.names)
                    .joined(separator: "\u{1F}"))
        }
        lineEnds.add(best.kind, line: line)
        line += LineEndCount.lines(base + from, best.end - from) + (best.kind == .none ? 0 : 1)
        return best.next
    }

    func name(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) throws -> String {
        values.begin(recordBytes: field.count)
        guard let value = values.value(field, base) else { throw badCharacter(field) }
        var text = String(decoding: value, as: UTF8.self)
        if isSheet {
            text = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map { $0.value == UInt32(RowText.lineEnd) ? "\n" : $0 }))
        }
        return String(
            text.drop { $0 == " " || $0 == "\u{9}" }.reversed().drop { $0 == " " || $0 == "\u{9}" }.reversed()
        )
    }

    private static func shown(_ separator: UInt8) -> String {
        separator == 9 ? "TAB" : String(UnicodeScalar(separator))
    }
    static func lower(_ b: UInt8) -> UInt8 { (0x41...0x5A).contains(b) ? b | 0x20 : b }
}
