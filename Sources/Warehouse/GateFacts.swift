import Contracts
import GRDB
import GRDBSQLite
import Project
import Records

/// The rows that a delivery takes out of force, kept beside until it is judged, and what a judgement wants to
/// know of them and of the new ones.
///
/// Everything here costs by the rows that changed, never by those that a delivery repeats: what stays is
/// summed only where a limit could be passed without it, and only until it cannot.
///
/// Its methods throw as those of `Transaction` do.
public struct GateFacts {
    /// The transaction in which the delivery is loaded and judged.
    public let transaction: Transaction
    /// The feed of the delivery.
    public let feed: Feed
    /// Columns that say what a row is about.
    public let key: [String]
    /// The same, and the units of values that say theirs: only values of one unit are held against each
    /// other.
    let pairKey: [String]
    /// Columns whose values are amounts: see `Contract.measures`. Results that come by measure are in this
    /// order.
    public let measures: [String]
    /// Those of the key that stay from one delivery to the next: not the day of an inspection, unless a
    /// delivery speaks of single days.
    let identity: [String]
    /// The contract has no key: rows are summed by what they are about.
    public let isSummed: Bool

    /// How the delivery's rows met the older ones.
    public var meeting = Meeting(last: 0, repeated: 0)

    /// What a record says follows from its bytes alone: it does not go on from the records above it.
    public var recordsStandAlone = true

    /// Lines of the delivery with a word for a sum in a text, beside all that a row needs.
    public var sumLines: [Int] = []

    /// Rows that went and came again to the byte.
    public var rowsSame: Int { known.count }

    /// What was in force and what the delivery comes to, in sums; nil where the rows have to be asked.
    var sides: Sides?

    /// What went and came again to the byte.
    let known = SameRows()
    let prepared = Prepared()

    /// Most of the delivery is what was there to the byte: no column of it is of another size.
    public var isMostlySame: Bool { known.count > 0 }

    /// The rows that go: `temp.gate_gone`.
    static let gone = "gate_gone"

    /// Holds the delivery's sums against those that the ledger keeps.
    public mutating func weigh(_ new: DeliverySums, against kept: KeptSums) {
        sides = Sides(kept: kept, new: new)
    }

    /// Facts of one delivery of the feed; `begin` comes before the first row goes.
    public init(_ transaction: Transaction, feed: Feed) {
        self.transaction = transaction
        self.feed = feed
        isSummed = feed.contract.key.isEmpty
        measures = feed.contract.measures
        let periods = isSummed ? feed.contract.periods : []
        let units = measures.compactMap { name in feed.contract.columns.first { $0.name == name }?.unitIn }
        let key =
            isSummed
            ? (feed.gate.key.isEmpty ? [] : periods + feed.gate.key.filter { !periods.contains($0) })
            : feed.contract.key
        self.key = key
        pairKey = key + units.filter { !key.contains($0) }
        var spoken: [String] = []
        if case .columns(let columns) = feed.replaces { spoken = columns }
        let times: [ColumnType] = [.date, .period, .year, .timestamp, .localTimestamp, .utcMidnight]
        let lasting = key.filter { name in
            spoken.contains(name)
                || !feed.contract.columns.contains { $0.name == name && times.contains($0.type) }
        }
        identity = isSummed || lasting.isEmpty ? key : feed.gate.key.isEmpty ? lasting : feed.gate.key
    }

    // MARK: Keeping what goes

    /// Columns that are kept of a row that goes.
    private var kept: [String] { feed.contract.storedColumns.map(\.name) }

    /// Makes the table in which rows that go are kept, empty.
    public func begin() throws {
        try forget()
        let columns = kept.map(quoted).joined(separator: ", ")
        try transaction.execute(
            """
            CREATE TEMP TABLE \(Self.gone) AS SELECT \(columns), _file, _line, rowid AS _row FROM \
            main.\(quoted(feed.table)) LIMIT 0
            """
        )
    }

    /// Writes down the rows of a condition, which are about to go.
    public func keep(where condition: String) throws {
        let columns = kept.map(quoted).joined(separator: ", ")
        let table = quoted(feed.table)
        try transaction.execute(
            """
            INSERT INTO temp.\(Self.gone) SELECT \(columns), _file, _line, rowid FROM main.\(table) \
            WHERE \(condition)
            """
        )
    }

    /// Takes rows of a condition out of the table and writes down those of them that the delivery does not
    /// repeat; says how many went. Nil where all are to be written down: rows of a key are held against each
    /// other one by one, and a delivery may have little that is known.
    func takeOut(where condition: String, files: [Int64]?, _ meeting: Meeting) throws -> Int? {
        guard isSummed, recordsStandAlone, meeting.repeated == 0 else { return nil }
        // A code that has several spellings is compared by what it stands for, which its bytes do not tell.
        guard try (key + placeColumns).allSatisfy({ try transaction.spellings(of: $0, feed) == nil }) else {
            return nil
        }
        prepared.among = files
        return try known.takeOut(
            where: condition, files: files, keeping: kept.map(quoted).joined(separator: ", "),
            at: placeColumns, of: feed, after: meeting.last,
            transaction)
    }

