import Contracts
import GRDB
import GRDBSQLite
import Project
import Records

/// The rows that a delivery takes out of force, kept beside until it is judged, and what a judgement wants to know of them and of the new ones.
///
/// Everything here costs by the rows that changed, never by those that a delivery repeats: what is in force is summed only where something of it
/// would change.
public struct GateFacts {
    public let transaction: Transaction
    public let feed: Feed
    /// Columns that say what a row is about.
    public let key: [String]
    /// The same, and the units of values that say theirs: only values of one unit are held against each other.
    let pairKey: [String]
    public let measures: [String]
    /// Those of the key that stay from one delivery to the next: not the day of an inspection, unless a delivery speaks of single days.
    let identity: [String]
    /// The contract has no key: rows are summed by what they are about.
    public let isSummed: Bool

    /// How the delivery's rows met the older ones.
    public var meeting = Meeting(last: 0, repeated: 0)

    /// The rows that go: `temp.gate_gone`.
    static let gone = "gate_gone"

    public init(_ transaction: Transaction, feed: Feed) {
        self.transaction = transaction
        self.feed = feed
        isSummed = feed.contract.key.isEmpty
        measures = feed.contract.measures
        let periods = isSummed ? feed.contract.periods : []
        let units = measures.compactMap { name in feed.contract.columns.first { $0.name == name }?.unitIn }
        let key = isSummed ? (feed.gate.key.isEmpty ? [] : periods + feed.gate.key.filter { !periods.contains($0) }) : feed.contract.key
        self.key = key
        pairKey = key + units.filter { !key.contains($0) }
        var spoken: [String] = []
        if case .columns(let columns) = feed.replaces { spoken = columns }
        let times: [ColumnType] = [.date, .period, .year, .timestamp, .localTimestamp, .utcMidnight]
        let lasting = key.filter { name in spoken.contains(name) || !feed.contract.columns.contains { $0.name == name && times.contains($0.type) } }
        identity = isSummed || lasting.isEmpty ? key : feed.gate.key.isEmpty ? lasting : feed.gate.key
    }

    // MARK: Keeping what goes

    /// Columns that are kept of a row that goes.
    private var kept: [String] { feed.contract.storedColumns.map(\.name) }

    public func begin() throws {
        try forget()
        let columns = kept.map(quoted).joined(separator: ", ")
        try transaction.execute("CREATE TEMP TABLE \(Self.gone) AS SELECT \(columns), _file, _line, rowid AS _row FROM main.\(quoted(feed.table)) LIMIT 0")
    }

    /// Writes down the rows of a condition, which are about to go.
    public func keep(where condition: String) throws {
        let columns = kept.map(quoted).joined(separator: ", "), table = quoted(feed.table)
        try transaction.execute("INSERT INTO temp.\(Self.gone) SELECT \(columns), _file, _line, rowid FROM main.\(table) WHERE \(condition)")
    }

    public func forget() throws {
        for name in [Self.gone, "gate_old", "gate_new", "gate_about"] { try transaction.execute("DROP TABLE IF EXISTS temp.\(name)") }
    }

    // MARK: Asking

    /// What a delivery changed, in numbers.
    public struct Counts: Sendable {
        /// Rows and keys that went; keys of them that nothing has now.
        public var rowsGone = 0, keysGone = 0, keysBefore = 0
        public var rowsNew = 0
        /// Columns of which a smaller part of the rows says something than before: the column, rows with a value before, rows with one now.
        public var emptied: [(column: String, before: Int, now: Int)] = []
    }

    /// Names of the tables that hold old and new rows by their key, and the condition on the new ones.
    private var sides: (old: String, new: String, isNew: (String) -> String) {
        isSummed
            ? ("temp.gate_old", "temp.gate_new", { _ in "1" })
            : ("temp.\(Self.gone)", "main.\(quoted(feed.table))", { alias in "\(alias).rowid > \(meeting.last)" })
    }

