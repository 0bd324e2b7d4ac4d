import Records

/// What is wrong with a contract or a style itself, found before any file is read.
public enum ContractProblems {
    /// One mistake, as a project's finding tells it.
    public struct Problem: Hashable, Sendable {
        /// The column to blame; nil for a style.
        public var column: String?
        /// Stable code, such as `bad_bound`.
        public var code: String
        /// What is wrong, in one sentence without a full stop.
        public var message: String
    }

    /// Mistakes of a contract, in the order of its columns; `codeLists` are the names of the lists that
    /// exist.
    public static func find(in contract: Contract, codeLists: Set<String>) -> [Problem] {
        let owners = contract.columns.filter(\.isAuthority)
        let twice = owners.dropFirst().map {
            Problem(
                column: $0.name, code: "two_authorities",
                message: "a row belongs to one municipality, and \(owners[0].name) says which")
        }
        return twice
            + contract.columns.flatMap { column in
                find(in: column, isKey: contract.key.contains(column.name), codeLists: codeLists)
                    .map { Problem(column: column.name, code: $0, message: $1) }
            }
    }

    /// Mistakes of a style.
    public static func find(in style: ValueStyle) -> [Problem] {
        var found: [Problem] = []
        let point = UInt8(ascii: ".")
        let comma = UInt8(ascii: ",")
        if style.decimal != point, style.decimal != comma {
            found.append(Problem(code: "bad_style", message: "the decimal sign is a comma or a point"))
        }
        if let thousands = style.thousands,
            ![point, comma, 0x20].contains(thousands) || thousands == style.decimal
        {
            found.append(
                Problem(
                    code: "bad_style",
                    message:
                        "the separator of thousands is a comma, a point or a space, and not the decimal sign")
            )
        }
        for pattern in style.dates where DateFormat(pattern) == nil {
            found.append(
                Problem(
                    code: "bad_date_format",
                    message: "\"\(pattern)\" is not made of yyyy, MM and dd once each and separators"))
        }
        return found
    }

    private static func find(in column: Column, isKey: Bool, codeLists: Set<String>) -> [(String, String)] {
        var found: [(String, String)] = []
        let uses = Uses(column.type)
        if column.from.isEmpty { found.append(("no_source", "the column has no name to be found by")) }
        if column.drop, column.required || isKey {
            found.append(("dropped_key", "a dropped column can be neither required nor a key"))
        }
        if !uses.numbers, column.minimum != nil || column.maximum != nil {
            found.append(
                ("unused_bound", "minimum and maximum mean nothing for the type \(column.type.rawValue)"))
        }
        if !uses.days, column.earliest != nil || column.latest != nil {
            found.append(
                ("unused_bound", "earliest and latest mean nothing for the type \(column.type.rawValue)"))
        }
        if !uses.texts, column.length != nil || column.maximumLength != nil || column.codes != nil {
            found.append(
                (
                    "unused_bound",
                    "length, maximum_length and codes mean nothing for the type \(column.type.rawValue)"
                ))
        }
        if column.isAuthority, column.type != .code || column.drop {
            found.append(("bad_authority", "the column that says whose a row is holds codes, and is kept"))
        }
        if let least = column.shownFrom, ![.integer, .number].contains(column.type) || !(least > 0) {
            found.append(
                ("bad_bound", "shown_from is a number above 0, of a column that holds integers or numbers"))
        }
        for bound in [column.earliest, column.latest].compactMap({ $0 }) where CalendarDay(iso: bound) == nil
        {
            found.append(("bad_bound", "\"\(bound)\" is not a date of the form 2026-02-28"))
        }
        if let low = column.minimum, let high = column.maximum, low > high {
            found.append(("bad_bound", "minimum is above maximum"))
        }
        if let low = column.earliest, let high = column.latest, low > high {
            found.append(("bad_bound", "earliest is after latest"))
        }
        if let list = column.codes, !codeLists.contains(list) {
            found.append(("unknown_code_list", "there is no code list \(list)"))
        }
        return found
    }

    /// Which promises a type can keep.
    private struct Uses {
        let numbers: Bool, days: Bool, texts: Bool

        init(_ type: ColumnType) {
            switch type {
            case .integer, .number, .money, .percent, .year, .easting, .northing:
                (numbers, days, texts) = (true, false, false)
            case .date, .timestamp, .localTimestamp, .utcMidnight:
                (numbers, days, texts) = (false, true, false)
            case .text, .code, .key, .id, .rowID, .uuid, .period:
                (numbers, days, texts) = (false, false, true)
            case .boolean, .uuids: (numbers, days, texts) = (false, false, false)
            }
        }
    }
}