    /// Condition on the delivery's rows that are not what was there to the byte.
    func isFresh(_ alias: String = "") -> String {
        known.count > 0
            ? "\(alias)rowid IN (SELECT row FROM temp.gate_fresh)" : "\(alias)rowid > \(meeting.last)"
    }

    /// Drops every temporary table of the judgement.
    public func forget() throws {
        let own = [
            "gate_old", "gate_new", "gate_about", "gate_fresh", "gate_leave", "gate_stay", "gate_place",
            "gate_version",
        ]
        for name in [Self.gone] + own { try transaction.execute("DROP TABLE IF EXISTS temp.\(name)") }
    }

    // MARK: Asking

    /// What a delivery changed, in numbers.
    public struct Counts: Sendable {
        /// Rows and keys that went; keys of them that nothing has now.
        public var rowsGone = 0, keysGone = 0, keysBefore = 0
        /// Rows that the delivery brought, those that it repeats to the byte included where they went and
        /// came again.
        public var rowsNew = 0
        /// Rows that `emptied` is told against.
        public var rowsBefore = 0
        /// Columns of which a smaller part of the rows says something than before: the column, rows with a
        /// value before, rows with one now.
        public var emptied: [(column: String, before: Int, now: Int)] = []
    }

    /// Names of the tables that hold old and new rows by their key, and the condition on the new ones.
    private var tables: (old: String, new: String, isNew: (String) -> String) {
        isSummed
            ? ("temp.gate_old", "temp.gate_new", { _ in "1" })
            : (
                "temp.\(Self.gone)", "main.\(quoted(feed.table))",
                { alias in "\(alias).rowid > \(meeting.last)" }
            )
    }

    /// What the delivery changed. Costs by the rows that changed.
    public func counts() throws -> Counts {
        var result = Counts()
        let table = "main.\(quoted(feed.table))"
        let gone = try transaction.integer("SELECT count(*) FROM temp.\(Self.gone)") ?? 0
        let fresh =
            try transaction.integer(
                "SELECT count(*) FROM \(known.count > 0 ? "temp.gate_fresh" : "\(table) WHERE \(isFresh())")")
            ?? 0
        (result.rowsGone, result.rowsNew) = (gone + known.count, fresh + known.count)
        result.rowsBefore = result.rowsGone
        guard result.rowsGone > 0 else {
            // What is new takes nothing out of force, and may lack what is always said all the same.
            if fresh > 0, meeting.last > 0, meeting.repeated == 0 {
                (result.rowsBefore, result.emptied) = try emptiedBeside(fresh)
            }
            return result
        }
        try prepare()
        if key.isEmpty {
            (result.keysGone, result.keysBefore) = (max(0, gone - fresh), result.rowsGone + meeting.repeated)
        } else if known.count > 0 {
            result.keysGone = prepared.keysGone
            // Nobody asks of how many, where none are gone.
            if result.keysGone > 0 { result.keysBefore = try keysBefore() }
        } else {
            let old = tables.old
            result.keysBefore =
                (try transaction.integer("SELECT count(*) FROM \(old)") ?? 0) + meeting.repeated
            result.keysGone =
                try transaction.integer(
                    """
                    SELECT count(*) FROM \(old) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) AS n \
                    WHERE \(same("o", "n", identity)))
                    """
                ) ?? 0
        }
        if result.rowsNew > 0 { result.emptied = try emptied(gone: gone, fresh: fresh) }
        return result
    }

    /// Columns that say less than they did.
    private func emptied(gone: Int, fresh: Int) throws -> [(column: String, before: Int, now: Int)] {
        let columns = feed.contract.storedColumns.map(\.name)
        let table = "main.\(quoted(feed.table))"
        func said(_ source: String) throws -> [Int] {
            var counts = columns.map { _ in 0 }
            try transaction.scan("SELECT \(columns.map(quoted).joined(separator: ", ")) FROM \(source)") {
                raw in
                for index in counts.indices where sqlite3_column_type(raw, CInt(index)) != SQLITE_NULL {
                    counts[index] += 1
                }
                return true
            }
            return counts
        }
        var before = try said("temp.\(Self.gone)")
        var now = try said("\(table) WHERE \(isFresh())")
        let (rowsGone, rowsNew) = (gone + known.count, fresh + known.count)
        if known.count > 0 {
            // What stayed to the byte says as much on both sides, anything from nothing to all: it is counted
            // where that could matter.
            let share = rowsGone * feed.gate.keysGonePercent
            func lost(_ both: Int, _ index: Int) -> Int {
                (before[index] + both) * rowsNew / rowsGone - now[index] - both + 1
            }
            guard columns.indices.contains(where: { max(lost(0, $0), lost(known.count, $0)) * 100 > share })
            else { return [] }
            let all = try said("\(table) WHERE rowid > \(meeting.last)")
            for index in columns.indices {
                before[index] += all[index] - now[index]
                now[index] = all[index]
            }
        }
        return columns.indices.filter { before[$0] > 0 && now[$0] * rowsGone < before[$0] * rowsNew }.map {
            (columns[$0], before[$0], now[$0])
        }
    }

