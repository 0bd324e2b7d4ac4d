import Contracts
import Project
import Records

/// How the rows of a delivery meet those that were in its table before.
public struct Meeting: Sendable {
    /// The highest row number before the delivery: what is above it is the delivery's own.
    public var last: Int64
    /// How many older rows the delivery repeated; where it is not 0, `temp.missing_row` holds the older rows
    /// that it did not repeat.
    public var repeated: Int

    /// Row numbers of the table before a delivery, and how many of its rows the delivery repeated.
    public init(last: Int64, repeated: Int) {
        self.last = last
        self.repeated = repeated
    }

    /// Condition on the rows that the delivery brought or repeated.
    public var isBrought: String {
        repeated == 0
            ? "rowid > \(last)" : "(rowid > \(last) OR rowid NOT IN (SELECT row FROM temp.missing_row))"
    }
    /// Condition on older rows that it did not repeat.
    var isMissing: String {
        repeated == 0 ? "rowid <= \(last)" : "rowid IN (SELECT row FROM temp.missing_row)"
    }
}

extension Transaction {
    /// Drops a table's indexes but those of its constraints; before a load, since building them once
    /// afterwards is cheaper than keeping them row by row.
    public func dropIndexes(of table: String) throws {
        for row in try rows(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            [.text(table)])
        {
            try execute("DROP INDEX \(quoted(row[0].plain))")
        }
    }

    /// Makes those of the table's indexes that are not there: the one on the contract's key, and those that
    /// it asks for.
    public func makeIndexes(_ feed: Feed, wanted: [[String]]) throws {
        let there = Set(
            try rows(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", [.text(feed.table)]
            ).map { $0[0].plain })
        let missing = feed.indexes(wanted: wanted).enumerated().map { ("\(feed.table)_\($0)", $1) }.filter {
            !there.contains($0.0)
        }
        guard !missing.isEmpty else { return }
        try inLittleRoom {
            for (name, columns) in missing {
                try execute(
                    """
                    CREATE INDEX \(quoted(name)) ON \(quoted(feed.table)) \
                    (\(columns.map(quoted).joined(separator: ", ")))
                    """
                )
            }
        }
    }

    /// The highest row number of a raw table; 0 when it is empty.
    public func lastRow(of table: String) throws -> Int64 {
        Int64(try integer("SELECT max(rowid) FROM \(quoted(table))") ?? 0)
    }

    /// Takes older rows out of force that the delivery replaces and does not repeat; says how many.
    ///
    /// - Parameters:
    ///   - feed: whose table it is.
    ///   - meeting: which rows are the delivery's, and which it repeated.
    ///   - replaces: which older rows go.
    ///   - keeping: rows of keys whose new record was set aside: they stay (`temp.kept_row`).
    ///   - among: files whose rows it may take; nil for any.
    ///   - gone: writes the rows down before they go; nil where nobody asks.
    ///   - sums: what is in force and what the delivery comes to, where that is known.
    public func replaceOlder(
        _ feed: Feed, _ meeting: Meeting, by replaces: Replacement, keeping: Bool = false,
        among: [Int64]? = nil, gone: GateFacts? = nil,
        sums: (kept: KeptSums, new: DeliverySums)? = nil
    ) throws -> Int {
        guard meeting.last > 0 else { return 0 }
        let table = quoted(feed.table)
        // Nothing of what it speaks of is in force.
        if let sums, sums.kept.leaving(sums.new, among: among).isEmpty { return 0 }
        if meeting.repeated > 0, try integer("SELECT count(*) FROM temp.missing_row") == 0 { return 0 }
        func delete(where condition: String) throws -> Int {
            var all = condition + (keeping ? " AND rowid NOT IN (SELECT row FROM temp.kept_row)" : "")
            if let among { all += " AND _file IN (\(among.map(String.init).joined(separator: ", ")))" }
            if let count = try gone?.takeOut(where: all, files: among, meeting) { return count }
            try gone?.keep(where: all)
            try execute("DELETE FROM \(table) WHERE \(all)")
            return changes
        }
        switch replaces {
        case .all:
            return try delete(where: meeting.isMissing)
        case .columns(let columns):
            let list = columns.map(quoted).joined(separator: ", ")
            let brought = try columns.map { try compared($0, of: feed, in: "") + " AS " + quoted($0) }.joined(
                separator: ", ")
            let isPlain = try columns.allSatisfy { try spellings(of: $0, feed) == nil }
            if let sums {
                try execute("CREATE TEMP TABLE replaced (\(list) TEXT)")
                for part in sums.new.parts {
                    try execute("INSERT INTO temp.replaced VALUES (?)", [.text(part.period)])
                }
            } else {
                try execute(
                    """
                    CREATE TEMP TABLE replaced AS SELECT DISTINCT \(brought) FROM \(table) WHERE \
                    \(meeting.isBrought)
                    """
                )
            }
            try execute("CREATE INDEX temp.replaced_key ON replaced (\(list))")
            // IS, not =: two unknown values replace each other, or a row could never be corrected.
            let count: Int
            if isPlain, columns == feed.contract.key, meeting.repeated == 0 {
                // A few keys against a large table: from the keys to the rows.
                let same = columns.map { "o.\(quoted($0)) IS r.\(quoted($0))" }.joined(separator: " AND ")
                count = try delete(
                    where:
                        """
                        rowid IN (SELECT o.rowid FROM temp.replaced AS r CROSS JOIN \(table) AS o ON \
                        \(same) WHERE o.rowid <= \(meeting.last))
                        """
                )
            } else {
                let same = try columns.map {
                    "r.\(quoted($0)) IS \(try compared($0, of: feed, in: table + "."))"
                }.joined(separator: " AND ")
                count = try delete(
                    where: "\(meeting.isMissing) AND EXISTS (SELECT 1 FROM temp.replaced AS r WHERE \(same))")
            }
            try execute("DROP TABLE temp.replaced")
            return count
        }
    }