    public func counts() throws -> Counts {
        var result = Counts()
        let table = "main.\(quoted(feed.table))"
        result.rowsGone = try transaction.integer("SELECT count(*) FROM temp.\(Self.gone)") ?? 0
        result.rowsNew = try transaction.integer("SELECT count(*) FROM \(table) WHERE rowid > \(meeting.last)") ?? 0
        guard result.rowsGone > 0 else { return result }
        try prepare()
        if key.isEmpty {
            (result.keysGone, result.keysBefore) = (max(0, result.rowsGone - result.rowsNew), result.rowsGone + meeting.repeated)
        } else {
            let old = sides.old
            result.keysBefore = (try transaction.integer("SELECT count(*) FROM \(old)") ?? 0) + meeting.repeated
            result.keysGone = try transaction.integer("SELECT count(*) FROM \(old) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) AS n WHERE \(same("o", "n", identity)))") ?? 0
        }
        if result.rowsNew > 0 {
            let columns = feed.contract.storedColumns.map(\.name)
            let counts = columns.map { "count(\(quoted($0)))" }.joined(separator: ", ")
            let before = try transaction.rows("SELECT \(counts) FROM temp.\(Self.gone)")[0].map(\.int)
            let now = try transaction.rows("SELECT \(counts) FROM \(table) WHERE rowid > \(meeting.last)")[0].map(\.int)
            for (index, column) in columns.enumerated() where before[index] > 0 && now[index] * result.rowsGone < before[index] * result.rowsNew {
                result.emptied.append((column, before[index], now[index]))
            }
        }
        return result
    }

    /// Where a key that is still in force is looked for.
    private var after: String { isSummed ? "temp.gate_new" : "main.\(quoted(feed.table))" }

    /// Old and new rows by their key, where the contract has none.
    private func prepare() throws {
        if !isSummed {
            let columns = key.map(quoted).joined(separator: ", ")
            try transaction.execute("CREATE INDEX IF NOT EXISTS temp.gate_gone_key ON \(Self.gone) (\(columns))")
            return
        }
        guard !key.isEmpty else { return }
        let columns = try key.map { try transaction.compared($0, of: feed, in: "") + " AS " + quoted($0) }.joined(separator: ", ")
        let names = key.map(quoted).joined(separator: ", ")
        let sums = measures.map { "sum(\(quoted($0))) AS \(quoted($0))" }.joined(separator: ", ")
        for (name, source) in [
            ("gate_old", "temp.\(Self.gone)"), ("gate_new", "main.\(quoted(feed.table)) WHERE rowid > \(meeting.last)"),
        ] {
            try transaction.execute("DROP TABLE IF EXISTS temp.\(name)")
            try transaction.execute(
                "CREATE TEMP TABLE \(name) AS SELECT \(columns), \(sums.isEmpty ? "" : sums + ",") min(_line) AS _line, min(_file) AS _file FROM \(source) GROUP BY \((1...key.count).map(String.init).joined(separator: ", "))")
            try transaction.execute("CREATE INDEX temp.\(name)_key ON \(name) (\(names))")
        }
    }

    /// Rows are about the same where their codes mean the same, however they are spelt.
    private func same(_ a: String, _ b: String, _ columns: [String]? = nil) throws -> String {
        try (columns ?? key).map { column in
            try "\(transaction.compared(column, of: feed, in: a + ".")) IS \(transaction.compared(column, of: feed, in: b + "."))"
        }.joined(separator: " AND ")
    }

    /// The first keys that are gone, in their order, as texts; where there is a measure, with the value of the first.
    public func keysGone(_ limit: Int) throws -> [(key: String, values: [Value])] {
        guard !key.isEmpty else { return [] }
        let columns = (identity + measures).map { "o.\(quoted($0))" }.joined(separator: ", ")
        return try transaction.rows(
            """
            SELECT DISTINCT \(columns) FROM \(sides.old) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) AS n WHERE \(same("o", "n", identity)))
             ORDER BY \(identity.map { "o.\(quoted($0))" }.joined(separator: ", ")) LIMIT \(limit)
            """
        ).map { row in (row.prefix(identity.count).map(\.plain).joined(separator: " "), Array(row.dropFirst(identity.count))) }
    }