    /// Columns that say less than the newest rows in force, where nothing of these goes: measures and what a
    /// header must have, where a row may leave them out.
    private func emptiedBeside(_ fresh: Int) throws -> (Int, [(column: String, before: Int, now: Int)]) {
        let columns = feed.contract.storedColumns.filter {
            !$0.mustStand && (measures.contains($0.name) || $0.inHeader)
        }.map(\.name)
        guard !columns.isEmpty else { return (0, []) }
        let table = "main.\(quoted(feed.table))", first = max(0, meeting.last - 10_000)
        var counts = [columns.map { _ in 0 }, columns.map { _ in 0 }], rows = 0
        for (side, condition) in ["rowid > \(first) AND rowid <= \(meeting.last)", isFresh()].enumerated() {
            let names = columns.map(quoted).joined(separator: ", ")
            try transaction.scan("SELECT \(names) FROM \(table) WHERE \(condition)") { raw in
                if side == 0 { rows += 1 }
                for index in columns.indices where sqlite3_column_type(raw, CInt(index)) != SQLITE_NULL {
                    counts[side][index] += 1
                }
                return true
            }
        }
        let found = columns.indices.filter { counts[1][$0] * rows < counts[0][$0] * fresh }
        return (rows, found.map { (columns[$0], counts[0][$0], counts[1][$0]) })
    }

    /// Where a key that is still in force is looked for.
    private var after: String { isSummed ? "temp.gate_new" : "main.\(quoted(feed.table))" }

    /// Old and new rows by their key, where the contract has none.
    func prepare() throws {
        guard !prepared.isDone else { return }
        prepared.isDone = true
        if !isSummed {
            let columns = key.map(quoted).joined(separator: ", ")
            try transaction.execute(
                "CREATE INDEX IF NOT EXISTS temp.gate_gone_key ON \(Self.gone) (\(columns))")
            return
        }
        guard !key.isEmpty else { return }
        let columns = try key.map { try transaction.compared($0, of: feed, in: "") + " AS " + quoted($0) }
            .joined(separator: ", ")
        let names = key.map(quoted).joined(separator: ", ")
        let sums = measures.map { "sum(\(quoted($0))) AS \(quoted($0))" }.joined(separator: ", ")
        var sources = ("temp.\(Self.gone)", "main.\(quoted(feed.table)) WHERE rowid > \(meeting.last)")
        if known.count > 0 { sources = try suspects() }
        for (name, source) in [("gate_old", sources.0), ("gate_new", sources.1)] {
            try transaction.execute(
                """
                CREATE TEMP TABLE \(name) AS SELECT \(columns), \(sums.isEmpty ? "" : sums + ",") \
                min(_line) AS _line, min(_file) AS _file FROM \(source) GROUP BY \
                \((1...key.count).map(String.init).joined(separator: ", "))
                """
            )
            try transaction.execute("CREATE INDEX temp.\(name)_key ON \(name) (\(names))")
        }
    }

    /// Rows are about the same where their codes mean the same, however they are spelt.
    private func same(_ a: String, _ b: String, _ columns: [String]? = nil) throws -> String {
        try (columns ?? key).map { column in
            try """
            \(transaction.compared(column, of: feed, in: a + ".")) IS \
            \(transaction.compared(column, of: feed, in: b + "."))
            """
        }.joined(separator: " AND ")
    }

    /// The first keys that are gone, in their order, as texts; where there is a measure, with the value of
    /// the first.
    public func keysGone(_ limit: Int) throws -> [(key: String, values: [Value])] {
        guard !key.isEmpty else { return [] }
        let columns = (identity + measures).map { "o.\(quoted($0))" }.joined(separator: ", ")
        return try transaction.rows(
            """
            SELECT DISTINCT \(columns) FROM \(tables.old) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) AS n \
            WHERE \(same("o", "n", identity)))
             ORDER BY \(identity.map { "o.\(quoted($0))" }.joined(separator: ", ")) LIMIT \(limit)
            """
        ).map { row in
            (
                row.prefix(identity.count).map(\.plain).joined(separator: " "),
                Array(row.dropFirst(identity.count))
            )
        }
    }

