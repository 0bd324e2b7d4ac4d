import GRDB
import GRDBSQLite
import Project
import Records

/// What a delivery without keys that is read whole repeats, to the byte of a record, of the rows that it
/// takes out of force.
///
/// Such rows go and come: they change no sum and no share, so a judgement need only look at the others. Where
/// most of a delivery is known, those are the ones that are kept beside (`temp.gate_gone`) and told apart
/// (`temp.gate_fresh`); the sums of what rows are about are made of all rows, but only for what one of the
/// others speaks of.
final class SameRows {
    /// Pairs of an old row and a new one of the same bytes; 0 where the delivery is judged by all of its
    /// rows.
    private(set) var count = 0
    /// Of the delivery's records how many there are, how many differ from all before them, how many stand
    /// there once. Nil where nobody counted.
    private(set) var records: (all: Int, distinct: Int, single: Int)?
    /// Rows that went and came, by the file that had brought them.
    private(set) var files: [Int64: Int] = [:]
    /// The places of `placeColumns` that such rows have, and those that the delivery has in all.
    private(set) var places: [[Value]] = [], brought: [[Value]] = []
    /// The delivery's rows that are not known, by their numbers in order.
    private(set) var fresh: [Int64] = []

    /// Rows one after another that are all known, or all are not.
    private struct Run {
        var from: Int64
        var to: Int64
        var isSame: Bool
    }
    /// A file of which every second row is another has so many runs that it is no longer cheap to tell them
    /// apart.
    private static let mostRuns = 1 << 20

    /// Takes the rows of a condition out of the table: those that the delivery does not repeat are written to
    /// `temp.gate_gone` first.
    ///
    /// - Returns: how many went; nil where too little of the delivery is known, and nothing is done.
    func takeOut(
        where condition: String, files allowed: [Int64]?, keeping columns: String, at placeColumns: [String],
        of feed: Feed,
        after last: Int64, _ transaction: Transaction
    ) throws -> Int? {
        let table = "main.\(quoted(feed.table))"
        let incoming = try transaction.lastRow(of: feed.table) - last
        guard incoming > 0, incoming <= KnownRows.limit else { return nil }
        let hashes = RowHashes(expecting: Int(incoming))
        let names = placeColumns.map { ", " + quoted($0) }.joined()
        var there = Places(columns: 2..<2 + placeColumns.count)
        try transaction.scan("SELECT rowid, _hash\(names) FROM \(table) WHERE rowid > \(last) ORDER BY rowid")
        { raw in
            hashes.put(UInt64(bitPattern: sqlite3_column_int64(raw, 1)), sqlite3_column_int64(raw, 0))
            there.add(raw)
            return !hashes.isCrowded
        }
        guard !hashes.isCrowded else { return nil }
        brought = there.all
        records = (hashes.count, hashes.distinct, hashes.single)
        guard let runs = try match(hashes, allowed, placeColumns, table, last, transaction),
            count * 2 >= hashes.count
        else {
            (count, files, places) = (0, [:], [])
            return nil
        }
        fresh = hashes.left()
        try transaction.execute("CREATE TEMP TABLE gate_fresh (row INTEGER PRIMARY KEY)")
        try transaction.each("INSERT INTO temp.gate_fresh VALUES (?)", of: fresh.lazy.map { [$0] })
        let others =
            """
            INSERT INTO temp.\(GateFacts.gone) SELECT \(columns), _file, _line, rowid FROM \(table) \
            WHERE rowid BETWEEN ? AND ? AND \(condition)
            """
        try transaction.each(others, of: runs.lazy.filter { !$0.isSame }.map { [$0.from, $0.to] })
        try transaction.each(
            "DELETE FROM \(table) WHERE rowid BETWEEN ? AND ?",
            of: runs.lazy.filter(\.isSame).map { [$0.from, $0.to] })
        try transaction.execute(
            "DELETE FROM \(table) WHERE rowid IN (SELECT _row FROM temp.\(GateFacts.gone))")
        return count + (try transaction.integer("SELECT count(*) FROM temp.\(GateFacts.gone)") ?? 0)
    }

