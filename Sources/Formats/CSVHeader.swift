import Records

/// The columns of one CSV file against the fields that are wanted.
struct CSVHeader {
    /// Names as delivered.
    let names: [String]
    /// For each column the fields it fills; empty for a column that nobody asked for.
    let targets: [[Int]]
    let missing: [Int]
    /// Names that stand more than once, by their normalised form, with the columns.
    private let repeated: [(name: String, columns: [Int])]

    init(names: [String], fields: FieldList) {
        self.names = names
        var columns: [String: [Int]] = [:]
        var targets: [[Int]] = []
        for (column, name) in names.enumerated() {
            let key = FieldName.normalised(name)
            columns[key, default: []].append(column)
            targets.append(key.isEmpty ? [] : fields.ordinals(of: name, nth: columns[key]!.count))
        }
        // A field that asks for one of the columns by its number does not ask for the others by their name.
        for (key, same) in columns where same.count > 1 && !key.isEmpty {
            let byNumber = Set(
                same.enumerated().filter { fields.hasNumber(names[$1], nth: $0 + 1) }.map(\.element))
            if !byNumber.isEmpty {
                for column in same where !byNumber.contains(column) { targets[column] = [] }
            }
        }
        self.targets = targets
        repeated = columns.filter { $0.value.count > 1 && !$0.key.isEmpty }.map {
            (names[$0.value[0]], $0.value)
        }.sorted { $0.1[0] < $1.1[0] }
        let seen = Set(targets.joined())
        missing = (0..<fields.count).filter { !seen.contains($0) }
    }

    /// How many of the wanted fields it has.
    func hits(_ fields: FieldList) -> Int { fields.count - missing.count }

    /// Whether it has every field that a header must have.
    func satisfies(_ required: [Int]) -> Bool { !required.contains(where: missing.contains) }

    /// Columns without a name.
    var nameless: [Int] { names.indices.filter { FieldName.normalised(names[$0]).isEmpty } }

    /// Names that stand more than once and that nobody asked for.
    var repeatedInVain: [String] {
        repeated.filter { $0.columns.allSatisfy { targets[$0].isEmpty } }.map(\.name)
    }

    /// Refuses what cannot be a header of this feed.
    func check(fields: FieldList, required: [Int], at position: Position) throws {
        if nameless.count == names.count {
            throw Refusal(
                .missingHeader, at: position, value: names.joined(separator: ", "),
                detail: "no column has a name")
        }
        let lacking = required.filter(missing.contains)
        if let first = lacking.first {
            if hits(fields) == 0 {
                throw Refusal(
                    .missingHeader, at: position, column: fields.title(first),
                    value: names.joined(separator: ", "))
            }
            throw Refusal(
                .missingColumn, at: position, column: fields.title(first),
                value: names.joined(separator: ", "),
                detail: lacking.map(fields.title).joined(separator: ", "))
        }
        var filled: [Int: String] = [:]
        for (column, ordinals) in targets.enumerated() {
            for ordinal in ordinals {
                if let other = filled[ordinal] {
                    throw Refusal(.duplicateColumn, at: position, column: names[column], value: other)
                }
                filled[ordinal] = names[column]
            }
        }
    }

    /// The wanted columns stand in another order than the fields.
    var isReordered: Bool {
        var last = -1
        for ordinals in targets {
            guard let first = ordinals.first else { continue }
            if first < last { return true }
            last = first
        }
        return false
    }
}

/// Finds the header among the readings that different separators give of one line.
struct CSVHeaderSearch {
    /// The header that was chosen, and where its record ends.
    struct Found {
        var separator: UInt8
        var header: CSVHeader
        var end: Int
        var next: Int
        var kind: CSVGrammar.LineEnd
    }

    let declared: UInt8?
    let quote: UInt8
    let fields: FieldList
    let limits: Limits
    /// The text is a sheet's, whose separator is known.
    var isSheet = false

    /// Lines that are looked through for the header, and bytes that they may have.
    static let lines = 30
    static let bytes = 64 << 10

    /// The header at `from`; nil when more bytes are needed. The declared separator stands unless another one
    /// finds more of the wanted fields; without one, more columns win a tie.
    func run(
        _ base: UnsafePointer<UInt8>, from: Int = 0, end: Int, final: Bool,
        name: (CSVGrammar.Field) throws -> String, place: (Int) -> Position
    ) throws -> Found? {
        var candidates: [UInt8] = [UInt8(ascii: ";"), UInt8(ascii: ","), 9, UInt8(ascii: "|")]
        if isSheet {
            candidates = [RowText.separator]
        } else if let declared {
            candidates.removeAll { $0 == declared }
            candidates.insert(declared, at: 0)
        }
        var best: Found?
        var badQuote: Int?
        for separator in candidates {
            var trial = CSVGrammar(separator: separator, quote: quote, limits: limits)
            defer { trial.deallocate() }
            switch trial.record(base, from: from, end: end, final: final) {
            case .more: return nil
            case .badQuote(let fault, _, _, _): badQuote = badQuote ?? fault
            case .fieldTooLong(let at):
                throw Refusal(
                    .limit, at: place(at), detail: "a field of more than \(limits.csvFieldBytes) bytes")
            case .tooManyColumns:
                if best == nil {
                    throw Refusal(.limit, at: place(from), detail: "more than \(limits.csvColumns) columns")
                }
            case .record(let end, let next, let kind):
                let names = try (0..<trial.count).map { try name(trial.fields[$0]) }
                let found = Found(
                    separator: separator, header: CSVHeader(names: names, fields: fields), end: end,
                    next: next, kind: kind)
                if best.map({ isBetter(found, than: $0) }) ?? true { best = found }
            }
        }
        guard let best else {
            throw Refusal(.missingHeader, at: place(badQuote ?? from), detail: "a quote in the wrong place")
        }
        return best
    }

    private func isBetter(_ found: Found, than best: Found) -> Bool {
        let (hits, old) = (found.header.hits(fields), best.header.hits(fields))
        if hits != old { return hits > old }
        return best.separator != declared && found.header.names.count > best.header.names.count
    }
}