    /// What the keys that are gone came to, a sum for each measure; null where none of them had a value.
    public func sumGone() throws -> [Value] {
        guard !key.isEmpty, !measures.isEmpty else { return measures.map { _ in .null } }
        let sums = measures.map { "sum(o.\(quoted($0)))" }.joined(separator: ", ")
        return try transaction.rows(
            """
            SELECT \(sums) FROM \(tables.old) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) AS n WHERE \
            \(same("o", "n", identity)))
            """
        )[0]
    }

    /// Whether the keys that are gone were the last rows of what was in force, and all before them stayed:
    /// the list may have been cut off.
    public func isTailCut() throws -> Bool {
        guard !isSummed, meeting.repeated > 0 else { return false }
        let first =
            try transaction.integer(
                """
                SELECT min(_row) FROM temp.\(Self.gone) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) \
                AS n WHERE \(same("o", "n", identity)))
                """
            ) ?? 0
        return try first > 0
            && transaction.integer(
                """
                SELECT EXISTS (SELECT 1 FROM main.\(quoted(feed.table)) WHERE rowid > \(first) AND \
                rowid <= \(meeting.last))
                """
            ) == 0
    }

    /// Sums of what a measure's rows came to before and come to now, without their signs, over all that the
    /// delivery speaks of.
    ///
    /// - Parameter percent: a change that is no larger part of what there was is not asked for.
    /// - Returns: nothing where no sum changes by more.
    public func sums(percent: Int) throws -> [(before: Double, now: Double, rows: Int)] {
        guard !measures.isEmpty else { return [] }
        let list = measures.map(quoted).joined(separator: ", ")
        let table = "main.\(quoted(feed.table))"
        typealias Sums = [(sum: Double, rows: Int)]
        let none: Sums = measures.map { _ in (0, 0) }
        func read(_ sql: String, until isEnough: (Sums) -> Bool = { _ in false }) throws -> Sums? {
            var result = none
            var left = 256
            try transaction.scan(sql) { raw in
                for index in result.indices {
                    guard let value = Cell.number(raw, index), value != 0 else { continue }
                    result[index] = (result[index].sum + abs(value), result[index].rows + 1)
                }
                left -= 1
                if left == 0 {
                    left = 256
                    return !isEnough(result)
                }
                return true
            }
            return isEnough(result) ? nil : result
        }
        let gone = try read("SELECT \(list) FROM temp.\(Self.gone)") ?? none
        // A year that was not there before is no reason for a sum to grow.
        var inPlace = ""
        if case .columns(let columns) = feed.replaces {
            try makePlaces()
            inPlace = try " AND EXISTS (SELECT 1 FROM temp.gate_place AS g WHERE \(same("g", "n", columns)))"
        }
        let new = try read("SELECT \(list) FROM \(table) AS n WHERE \(isFresh("n."))\(inPlace)") ?? none
        // What stays is the same on both sides: the more of it, the smaller the part that changes.
        func isSmall(_ stays: Sums) -> Bool {
            measures.indices.allSatisfy {
                abs(new[$0].sum - gone[$0].sum) * 100.000_001 <= (gone[$0].sum + stays[$0].sum)
                    * Double(percent)
            }
        }
        if isSmall(none) { return [] }
        var stays = none
        if known.count > 0 || meeting.repeated > 0, zip(gone, new).contains(where: { $0.sum != $1.sum }) {
            let condition =
                known.count > 0
                ? "rowid > \(meeting.last) AND rowid NOT IN (SELECT row FROM temp.gate_fresh)"
                : "rowid <= \(meeting.last) AND rowid NOT IN (SELECT row FROM temp.missing_row)"
            guard
                let rest = try transaction.inLittleRoom({
                    try read("SELECT \(list) FROM \(table) WHERE \(condition)", until: isSmall)
                })
            else { return [] }
            stays = rest
        }
        return measures.indices.map {
            (gone[$0].sum + stays[$0].sum, new[$0].sum + stays[$0].sum, gone[$0].rows + stays[$0].rows)
        }
    }

    /// A value of a key as it was and as it is.
    public struct Pair: Sendable {
        /// Which of `measures`.
        public var measure: Int
        /// The key's values with a space between two.
        public var key: String
        /// The value that was there.
        public var old: Double
        /// The value of the delivery.
        public var new: Double
        /// Line of the new value in its file.
        public var line: Int
    }

