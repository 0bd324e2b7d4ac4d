import GRDBSQLite
import Project
import Records

/// What a judgement has made ready already.
final class Prepared {
    var isDone = false
    var hasPlaces = false
    /// The first values of each measure, before and now.
    var newest: (before: [[Double]], now: [[Double]])?
    /// What new periods come to, and what is usual.
    var newPeriods: PeriodSums?, usual: PeriodSums?
    /// Keys that nothing has now, and sums of measures that are not 0 on both sides, where most of the
    /// delivery is known.
    var keysGone = 0
    fileprivate(set) var sums = KeySums(measures: 0)
    /// Files whose rows may go; nil for any.
    var among: [Int64]?
    /// The same told by sums: keys that were in force, and sums that are not 0 on both sides, of those that
    /// differ and of all.
    var keysBefore = 0
    var pairs: (changed: [Int], all: [Int])?
}

extension GateFacts {
    /// What the feed's files take out of force, column by column, and the period that a row is of.
    var placeColumns: [String] {
        var result: [String] = []
        if case .columns(let columns) = feed.replaces { result = columns }
        if let period = feed.contract.periods.first, !result.contains(period) { result.append(period) }
        return result
    }

    /// Writes down where rows went, each place once: `temp.gate_place`.
    func makePlaces() throws {
        guard !prepared.hasPlaces else { return }
        prepared.hasPlaces = true
        let columns = placeColumns
        let names = columns.map(quoted).joined(separator: ", ")
        guard !columns.isEmpty else { return }
        try transaction.execute(
            "CREATE TEMP TABLE gate_place AS SELECT DISTINCT \(names) FROM temp.\(Self.gone)")
        for values in known.places {
            try transaction.execute(
                "INSERT INTO temp.gate_place VALUES (\(values.map { _ in "?" }.joined(separator: ", ")))",
                values)
        }
        try transaction.execute("CREATE INDEX temp.gate_place_key ON gate_place (\(names))")
    }

    private var newTable: String { "main.\(quoted(feed.table))" }
    private var keyNames: String { key.map(quoted).joined(separator: ", ") }
    private var keyAndMeasures: String { (key + measures).map(quoted).joined(separator: ", ") }

    /// Where the rows lie of which the sums by key could be worth a word, those that stay among them: `(old,
    /// new)`.
    ///
    /// What changed is added up by key beside the tables; only keys that are gone, that jump or that a new
    /// period brings are looked at one by one.
    func suspects() throws -> (String, String) {
        if let sides {
            let suspects = try suspects(sides), about = 1..<1 + sides.new.shape.about.count
            let columns = [sides.new.shape.period] + sides.new.shape.about
            return try rows(columns) {
                suspects.isEmpty ? nil : suspects.contains(SumKey($0, period: 0..<1, about: about))
            }
        }
        var sums = KeySums(measures: measures.count)
        let hashed = 0..<key.count
        try transaction.scan("SELECT \(keyAndMeasures) FROM temp.\(Self.gone)") { raw in
            sums.add(Cell.hash(raw, hashed), raw, first: key.count, isOld: true, isNew: false)
            return true
        }
        try transaction.scan("SELECT \(keyAndMeasures) FROM \(newTable) WHERE \(isFresh())") { raw in
            sums.add(Cell.hash(raw, hashed), raw, first: key.count, isOld: false, isNew: true)
            return true
        }
        try eachKnown(keyAndMeasures) { raw in
            sums.add(
                Cell.hash(raw, hashed), raw, first: key.count, isOld: true, isNew: true, isKnownOnly: true)
        }
        let hasNewPeriod = try hasNewPeriod()
        var suspects: Set<UInt64> = []
        for (hash, index) in sums.keys {
            if sums.new[index] == 0 { prepared.keysGone += 1 }
            let jumps = measures.indices.contains { measure in
                sums.pair(index, measure).map { isJump($0.old, $0.new) } ?? false
            }
            if jumps || sums.new[index] == 0 || hasNewPeriod && sums.old[index] == 0 { suspects.insert(hash) }
        }
        prepared.sums = sums
        return try rows(key) { suspects.isEmpty ? nil : suspects.contains(Cell.hash($0, hashed)) }
    }