    /// The code list of a column whose codes may be spelt in several ways that mean the same (`elev` and
    /// `pupil`); nil for any other column.
    func spellings(of column: String, _ feed: Feed) throws -> String? {
        guard let list = feed.contract.columns.first(where: { $0.name == column })?.codes,
            try exists(table: "given_codes"),
            try integer(
                "SELECT EXISTS (SELECT 1 FROM given_codes WHERE list = ? AND grp <> code)", [.text(list)])
                == 1
        else { return nil }
        return list
    }

    /// A column as it is compared with others of its kind: by what its code stands for. The table keeps the
    /// code as delivered.
    func compared(_ column: String, of feed: Feed, in table: String) throws -> String {
        try compared(column, of: feed, at: table + quoted(column))
    }

    /// A value of a column as it is compared, wherever it stands.
    private func compared(_ column: String, of feed: Feed, at place: String) throws -> String {
        guard let list = try spellings(of: column, feed) else { return place }
        let text = list.replacing("'", with: "''")
        return
            """
            coalesce((SELECT g.grp FROM given_codes AS g WHERE g.list = '\(text)' AND g.code = \
            lower(\(place)) AND g.grp <> ''), \(place))
            """
    }

    /// Periods that the delivery brought and that lie within or around others, its own or older ones of the
    /// same accounts: their money would count twice. The first such period with those that it meets.
    ///
    /// - Parameters:
    ///   - brought: the periods that the delivery brought, where somebody has seen them already.
    ///   - known: those that were in force, likewise.
    func overlappingPeriods(
        _ feed: Feed, _ meeting: Meeting, brought seen: [Value]? = nil, known: Set<String>? = nil
    ) throws -> (period: String, others: [String])? {
        guard case .columns(let columns) = feed.replaces, columns.count == 1,
            feed.contract.columns.contains(where: { $0.name == columns[0] && $0.type == .period })
        else { return nil }
        let table = quoted(feed.table)
        let period = quoted(columns[0])
        func periods(_ condition: String) throws -> [String] {
            try distinct(columns, of: table, where: "\(condition) AND \(period) IS NOT NULL").map {
                $0[0].plain
            }.sorted()
        }
        let brought =
            try seen.map { $0.filter { $0 != .null }.map(\.plain).sorted() } ?? periods(meeting.isBrought)
        // What it brought was seen: only the rows that it does not speak of are left to look at.
        let all =
            try known.map { $0.union(brought).sorted() }
            ?? (meeting.last == 0
                ? brought
                : meeting.repeated > 0
                    ? try periods("1") : Set(try periods("rowid <= \(meeting.last)") + brought).sorted())
        let codes = feed.contract.columns.filter { ($0.type == .code || $0.type == .key) && !$0.drop }.map {
            quoted($0.name)
        }
        for one in brought {
            let others = try all.filter { other in
                guard Self.isWithin(one, other) || Self.isWithin(other, one) else { return false }
                // A yearly posting beside months of other accounts is nobody's double.
                let same = codes.map { "a.\($0) IS b.\($0)" } + ["1"]
                let sql =
                    """
                    SELECT EXISTS (SELECT 1 FROM \(table) AS a JOIN \(table) AS b ON \
                    \(same.joined(separator: " AND ")) WHERE a.\(period) = ? AND b.\(period) = ?)
                    """
                return try integer(sql, [.text(one), .text(other)]) == 1
            }
            if !others.isEmpty { return (one, others) }
        }
        return nil
    }