    /// Goes through the values of keys that were there before and say something else now, also those of the
    /// newest period before.
    public func eachChange(_ body: (Pair) throws -> Void) throws {
        guard !key.isEmpty, !measures.isEmpty else { return }
        if let sides, try takesNothing() { return try eachAgainstUsual(sides, body: body) }
        try prepare()
        let (old, new, isNew) = tables
        let columns =
            (key.map { "n.\(quoted($0))" } + ["n._line"]
            + measures.flatMap { ["o.\(quoted($0))", "n.\(quoted($0))"] }).joined(separator: ", ")
        func take(_ row: [Value]) throws { try tell(row, body) }
        // Small changes are many: their names are not asked for.
        func each(_ sql: String) throws {
            try transaction.scan(sql) { raw in
                let jumps = measures.indices.contains { index in
                    guard let before = Cell.number(raw, key.count + 1 + 2 * index),
                        let now = Cell.number(raw, key.count + 2 + 2 * index)
                    else { return false }
                    return isJump(before, now)
                }
                if jumps { try take((0..<(key.count + 1 + 2 * measures.count)).map { Cell.value(raw, $0) }) }
                return true
            }
        }
        try each(
            """
            SELECT \(columns) FROM \(old) AS o CROSS JOIN \(new) AS n ON \
            \(same("o", "n", isSummed ? key : pairKey)) WHERE \(isNew("n"))
            """
        )
        try eachVersion(columns, each)
        // What a key said in the newest period before this one.
        guard let period = feed.contract.periods.first(where: key.contains) else { return }
        let rest = (isSummed ? key : pairKey).filter { $0 != period }
        guard !rest.isEmpty else { return }
        if let sides { return try eachAgainstUsual(sides, body: body) }
        if isSummed { return try eachAgainstUsual(period, rest, take) }
        try each(
            """
            SELECT \(columns) FROM \(new) AS n CROSS JOIN \(new) AS o ON o.rowid = (
                SELECT p.rowid FROM \(new) AS p WHERE \(same("p", "n", rest)) AND p.\(quoted(period)) < \
            n.\(quoted(period))
                 ORDER BY p.\(quoted(period)) DESC, p.rowid DESC LIMIT 1)
             WHERE \(isNew("n")) AND NOT EXISTS (SELECT 1 FROM \(old) AS g WHERE \(same("g", "n")))
            """)
    }

    /// Gives the values that differ of a row: those of the key, the line, and of each measure the value
    /// before and now.
    private func tell(_ row: [Value], _ body: (Pair) throws -> Void) throws {
        let name = row.prefix(key.count).map(\.plain).joined(separator: " "), line = row[key.count].int
        for index in measures.indices {
            let before = row[key.count + 1 + 2 * index], now = row[key.count + 2 + 2 * index]
            guard before != .null, now != .null, before.double != now.double else { continue }
            try body(Pair(measure: index, key: name, old: before.double, new: now.double, line: line))
        }
    }

    private func eachAgainstUsual(_ sides: Sides, body: (Pair) throws -> Void) throws {
        try eachAgainstUsual(sides) { try tell($0, body) }
    }

    /// Whether a value differs so much from what it was that a judgement may ask for it.
    func isJump(_ before: Double, _ now: Double) -> Bool {
        guard before != now, before != 0 else { return false }
        let ratio = now / before
        let size = abs(ratio)
        return size * 1.000_001 >= feed.gate.valueFactor || size * feed.gate.valueFactor <= 1.000_001
            || ratio < 0 && abs(size - 1) < 0.100_001
    }

    /// New versions of things that had one before, each against the newest of those.
    private func eachVersion(_ columns: String, _ each: (String) throws -> Void) throws {
        let about = feed.gate.about
        guard !isSummed, !about.isEmpty, about != key else { return }
        let table = "main.\(quoted(feed.table))"
        let names = about.map(quoted).joined(separator: ", ")
        let kept = names + ", " + measures.map(quoted).joined(separator: ", ")
        // Rows that say something else of a key that was there are no new versions, and mostly all there is.
        try transaction.execute(
            """
            CREATE TEMP TABLE gate_version AS SELECT \
            \(about.map { "n.\(quoted($0)) AS \(quoted($0))" }.joined(separator: ", ")), n.rowid AS _row \
            FROM \(table) AS n
             WHERE n.rowid > \(meeting.last) AND NOT EXISTS (SELECT 1 FROM temp.\(Self.gone) AS g WHERE \
            \(same("g", "n")))
            """)
        guard try transaction.integer("SELECT EXISTS (SELECT 1 FROM temp.gate_version)") == 1 else { return }
        // Of a group, the other columns are those of the row with the greatest number.
        try transaction.execute(
            """
            CREATE TEMP TABLE gate_about AS SELECT \(kept), max(_row) AS _row FROM (
                SELECT \(kept), _row FROM temp.\(Self.gone) WHERE (\(names)) IN (SELECT \(names) FROM \
            temp.gate_version) UNION ALL
                SELECT \(kept), rowid FROM \(table) WHERE rowid <= \(meeting.last) AND (\(names)) IN (SELECT \
            \(names) FROM temp.gate_version))
             GROUP BY \(names)
            """)
        try transaction.execute("CREATE INDEX temp.gate_about_key ON gate_about (\(names))")
        try each(
            """
            SELECT \(columns) FROM temp.gate_version AS v CROSS JOIN \(table) AS n ON n.rowid = v._row
             CROSS JOIN temp.gate_about AS o ON \(same("o", "n", about))
            """)
    }