    /// Finds the older rows that a record repeats; they agree with it in all that says what a delivery
    /// replaces, so they go.
    private func match(
        _ hashes: RowHashes, _ allowed: [Int64]?, _ placeColumns: [String], _ table: String, _ last: Int64,
        _ transaction: Transaction
    ) throws -> [Run]? {
        let only = allowed.map(Set.init)
        var runs: [Run] = []
        var gone = Places(columns: 3..<3 + placeColumns.count)
        let names = placeColumns.map { ", " + quoted($0) }.joined()
        try transaction.scan(
            "SELECT rowid, _hash, _file\(names) FROM \(table) WHERE rowid <= \(last) ORDER BY rowid"
        ) { raw in
            let row = sqlite3_column_int64(raw, 0)
            let file = sqlite3_column_int64(raw, 2)
            let isSame =
                only?.contains(file) != false && hashes.take(UInt64(bitPattern: sqlite3_column_int64(raw, 1)))
            if isSame {
                count += 1
                files[file, default: 0] += 1
                gone.add(raw)
            }
            if let run = runs.last, run.isSame == isSame {
                runs[runs.count - 1].to = row
            } else {
                runs.append(Run(from: row, to: row, isSame: isSame))
            }
            return runs.count <= Self.mostRuns
        }
        places = gone.all
        return runs.count <= Self.mostRuns ? runs : nil
    }

    /// Values of some columns, each list of them once; rows of one mostly follow each other.
    private struct Places {
        let columns: Range<Int>
        private(set) var all: [[Value]] = []
        private var seen: Set<UInt64> = []
        private var last: UInt64?

        init(columns: Range<Int>) { self.columns = columns }

        mutating func add(_ raw: OpaquePointer) {
            let hash = Cell.hash(raw, columns)
            if hash != last, seen.insert(hash).inserted { all.append(columns.map { Cell.value(raw, $0) }) }
            last = hash
        }
    }
}

/// Sums of what rows are about, before and after a delivery, by the hash of their key.
struct KeySums {
    /// Rows of a key that went or go, and those that it has now.
    private(set) var old: [Int32] = [], new: [Int32] = []
    private var sums: [Double] = []
    private var known: [Bool] = []
    private var place: [UInt64: Int] = [:]
    /// A bit for each key that may be there: most rows that stay are told by it to be of no key that changed.
    private var bits: [UInt64]
    private let measures: Int

    init(measures: Int) {
        self.measures = measures
        bits = Array(repeating: 0, count: measures > 0 ? 1 << 14 : 1)
    }

    var indices: Range<Int> { old.indices }
    /// The keys and where they stand.
    var keys: [UInt64: Int] { place }
    func index(of key: UInt64) -> Int? { place[key] }

    /// Adds a row: its measures lie from the column `first` on.
    mutating func add(
        _ key: UInt64, _ raw: OpaquePointer, first: Int, isOld: Bool, isNew: Bool, isKnownOnly: Bool = false
    ) {
        let index: Int
        let word = Int(key >> 50) & (bits.count - 1)
        let bit: UInt64 = 1 << ((key >> 44) & 63)
        if isKnownOnly, bits[word] & bit == 0 { return }
        if let there = place[key] {
            index = there
        } else if isKnownOnly {
            return
        } else {
            index = old.count
            bits[word] |= bit
            place[key] = index
            old.append(0)
            new.append(0)
            sums.append(contentsOf: repeatElement(0, count: 2 * measures))
            known.append(contentsOf: repeatElement(false, count: 2 * measures))
        }
        if isOld { old[index] += 1 }
        if isNew { new[index] += 1 }
        for measure in 0..<measures {
            guard let value = Cell.number(raw, first + measure) else { continue }
            let at = 2 * (index * measures + measure)
            if isOld { (sums[at], known[at]) = (sums[at] + value, true) }
            if isNew { (sums[at + 1], known[at + 1]) = (sums[at + 1] + value, true) }
        }
    }

    /// A measure's sum before and now, where there is a value on both sides.
    func pair(_ index: Int, _ measure: Int) -> (old: Double, new: Double)? {
        let at = 2 * (index * measures + measure)
        return known[at] && known[at + 1] ? (sums[at], sums[at + 1]) : nil
    }
}