    /// Whether the period `inner` is a part of `outer`: 2025-12 of 2025-Q4 and of 2025.
    public static func isWithin(_ inner: String, _ outer: String) -> Bool {
        guard outer != inner, outer.prefix(4) == inner.prefix(4) else { return false }
        if outer.count == 4 { return true }
        guard outer.count == 7, inner.count == 7, outer.dropFirst(5).first == "Q",
            let quarter = Int(outer.suffix(1)), let month = Int(inner.suffix(2))
        else { return false }
        return (month - 1) / 3 + 1 == quarter
    }

    /// New rows with the key of a row that the same delivery repeats. Those that say the same are dropped as
    /// duplicates; where one says something else, the repeated rows are named by their hashes, and nothing is
    /// done about them yet.
    public func settleRepeated(_ feed: Feed, _ meeting: Meeting) throws -> (
        duplicates: Int, contradicted: [(row: Int64, hash: UInt64)]
    ) {
        let key = feed.contract.key
        guard !key.isEmpty, meeting.repeated > 0 else { return (0, []) }
        let table = quoted(feed.table)
        let sameKey = try key.map {
            try "\(compared($0, of: feed, in: "o.")) IS \(compared($0, of: feed, in: "n."))"
        }.joined(separator: " AND ")
        let sameRow = try feed.contract.storedColumns.map {
            try "\(compared($0.name, of: feed, in: "o.")) IS \(compared($0.name, of: feed, in: "n."))"
        }
        .joined(separator: " AND ")
        let pairs = try rows(
            """
            SELECT n.rowid, o.rowid, o._hash, \(sameRow) FROM \(table) AS n CROSS JOIN \(table) AS o ON \
            \(sameKey)
             WHERE n.rowid > \(meeting.last) AND o.rowid <= \(meeting.last) AND o.rowid NOT IN (SELECT row \
            FROM temp.missing_row)
             ORDER BY n.rowid, o.rowid
            """)
        let bad = Set(pairs.filter { $0[3].int == 0 }.map { $0[1].int })
        var duplicates = 0
        for pair in pairs where !bad.contains(pair[1].int) {
            try execute("DELETE FROM \(table) WHERE rowid = ?", [pair[0]])
            duplicates += changes
        }
        var contradicted: [Int: UInt64] = [:]
        for pair in pairs where bad.contains(pair[1].int) {
            if case .integer(let hash) = pair[2] { contradicted[pair[1].int] = UInt64(bitPattern: hash) }
        }
        return (duplicates, contradicted.sorted { $0.key < $1.key }.map { (Int64($0.key), $0.value) })
    }

    /// Drops new rows of a delta that only say that the row of their key, which they have replaced, is no
    /// more; says how many.
    public func endRows(_ feed: Feed, _ meeting: Meeting, column: String, value: String) throws -> Int {
        try execute(
            "DELETE FROM \(quoted(feed.table)) WHERE rowid > \(meeting.last) AND \(quoted(column)) = ?",
            [.text(value)])
        return changes
    }

    /// Takes single rows out of force.
    public func deleteRows(_ numbers: [Int64], from table: String) throws {
        for number in numbers {
            try execute("DELETE FROM \(quoted(table)) WHERE rowid = ?", [.integer(number)])
        }
    }

    /// New rows that share a key: the same content counts once, different content is never last-wins in
    /// silence but set aside. Returns the rows dropped as duplicates, the rejects, and the keys of these.
    public func settleDuplicates(_ feed: Feed, _ meeting: Meeting) throws -> (
        duplicates: Int, rejects: [Reject], keys: [[Value]]
    ) {
        let key = feed.contract.key
        guard !key.isEmpty else { return (0, [], []) }
        let table = quoted(feed.table)
        let stored = feed.rawColumns.dropLast(Feed.provenance.count).map(\.name)
        let keyList = try key.map { try compared($0, of: feed, in: "") }.joined(separator: ", ")
        // A table that holds this delivery alone is grouped along the index of its key, without a look at its
        // rows.
        let new = meeting.last == 0 ? "" : " WHERE rowid > \(meeting.last)"
        let twice = try inLittleRoom {
            try rows("SELECT \(keyList) FROM \(table)\(new) GROUP BY \(keyList) HAVING count(*) > 1")
        }
        var duplicates = 0
        var rejects: [Reject] = []
        var keys: [[Value]] = []
        for values in twice {
            let same = try key.map { try compared($0, of: feed, in: "") + " IS ?" }.joined(separator: " AND ")
            let seen = try stored.map { try compared($0, of: feed, in: "") }.joined(separator: ", ")
            let found = try rows(
                """
                SELECT rowid, _record, _line, \(seen) FROM \(table) WHERE rowid > ? AND \(same) ORDER \
                BY _record
                """,
                [.integer(meeting.last)] + values)
            let equal = Set(found.map { Array($0.dropFirst(3)) }).count == 1
            if !equal { keys.append(values) }
            for (index, row) in found.enumerated() where index > 0 || !equal {
                try execute("DELETE FROM \(table) WHERE rowid = ?", [row[0]])
                if equal {
                    duplicates += 1
                    continue
                }
                let position = Position(line: Int(row[2].plain) ?? 0, record: Int(row[1].plain) ?? 0)
                let fault = Fault(
                    code: .duplicateKey, position: position, column: key.joined(separator: ", "),
                    value: values.map(\.plain).joined(separator: ", "),
                    detail: "\(found.count)")
                rejects.append(
                    Reject(
                        position: position, faults: [fault],
                        raw: zip(stored, row.dropFirst(3)).filter { $1 != .null }.map { "\($0)=\($1.plain)" }
                            .joined(separator: "\n")))
            }
        }
        // In the order of the file: groups by their first record, as they would be met.
        return (duplicates, Self.inOrder(rejects), keys)
    }