    /// What the keys that are gone came to, a sum for each measure; null where none of them had a value.
    public func sumGone() throws -> [Value] {
        guard !key.isEmpty, !measures.isEmpty else { return measures.map { _ in .null } }
        let sums = measures.map { "sum(o.\(quoted($0)))" }.joined(separator: ", ")
        return try transaction.rows(
            "SELECT \(sums) FROM \(sides.old) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) AS n WHERE \(same("o", "n", identity)))")[0]
    }

    /// Whether the keys that are gone were the last rows of what was in force, and all before them stayed: the list may have been cut off.
    public func isTailCut() throws -> Bool {
        guard !isSummed, meeting.repeated > 0 else { return false }
        let first = try transaction.integer(
            "SELECT min(_row) FROM temp.\(Self.gone) AS o WHERE NOT EXISTS (SELECT 1 FROM \(after) AS n WHERE \(same("o", "n", identity)))") ?? 0
        return try first > 0 && transaction.integer(
            "SELECT EXISTS (SELECT 1 FROM main.\(quoted(feed.table)) WHERE rowid > \(first) AND rowid <= \(meeting.last))") == 0
    }

    /// Sums of what a measure's rows came to before and come to now, without their signs, over all that the delivery speaks of.
    public func sums() throws -> [(before: Double, now: Double, rows: Int)] {
        guard !measures.isEmpty else { return [] }
        let list = measures.map { "total(abs(\(quoted($0)))), sum(coalesce(\(quoted($0)), 0) <> 0)" }.joined(separator: ", ")
        let table = "main.\(quoted(feed.table))"
        func read(_ sql: String) throws -> [(Double, Int)] {
            let row = try transaction.rows(sql)[0]
            return measures.indices.map { (row[2 * $0].double, row[2 * $0 + 1].int) }
        }
        let gone = try read("SELECT \(list) FROM temp.\(Self.gone)")
        // A year that was not there before is no reason for a sum to grow.
        let inPlace: String
        if case .columns(let columns) = feed.replaces {
            inPlace = try " AND EXISTS (SELECT 1 FROM temp.\(Self.gone) AS g WHERE \(same("g", "n", columns)))"
            try transaction.execute("CREATE INDEX IF NOT EXISTS temp.gate_gone_place ON \(Self.gone) (\(columns.map(quoted).joined(separator: ", ")))")
        } else { inPlace = "" }
        let new = try read("SELECT \(list) FROM \(table) AS n WHERE n.rowid > \(meeting.last)\(inPlace)")
        var stays = measures.map { _ in (0.0, 0) }
        if meeting.repeated > 0, zip(gone, new).contains(where: { $0.0 != $1.0 }) {
            stays = try transaction.inLittleRoom {
                try read("SELECT \(list) FROM \(table) WHERE rowid <= \(meeting.last) AND rowid NOT IN (SELECT row FROM temp.missing_row)")
            }
        }
        return measures.indices.map { (gone[$0].0 + stays[$0].0, new[$0].0 + stays[$0].0, gone[$0].1 + stays[$0].1) }
    }

    /// A value of a key as it was and as it is.
    public struct Pair: Sendable {
        public var measure: Int
        public var key: String
        public var old: Double
        public var new: Double
        public var line: Int
    }