    /// Where the rows lie that are worth a look, told by some columns of theirs: `(old, new)`.
    ///
    /// - Parameter isSuspect: nil where there are none, so that nobody need look.
    private func rows(_ told: [String], _ isSuspect: (OpaquePointer) -> Bool?) throws -> (String, String) {
        try transaction.execute("CREATE TEMP TABLE gate_leave (row INTEGER PRIMARY KEY)")
        try transaction.execute("CREATE TEMP TABLE gate_stay (row INTEGER PRIMARY KEY)")
        do {
            for (table, source) in [
                ("gate_leave", "temp.\(Self.gone)"),
                ("gate_stay", "\(newTable) WHERE rowid > \(meeting.last)"),
            ] {
                var rows: [[Int64]] = []
                let names = told.map(quoted).joined(separator: ", ")
                try transaction.scan("SELECT \(names), rowid FROM \(source)") { raw in
                    guard let isOne = isSuspect(raw) else { return false }
                    if isOne, case .integer(let row) = Cell.value(raw, told.count) { rows.append([row]) }
                    return true
                }
                try transaction.each("INSERT INTO temp.\(table) VALUES (?)", of: rows)
            }
        }
        let columns = (Array(Set(key + measures)).sorted().map(quoted) + ["_line", "_file"]).joined(
            separator: ", ")
        let stays =
            "rowid IN (SELECT row FROM temp.gate_stay WHERE row NOT IN (SELECT row FROM temp.gate_fresh))"
        return (
            """
            (SELECT \(columns) FROM temp.\(Self.gone) WHERE rowid IN (SELECT row FROM temp.gate_leave)
             UNION ALL SELECT \(columns) FROM \(newTable) WHERE \(stays))
            """,
            "\(newTable) WHERE rowid IN (SELECT row FROM temp.gate_stay)"
        )
    }

    /// Goes through the delivery's rows that were there to the byte.
    func eachKnown(_ columns: String, _ body: (OpaquePointer) -> Void) throws {
        var others = known.fresh[...]
        try transaction.scan(
            "SELECT \(columns), rowid FROM \(newTable) WHERE rowid > \(meeting.last) ORDER BY rowid"
        ) { raw in
            let row = sqlite3_column_int64(raw, sqlite3_data_count(raw) - 1)
            while let first = others.first, first < row { others.removeFirst() }
            if others.first != row { body(raw) }
            return true
        }
    }

    private func hasNewPeriod() throws -> Bool {
        guard let period = feed.contract.periods.first(where: key.contains) else { return false }
        try makePlaces()
        let column = placeColumns.firstIndex(of: period)!
        return try Set(known.brought.map { $0[column] }).contains { value in
            try transaction.integer(
                "SELECT EXISTS (SELECT 1 FROM temp.gate_place WHERE \(quoted(period)) IS ?)", [value]) == 0
        }
    }

    /// Keys that were in force where the delivery speaks.
    func keysBefore() throws -> Int {
        if prepared.pairs != nil { return prepared.keysBefore }
        var keys: Set<UInt64> = []
        try transaction.scan("SELECT \(keyNames) FROM temp.\(Self.gone)") { raw in
            keys.insert(Cell.hash(raw, 0..<key.count))
            return true
        }
        try eachKnown(keyNames) { keys.insert(Cell.hash($0, 0..<key.count)) }
        return keys.count
    }

    /// Sums that are not 0 on both sides, of the keys of which something changed, or of all.
    func pairsOfSums(all: Bool) throws -> [Int] {
        if let pairs = prepared.pairs { return all ? pairs.all : pairs.changed }
        let sums = prepared.sums
        var result = measures.map { _ in 0 }
        func count(_ sums: KeySums) {
            for index in sums.indices {
                for measure in measures.indices {
                    if let pair = sums.pair(index, measure), pair.old != 0, pair.new != 0 {
                        result[measure] += 1
                    }
                }
            }
        }
        count(sums)
        guard all else { return result }
        var others = KeySums(measures: measures.count)
        try eachKnown(keyAndMeasures) { raw in
            let hash = Cell.hash(raw, 0..<key.count)
            if sums.index(of: hash) == nil {
                others.add(hash, raw, first: key.count, isOld: true, isNew: true)
            }
        }
        count(others)
        return result
    }
}