    /// How many values each measure has on both sides, other than nothing, those that the delivery repeats
    /// among them: what a common jump is a share of.
    ///
    /// - Parameter enough: of each measure, as many as answer the question; where there are so many, more are
    ///   not looked for.
    public func pairs(enough: [Int]) throws -> [Int] {
        guard !key.isEmpty, !measures.isEmpty else { return [] }
        let earlier = try earlierPairs()
        func isEnough(_ pairs: [Int]) -> Bool { zip(pairs, enough).allSatisfy { $0 >= $1 } }
        if known.count > 0 {
            let changed = zip(try pairsOfSums(all: false), earlier).map { $0 + $1 }
            return isEnough(changed) ? changed : zip(try pairsOfSums(all: true), earlier).map { $0 + $1 }
        }
        let changed = zip(try changedPairs(), earlier).map { $0 + $1 }
        guard meeting.repeated > 0, !changed.isEmpty, !isEnough(changed) else { return changed }
        var all = changed
        var left = 256
        try transaction.inLittleRoom {
            try transaction.scan(
                """
                SELECT \(measures.map(quoted).joined(separator: ", ")) FROM main.\(quoted(feed.table)) \
                WHERE rowid <= \(meeting.last) AND rowid NOT IN (SELECT row FROM temp.missing_row)
                """
            ) { raw in
                for index in all.indices where (Cell.number(raw, index) ?? 0) != 0 { all[index] += 1 }
                left -= 1
                if left == 0 {
                    left = 256
                    return !isEnough(all)
                }
                return true
            }
        }
        return all
    }

    /// Values of new periods that have one of an earlier period beside them, whether they differ or not.
    private func earlierPairs() throws -> [Int] {
        let none = measures.map { _ in 0 }
        guard let period = feed.contract.periods.first(where: key.contains) else { return none }
        let rest = (isSummed ? key : pairKey).filter { $0 != period }
        guard !rest.isEmpty else { return none }
        if let sides {
            let count = sides.fresh.map(\.keys.count).reduce(0, +)
            return measures.map { _ in count }
        }
        if isSummed {
            try makePlaces()
            let here = quoted(period)
            let count =
                try transaction.integer(
                    """
                    SELECT count(*) FROM temp.gate_new WHERE \(here) NOT IN (SELECT \(here) FROM \
                    temp.gate_place)
                    """
                ) ?? 0
            return measures.map { _ in count }
        }
        let table = "main.\(quoted(feed.table))"
        let counts = measures.map { "sum(coalesce(n.\(quoted($0)), 0) <> 0)" }.joined(separator: ", ")
        return try transaction.rows(
            """
            SELECT \(counts) FROM \(table) AS n WHERE n.rowid > \(meeting.last)
               AND NOT EXISTS (SELECT 1 FROM temp.\(Self.gone) AS g WHERE \(same("g", "n")))
               AND EXISTS (SELECT 1 FROM \(table) AS p WHERE \(same("p", "n", rest)) AND p.\(quoted(period)) \
            < n.\(quoted(period)))
            """)[0].map(\.int)
    }

    private func changedPairs() throws -> [Int] {
        if sides != nil, try takesNothing() { return measures.map { _ in 0 } }
        let (old, new, isNew) = tables
        let counts = measures.map { "sum(o.\(quoted($0)) <> 0 AND n.\(quoted($0)) <> 0)" }.joined(
            separator: ", ")
        return try transaction.rows(
            """
            SELECT \(counts) FROM \(old) AS o CROSS JOIN \(new) AS n ON \
            \(same("o", "n", isSummed ? key : pairKey)) WHERE \(isNew("n"))
            """
        )[0].map(\.int)
    }

    /// Keys whose value has another unit than it had, and is nearly the number that it was: how many, and the
    /// line of the first. Who measures in another unit has other numbers.
    public func unitsAlone(measure: String, unitIn: String) throws -> (rows: Int, line: Int) {
        guard !isSummed, !key.isEmpty else { return (0, 0) }
        try prepare()
        let table = "main.\(quoted(feed.table))"
        let value = quoted(measure)
        func unit(_ alias: String) throws -> String {
            try transaction.compared(unitIn, of: feed, in: alias + ".")
        }
        let isOther = try """
        n.rowid > \(meeting.last) AND \(unit("n")) IS NOT \(unit("o")) AND o.\(value) > 0
           AND n.\(value) BETWEEN o.\(value) * 0.5 AND o.\(value) * 2
        """
        let keys = key.filter { $0 != unitIn }
        var found = try transaction.rows(
            """
            SELECT count(*), min(n._line) FROM temp.\(Self.gone) AS o CROSS JOIN \(table) AS n ON \
            \(same("o", "n", keys)) WHERE \(isOther)
            """)
        if let period = feed.contract.periods.first(where: key.contains) {
            let rest = keys.filter { $0 != period }
            // What a new period says against the newest one before it.
            found += try transaction.rows(
                """
                SELECT count(*), min(n._line) FROM \(table) AS n CROSS JOIN \(table) AS o ON o.rowid = (
                    SELECT p.rowid FROM \(table) AS p WHERE \(same("p", "n", rest)) AND p.\(quoted(period)) \
                < n.\(quoted(period))
                     ORDER BY p.\(quoted(period)) DESC, p.rowid DESC LIMIT 1)
                 WHERE \(isOther) AND o.rowid <= \(meeting.last)
                   AND NOT EXISTS (SELECT 1 FROM temp.\(Self.gone) AS g WHERE \(same("g", "n", keys)))
                """)
        }
        return (
            found.map { $0[0].int }.reduce(0, +), found.filter { $0[0].int > 0 }.map { $0[1].int }.min() ?? 0
        )
    }