    /// Goes through the values of keys that were there before and say something else now, also those of the newest period before.
    public func eachChange(_ body: (Pair) throws -> Void) throws {
        guard !key.isEmpty, !measures.isEmpty else { return }
        try prepare()
        let (old, new, isNew) = sides
        let columns = (key.map { "n.\(quoted($0))" } + ["n._line"] + measures.flatMap { ["o.\(quoted($0))", "n.\(quoted($0))"] }).joined(separator: ", ")
        let differs = measures.map { "o.\(quoted($0)) <> n.\(quoted($0))" }.joined(separator: " OR ")
        func take(_ row: [Value]) throws {
            let name = row.prefix(key.count).map(\.plain).joined(separator: " "), line = row[key.count].int
            for index in measures.indices {
                let before = row[key.count + 1 + 2 * index], now = row[key.count + 2 + 2 * index]
                guard before != .null, now != .null, before.double != now.double else { continue }
                try body(Pair(measure: index, key: name, old: before.double, new: now.double, line: line))
            }
        }
        try transaction.each("SELECT \(columns) FROM \(old) AS o CROSS JOIN \(new) AS n ON \(same("o", "n", isSummed ? key : pairKey)) WHERE \(isNew("n")) AND (\(differs))") { try take($0) }
        try eachVersion(columns, differs, take)
        // What a key said in the newest period before this one.
        guard let period = feed.contract.periods.first(where: key.contains) else { return }
        let rest = (isSummed ? key : pairKey).filter { $0 != period }
        guard !rest.isEmpty else { return }
        if isSummed { return try eachAgainstUsual(period, rest, take) }
        try transaction.each(
            """
            SELECT \(columns) FROM \(new) AS n CROSS JOIN \(new) AS o ON o.rowid = (
                SELECT p.rowid FROM \(new) AS p WHERE \(same("p", "n", rest)) AND p.\(quoted(period)) < n.\(quoted(period))
                 ORDER BY p.\(quoted(period)) DESC, p.rowid DESC LIMIT 1)
             WHERE \(isNew("n")) AND NOT EXISTS (SELECT 1 FROM \(old) AS g WHERE \(same("g", "n"))) AND (\(differs))
            """) { try take($0) }
    }

    /// New versions of things that had one before, each against the newest of those.
    private func eachVersion(_ columns: String, _ differs: String, _ take: ([Value]) throws -> Void) throws {
        let about = feed.gate.about
        guard !isSummed, !about.isEmpty, about != key else { return }
        let table = "main.\(quoted(feed.table))", names = about.map(quoted).joined(separator: ", ")
        let kept = names + ", " + measures.map(quoted).joined(separator: ", ")
        let isNew = try "n.rowid > \(meeting.last) AND NOT EXISTS (SELECT 1 FROM temp.\(Self.gone) AS g WHERE \(same("g", "n")))"
        try transaction.execute("DROP TABLE IF EXISTS temp.gate_about")
        // Of a group, the other columns are those of the row with the greatest number.
        try transaction.execute(
            """
            CREATE TEMP TABLE gate_about AS SELECT \(kept), max(_row) AS _row FROM (
                SELECT \(kept), _row FROM temp.\(Self.gone) UNION ALL
                SELECT \(kept), rowid FROM \(table) WHERE rowid <= \(meeting.last)
                   AND (\(names)) IN (SELECT \(about.map { "n.\(quoted($0))" }.joined(separator: ", ")) FROM \(table) AS n WHERE \(isNew)))
             GROUP BY \(names)
            """)
        try transaction.execute("CREATE INDEX temp.gate_about_key ON gate_about (\(names))")
        try transaction.each(
            "SELECT \(columns) FROM \(table) AS n CROSS JOIN temp.gate_about AS o ON \(same("o", "n", about)) WHERE \(isNew) AND (\(differs))") { try take($0) }
    }