    /// New rows of keys that are in force from another part of what the feed's files speak of: two parts that
    /// claim one row are a person's matter, and the row that was there stays.
    public func settleParts(_ feed: Feed, _ meeting: Meeting) throws -> [Reject] {
        let key = feed.contract.key
        guard feed.parts != nil, !key.isEmpty, meeting.last > 0 else { return [] }
        let table = quoted(feed.table)
        let stored = feed.rawColumns.dropLast(Feed.provenance.count).map(\.name)
        let same = try key.map {
            try "\(compared($0, of: feed, in: "o.")) IS \(compared($0, of: feed, in: "n."))"
        }
        let seen = (key + stored).map { "n.\(quoted($0))" }.joined(separator: ", ")
        let found = try rows(
            """
            SELECT n.rowid, n._record, n._line, min(f.name), \(seen) FROM \(table) AS n
              JOIN \(table) AS o ON \(same.joined(separator: " AND ")) AND o.rowid <= \(meeting.last)
              JOIN ledger_file AS f ON f.file = o._file
             WHERE n.rowid > \(meeting.last) GROUP BY n.rowid ORDER BY n._record
            """)
        return try found.map { row in
            try execute("DELETE FROM \(table) WHERE rowid = ?", [row[0]])
            let position = Position(line: row[2].int, record: row[1].int)
            let fault = Fault(
                code: .duplicateKey, position: position, column: key.joined(separator: ", "),
                value: row[4..<(4 + key.count)].map(\.plain).joined(separator: ", "), detail: row[3].plain)
            return Reject(
                position: position, faults: [fault],
                raw: zip(stored, row.dropFirst(4 + key.count)).filter { $1 != .null }.map {
                    "\($0)=\($1.plain)"
                }.joined(separator: "\n"))
        }
    }

    /// Older rows of keys that the delivery brings in no row that could be taken: they are not to go
    /// (`temp.kept_row`).
    ///
    /// - Returns: for each key whether there was such a row.
    public func keepRows(_ feed: Feed, _ meeting: Meeting, keys: [[Value]]) throws -> [Bool] {
        try execute("CREATE TEMP TABLE IF NOT EXISTS kept_row (row INTEGER PRIMARY KEY)")
        try execute("DELETE FROM temp.kept_row")
        let table = quoted(feed.table)
        let same = try feed.contract.key.enumerated().map { index, column in
            try "\(compared(column, of: feed, in: "")) IS \(compared(column, of: feed, at: "?\(index + 1)"))"
        }.joined(separator: " AND ")
        return try keys.map { values in
            if try integer(
                "SELECT EXISTS (SELECT 1 FROM \(table) WHERE rowid > \(meeting.last) AND \(same))", values)
                == 1
            {
                return false
            }
            let rows = try rows(
                "SELECT rowid FROM \(table) WHERE rowid <= \(meeting.last) AND \(same)", values)
            for row in rows { try execute("INSERT OR IGNORE INTO temp.kept_row VALUES (?)", [row[0]]) }
            return !rows.isEmpty
        }
    }

    private static func inOrder(_ rejects: [Reject]) -> [Reject] {
        var first: [String: Int] = [:]
        for reject in rejects {
            let value = reject.faults[0].value ?? ""
            first[value] = min(first[value] ?? .max, reject.position.record)
        }
        return rejects.sorted { a, b in
            (first[a.faults[0].value ?? ""]!, a.position.record) < (
                first[b.faults[0].value ?? ""]!, b.position.record
            )
        }
    }
}

extension Feed {
    /// The indexes of the raw table: the contract's key, then those it asks for. One that begins with the key
    /// serves as the key's too.
    func indexes(wanted: [[String]]) -> [[String]] {
        let key = contract.key
        return (key.isEmpty || wanted.contains { $0.starts(with: key) } ? [] : [key]) + wanted
    }
}