    /// The middle value of a measure, without its sign, in the new rows and in those in force before; nil
    /// where there are too few.
    ///
    /// - Parameters:
    ///   - measure: one of `measures`.
    ///   - unitIn: the column of the values' unit, where they say it: those of the unit that most of the new
    ///     ones have are compared.
    ///   - least: so many values each side must have.
    public func middles(measure: String, unitIn: String? = nil, least: Int) throws -> (
        before: Double, now: Double
    )? {
        let table = "main.\(quoted(feed.table))"
        let index = measures.firstIndex(of: measure)!
        if prepared.newest == nil {
            let list = measures.map(quoted).joined(separator: ", ")
            // The newest ten thousand say what is usual.
            prepared.newest = (
                try newest([
                    "\(list) FROM temp.\(Self.gone)",
                    """
                    \(list) FROM \(table) WHERE rowid <= \(meeting.last) AND rowid > \
                    \(max(0, meeting.last - 10_000))
                    """,
                ]),
                try newest(["\(list) FROM \(table) WHERE rowid > \(meeting.last)"])
            )
        }
        var (before, now) = (prepared.newest!.before[index], prepared.newest!.now[index])
        if let unitIn {
            let unit = try transaction.rows(
                """
                SELECT \(quoted(unitIn)) FROM \(table) WHERE rowid > \(meeting.last) GROUP BY 1 ORDER \
                BY count(*) DESC, 1 LIMIT 1
                """
            )
            guard let value = unit.first?[0] else { return nil }
            func ofUnit(_ sources: [String]) throws -> [Double] {
                var result: [Double] = []
                for source in sources where result.count < Self.mostValues {
                    try transaction.each(
                        """
                        SELECT \(quoted(measure)) FROM \(source) AND \(quoted(unitIn)) IS ? AND \
                        \(quoted(measure)) <> 0 LIMIT \(Self.mostValues - result.count)
                        """,
                        [value]
                    ) {
                        result.append(abs($0[0].double))
                    }
                }
                return result
            }
            before = try ofUnit([
                "temp.\(Self.gone) WHERE 1",
                "\(table) WHERE rowid <= \(meeting.last) AND rowid > \(max(0, meeting.last - 10_000))",
            ])
            now = try ofUnit(["\(table) WHERE rowid > \(meeting.last)"])
        }
        guard before.count >= least, now.count >= least else { return nil }
        before.sort()
        now.sort()
        return (before[before.count / 2], now[now.count / 2])
    }

    private static let mostValues = 20_000

    /// The first values of each measure that are not 0, without their signs.
    private func newest(_ sources: [String]) throws -> [[Double]] {
        var result: [[Double]] = measures.map { _ in [] }
        for source in sources {
            try transaction.scan("SELECT \(source)") { raw in
                var isFull = true
                for index in result.indices where result[index].count < Self.mostValues {
                    isFull = false
                    if let value = Cell.number(raw, index), value != 0 { result[index].append(abs(value)) }
                }
                return !isFull
            }
        }
        return result
    }

    /// Values among the new rows that a program writes where it has none; with the measure and the line.
    ///
    /// - Parameters:
    ///   - codes: the values that programs write where they have none, such as -999.
    ///   - asked: the measures that may have such values.
    public func errorCodes(_ codes: [Double], of asked: [String]) throws -> [(
        measure: String, value: Double, line: Int
    )] {
        guard !asked.isEmpty else { return [] }
        let codes = Set(codes)
        let smallest = codes.map(abs).min() ?? 0
        var found: [[(value: Double, line: Int)]] = asked.map { _ in [] }
        let list = (asked.map(quoted) + ["_line"]).joined(separator: ", ")
        try transaction.scan(
            "SELECT \(list) FROM main.\(quoted(feed.table)) WHERE rowid > \(meeting.last) ORDER BY rowid"
        ) { raw in
            for index in found.indices {
                guard let value = Cell.number(raw, index), abs(value) >= smallest, codes.contains(value),
                    found[index].count < 5
                else { continue }
                found[index].append((value, Cell.value(raw, found.count).int))
            }
            return true
        }
        return asked.indices.flatMap { index in found[index].map { (asked[index], $0.value, $0.line) } }
    }