    /// Sums of a new period by what they are about, against the middle one of the periods before.
    private func eachAgainstUsual(_ period: String, _ rest: [String], _ take: ([Value]) throws -> Void) throws {
        let table = "main.\(quoted(feed.table))"
        // A period of which rows stay in force is added to: what comes late is no whole month.
        let new = try transaction.rows(
            """
            SELECT DISTINCT \(quoted(period)) FROM temp.gate_new WHERE \(quoted(period)) NOT IN (SELECT \(quoted(period)) FROM temp.gate_old)
               AND \(quoted(period)) NOT IN (SELECT \(quoted(period)) FROM \(table) WHERE rowid <= \(meeting.last))
            """)
        guard !new.isEmpty else { return }
        let names = try rest.map { try transaction.compared($0, of: feed, in: "") }.joined(separator: ", ")
        for measure in measures {
            var known: [[Value]: [Double]] = [:]
            try transaction.each(
                """
                SELECT \(names), sum(\(quoted(measure))) FROM \(table) WHERE rowid <= \(meeting.last)
                   AND \(quoted(period)) IN (SELECT DISTINCT \(quoted(period)) FROM \(table) WHERE rowid <= \(meeting.last) ORDER BY 1 DESC LIMIT 12)
                 GROUP BY \(names), \(quoted(period))
                """) { row in known[Array(row.dropLast()), default: []].append(row.last!.double) }
            let columns = (key.map(quoted) + ["_line", quoted(measure)]).joined(separator: ", ")
            for row in try transaction.rows("SELECT \(columns) FROM temp.gate_new WHERE \(quoted(period)) IN (\(new.map { _ in "?" }.joined(separator: ", ")))", new.map { $0[0] }) {
                let about = key.enumerated().filter { rest.contains($0.element) }.map { row[$0.offset] }
                guard let before = known[about]?.sorted(), before.count >= 3 else { continue }
                var pair = Array(row.prefix(key.count + 1))
                for other in measures { pair += other == measure ? [.real(before[before.count / 2]), row.last!] : [.null, .null] }
                try take(pair)
            }
        }
    }

    /// How many values each measure has on both sides, other than nothing, those that the delivery repeats among them: what a common jump is a
    /// share of.
    public func pairs() throws -> [Int] {
        guard !key.isEmpty, !measures.isEmpty else { return [] }
        let earlier = try earlierPairs()
        let changed = zip(try changedPairs(), earlier).map { $0 + $1 }
        guard meeting.repeated > 0, !changed.isEmpty else { return changed }
        let counts = measures.map { "sum(coalesce(\(quoted($0)), 0) <> 0)" }.joined(separator: ", ")
        let stays = try transaction.inLittleRoom {
            try transaction.rows(
                "SELECT \(counts) FROM main.\(quoted(feed.table)) WHERE rowid <= \(meeting.last) AND rowid NOT IN (SELECT row FROM temp.missing_row)")[0].map(\.int)
        }
        return zip(changed, stays).map { $0 + $1 }
    }

    /// Values of new periods that have one of an earlier period beside them, whether they differ or not.
    private func earlierPairs() throws -> [Int] {
        let none = measures.map { _ in 0 }
        guard let period = feed.contract.periods.first(where: key.contains) else { return none }
        let rest = (isSummed ? key : pairKey).filter { $0 != period }
        guard !rest.isEmpty else { return none }
        if isSummed {
            let count = try transaction.integer("SELECT count(*) FROM temp.gate_new WHERE \(quoted(period)) NOT IN (SELECT \(quoted(period)) FROM temp.gate_old)") ?? 0
            return measures.map { _ in count }
        }
        let table = "main.\(quoted(feed.table))"
        let counts = measures.map { "sum(coalesce(n.\(quoted($0)), 0) <> 0)" }.joined(separator: ", ")
        return try transaction.rows(
            """
            SELECT \(counts) FROM \(table) AS n WHERE n.rowid > \(meeting.last)
               AND NOT EXISTS (SELECT 1 FROM temp.\(Self.gone) AS g WHERE \(same("g", "n")))
               AND EXISTS (SELECT 1 FROM \(table) AS p WHERE \(same("p", "n", rest)) AND p.\(quoted(period)) < n.\(quoted(period)))
            """)[0].map(\.int)
    }

    private func changedPairs() throws -> [Int] {
        let (old, new, isNew) = sides
        let counts = measures.map { "sum(o.\(quoted($0)) <> 0 AND n.\(quoted($0)) <> 0)" }.joined(separator: ", ")
        return try transaction.rows("SELECT \(counts) FROM \(old) AS o CROSS JOIN \(new) AS n ON \(same("o", "n", isSummed ? key : pairKey)) WHERE \(isNew("n"))")[0].map(\.int)
    }

