import Records

/// The columns of one CSV file against the fields that are wanted.
struct CSVHeader {
    /// Names as delivered.
    let names: [String]
    /// For each column the fields it fills; empty for a column that nobody asked for.
    let targets: [[Int]]
    let missing: [Int]

    init(names: [String], fields: FieldList) {
        self.names = names
        targets = names.map { fields.ordinals(of: $0) }
        let seen = Set(targets.joined())
        missing = (0..<fields.count).filter { !seen.contains($0) }
    }

    /// How many of the wanted fields it has.
    func hits(_ fields: FieldList) -> Int { fields.count - missing.count }

    /// Refuses what cannot be a header of this feed.
    func check(fields: FieldList, required: [Int], at position: Position) throws {
        var seen: [String: String] = [:]
        for (column, name) in names.enumerated() {
            var place = position
            place.column = nil
            let key = FieldName.normalised(name)
            if key.isEmpty { throw Refusal(.missingHeader, at: place, value: name, detail: "column \(column + 1) has no name") }
            if let first = seen[key] { throw Refusal(.duplicateColumn, at: place, column: name, value: first) }
            seen[key] = name
        }
        let lacking = required.filter(missing.contains)
        if let first = lacking.first {
            if hits(fields) == 0 { throw Refusal(.missingHeader, at: position, column: fields.title(first), value: names.joined(separator: ", ")) }
            throw Refusal(
                .missingColumn, at: position, column: fields.title(first), value: names.joined(separator: ", "),
                detail: lacking.map(fields.title).joined(separator: ", "))
        }
        var filled: [Int: String] = [:]
        for (column, ordinals) in targets.enumerated() {
            for ordinal in ordinals {
                if let other = filled[ordinal] { throw Refusal(.duplicateColumn, at: position, column: names[column], value: other) }
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