    /// How often the same record stands in a delivery and in what was there, where no key would tell.
    public struct Repeats: Sendable {
        /// Every record of the delivery stands in it twice or more.
        public var isWhole = false
        /// Rows of the delivery, and those of them that are there a second time; the same of the newest rows
        /// before.
        public var rows = 0, again = 0, rowsBefore = 0, againBefore = 0
    }

    /// - Parameter least: where fewer records are there a second time, nobody asks what is usual.
    public func repeats(least: Int) throws -> Repeats {
        guard isSummed else { return Repeats() }
        let table = "main.\(quoted(feed.table))"
        func read(_ condition: String) throws -> [Int] {
            try transaction.rows(
                """
                SELECT count(*), total(times), coalesce(min(times), 0) FROM (SELECT count(*) AS times \
                FROM \(table) WHERE \(condition) GROUP BY _file, _hash)
                """
            )[0].map { Int($0.double) }
        }
        let counted = try known.records ?? recordsOfFile()
        let new =
            try counted.map { [$0.distinct, $0.all, $0.single == 0 ? 2 : 1] }
            ?? read("rowid > \(meeting.last)")
        let before =
            new[1] - new[0] < least
            ? [0, 0, 0] : try read("rowid <= \(meeting.last) AND rowid > \(max(0, meeting.last - 10_000))")
        // Three different records that all stand there twice are no chance.
        return Repeats(
            isWhole: new[0] >= 3 && new[2] >= 2, rows: new[1], again: new[1] - new[0], rowsBefore: before[1],
            againBefore: before[1] - before[0])
    }

    /// The same of the delivery, by its hashes; nil where there are too many of them.
    private func recordsOfFile() throws -> (all: Int, distinct: Int, single: Int)? {
        let incoming = try transaction.lastRow(of: feed.table) - meeting.last
        guard incoming > 0, incoming <= KnownRows.limit else { return nil }
        let hashes = RowHashes(expecting: Int(incoming))
        try transaction.scan("SELECT _hash FROM main.\(quoted(feed.table)) WHERE rowid > \(meeting.last)") {
            raw in
            hashes.put(UInt64(bitPattern: sqlite3_column_int64(raw, 0)), Int64(hashes.count + 1))
            return !hashes.isCrowded
        }
        return hashes.isCrowded ? nil : (hashes.count, hashes.distinct, hashes.single)
    }

    /// Files whose rows went, with how many: `(file, rows)`.
    public func filesGone() throws -> [(file: Int64, rows: Int)] {
        var rows = known.files
        try transaction.scan("SELECT _file FROM temp.\(Self.gone)") { raw in
            rows[sqlite3_column_int64(raw, 0), default: 0] += 1
            return true
        }
        return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// How many rows of another feed's table refer to a key that is gone.
    public func referring(from other: Feed, column: String, to own: String) throws -> [(
        key: String, rows: Int
    )] {
        guard try transaction.exists(table: other.table) else { return [] }
        return try transaction.rows(
            """
            SELECT o.\(quoted(own)), count(*) FROM temp.\(Self.gone) AS o CROSS JOIN \
            main.\(quoted(other.table)) AS r ON r.\(quoted(column)) = o.\(quoted(own))
             WHERE NOT EXISTS (SELECT 1 FROM main.\(quoted(feed.table)) AS n WHERE n.\(quoted(own)) IS \
            o.\(quoted(own))) GROUP BY 1 ORDER BY 1
            """
        ).map { ($0[0].plain, $0[1].int) }
    }
}

extension Contract {
    /// Columns whose values are amounts of something: what the contract calls a measure, else money, shares
    /// and numbers with a unit.
    public var measures: [String] {
        storedColumns.filter { column in
            if let said = column.measure { return said }
            return switch column.type {
            case .money, .percent: true
            case .number, .integer: column.unit != nil && !key.contains(column.name)
            default: false
            }
        }.map(\.name)
    }

    /// Columns that say which month or year a row is of.
    public var periods: [String] {
        storedColumns.filter { [.period, .year].contains($0.type) && $0.required }.map(\.name)
    }
}

extension Value {
    /// The number, or 0 for anything else.
    public var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .null, .text: 0
        }
    }
}

extension Transaction {
    /// Rows of a query one after another, so that their number does not matter.
    public func each(_ sql: String, _ arguments: [Value] = [], _ body: ([Value]) throws -> Void) throws {
        let cursor = try Row.fetchCursor(
            db, sql: sql, arguments: StatementArguments(arguments.map(\.databaseValue)))
        while let row = try cursor.next() {
            try body((0..<row.count).map { Value(row[$0] as DatabaseValue) })
        }
    }
}