    /// Keys whose value has another unit than it had, and is nearly the number that it was: how many, and the line of the first. Who measures
    /// in another unit has other numbers.
    public func unitsAlone(measure: String, unitIn: String) throws -> (rows: Int, line: Int) {
        guard !isSummed, !key.isEmpty else { return (0, 0) }
        try prepare()
        let table = "main.\(quoted(feed.table))", value = quoted(measure)
        func unit(_ alias: String) throws -> String { try transaction.compared(unitIn, of: feed, in: alias + ".") }
        let isOther = try """
            n.rowid > \(meeting.last) AND \(unit("n")) IS NOT \(unit("o")) AND o.\(value) > 0
               AND n.\(value) BETWEEN o.\(value) * 0.5 AND o.\(value) * 2
            """
        let keys = key.filter { $0 != unitIn }
        var found = try transaction.rows(
            """
            SELECT count(*), min(n._line) FROM temp.\(Self.gone) AS o CROSS JOIN \(table) AS n ON \(same("o", "n", keys)) WHERE \(isOther)
            """)
        if let period = feed.contract.periods.first(where: key.contains) {
            let rest = keys.filter { $0 != period }
            // What a new period says against the newest one before it.
            found += try transaction.rows(
                """
                SELECT count(*), min(n._line) FROM \(table) AS n CROSS JOIN \(table) AS o ON o.rowid = (
                    SELECT p.rowid FROM \(table) AS p WHERE \(same("p", "n", rest)) AND p.\(quoted(period)) < n.\(quoted(period))
                     ORDER BY p.\(quoted(period)) DESC, p.rowid DESC LIMIT 1)
                 WHERE \(isOther) AND o.rowid <= \(meeting.last)
                   AND NOT EXISTS (SELECT 1 FROM temp.\(Self.gone) AS g WHERE \(same("g", "n", keys)))
                """)
        }
        return (found.map { $0[0].int }.reduce(0, +), found.filter { $0[0].int > 0 }.map { $0[1].int }.min() ?? 0)
    }

    /// The middle value of a measure, without its sign, in the new rows and in those in force before; nil where there are too few.
    ///
    /// - Parameter unitIn: the column of the values' unit, where they say it: those of the unit that most of the new ones have are compared.
    public func middles(measure: String, unitIn: String? = nil, least: Int) throws -> (before: Double, now: Double)? {
        let table = "main.\(quoted(feed.table))", name = quoted(measure)
        var arguments: [Value] = [], isOfUnit = "1"
        if let unitIn {
            let unit = try transaction.rows(
                "SELECT \(quoted(unitIn)) FROM \(table) WHERE rowid > \(meeting.last) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
            guard let value = unit.first?[0] else { return nil }
            (arguments, isOfUnit) = ([value], "\(quoted(unitIn)) IS ?1")
        }
        func middle(_ source: String) throws -> Double? {
            let count = try transaction.integer("SELECT count(*) FROM \(source)", arguments) ?? 0
            guard count >= least else { return nil }
            return try transaction.rows(
                "SELECT abs(value) FROM \(source) ORDER BY abs(value) LIMIT 1 OFFSET \(count / 2)", arguments).first?[0].double
        }
        // The newest ten thousand say what is usual.
        let reach = max(0, meeting.last - 10_000)
        let before = try middle(
            """
            (SELECT \(name) AS value FROM (SELECT \(name) FROM temp.\(Self.gone) WHERE \(isOfUnit) UNION ALL
             SELECT \(name) FROM \(table) WHERE rowid <= \(meeting.last) AND rowid > \(reach) AND \(isOfUnit))
              WHERE \(name) <> 0 LIMIT 20000)
            """)
        let now = try middle(
            """
            (SELECT \(name) AS value FROM \(table) WHERE rowid > \(meeting.last) AND \(name) <> 0 AND \(isOfUnit) LIMIT 20000)
            """)
        guard let before, let now else { return nil }
        return (before, now)
    }

    /// Sums of a measure by period, without signs: those of new periods that the delivery brings, and those that were in force.
    public func periodSums(measure: String, period: String) throws -> (new: [(period: String, sum: Double)], known: [Double]) {
        let table = "main.\(quoted(feed.table))", column = quoted(period)
        let new = try transaction.rows(
            """
            SELECT \(column), total(abs(\(quoted(measure)))) FROM \(table) WHERE rowid > \(meeting.last)
               AND \(column) NOT IN (SELECT \(column) FROM temp.\(Self.gone)) GROUP BY 1 ORDER BY 1
            """)
        guard !new.isEmpty else { return ([], []) }
        let known = try transaction.inLittleRoom {
            try transaction.rows("SELECT \(column), total(abs(\(quoted(measure)))) FROM \(table) WHERE rowid <= \(meeting.last) GROUP BY 1 ORDER BY 1 DESC LIMIT 13")
        }
        let names = Set(known.map { $0[0] })
        return (new.filter { !names.contains($0[0]) }.map { ($0[0].plain, $0[1].double) }, known.map { $0[1].double })
    }

    /// Values among the new rows that a program writes where it has none; with the measure and the line.
    public func errorCodes(_ codes: [Double]) throws -> [(measure: String, value: Double, line: Int)] {
        let list = codes.map { $0 == $0.rounded() ? String(Int64($0)) : String($0) }.joined(separator: ", ")
        return try measures.flatMap { measure in
            try transaction.rows(
                "SELECT \(quoted(measure)), _line FROM main.\(quoted(feed.table)) WHERE rowid > \(meeting.last) AND \(quoted(measure)) IN (\(list)) ORDER BY rowid LIMIT 5"
            ).map { (measure, $0[0].double, $0[1].int) }
        }
    }

    /// How often the same record stands in a delivery and in what was there, where no key would tell.
    public struct Repeats: Sendable {
        /// Every record of the delivery stands in it twice or more.
        public var isWhole = false
        /// Rows of the delivery, and those of them that are there a second time; the same of the newest rows before.
        public var rows = 0, again = 0, rowsBefore = 0, againBefore = 0
    }

    public func repeats() throws -> Repeats {
        guard isSummed else { return Repeats() }
        let table = "main.\(quoted(feed.table))"
        func read(_ condition: String) throws -> [Int] {
            try transaction.rows(
                "SELECT count(*), total(times), coalesce(min(times), 0) FROM (SELECT count(*) AS times FROM \(table) WHERE \(condition) GROUP BY _file, _hash)"
            )[0].map { Int($0.double) }
        }
        let new = try read("rowid > \(meeting.last)"), before = try read("rowid <= \(meeting.last) AND rowid > \(max(0, meeting.last - 10_000))")
        // Three different records that all stand there twice are no chance.
        return Repeats(
            isWhole: new[0] >= 3 && new[2] >= 2, rows: new[1], again: new[1] - new[0], rowsBefore: before[1], againBefore: before[1] - before[0])
    }

    /// Files whose rows went, with how many: `(file, rows)`.
    public func filesGone() throws -> [(file: Int64, rows: Int)] {
        try transaction.rows("SELECT _file, count(*) FROM temp.\(Self.gone) GROUP BY 1 ORDER BY 1").map { (Int64($0[0].int), $0[1].int) }
    }

    /// How many rows of another feed's table refer to a key that is gone.
    public func referring(from other: Feed, column: String, to own: String) throws -> [(key: String, rows: Int)] {
        guard try transaction.exists(table: other.table) else { return [] }
        return try transaction.rows(
            """
            SELECT o.\(quoted(own)), count(*) FROM temp.\(Self.gone) AS o CROSS JOIN main.\(quoted(other.table)) AS r ON r.\(quoted(column)) = o.\(quoted(own))
             WHERE NOT EXISTS (SELECT 1 FROM main.\(quoted(feed.table)) AS n WHERE n.\(quoted(own)) IS o.\(quoted(own))) GROUP BY 1 ORDER BY 1
            """
        ).map { ($0[0].plain, $0[1].int) }
    }
}

extension Contract {
    /// Columns whose values are amounts of something: what the contract calls a measure, else money, shares and numbers with a unit.
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
    public var periods: [String] { storedColumns.filter { [.period, .year].contains($0.type) && $0.required }.map(\.name) }
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
        let cursor = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(arguments.map(\.databaseValue)))
        while let row = try cursor.next() { try body((0..<row.count).map { Value(row[$0] as DatabaseValue) }) }
    }
}
