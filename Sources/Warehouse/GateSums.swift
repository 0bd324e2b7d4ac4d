import Project
import Records

/// A month and what a row is about, by their hashes.
struct SumKey: Hashable {
    var period: UInt64
    var about: UInt64

    /// Of the row that a statement stands on.
    init(_ raw: OpaquePointer, period: Range<Int>, about: Range<Int>) {
        self.init(Cell.hash(raw, period), Cell.hash(raw, about))
    }

    init(_ period: UInt64, _ about: UInt64) { (self.period, self.about) = (period, max(1, about)) }
}

/// Judging by sums: what the ledger keeps of the rows in force, against what the delivery was summed up to
/// while it was read. No row is looked at but those that are worth a word.
extension GateFacts {
    /// What was in force before the delivery, and what it comes to; nil where the rows have to be asked.
    struct Sides {
        var kept: KeptSums
        var new: DeliverySums

        /// Months of the delivery of which nothing was in force: those that are there are added to or
        /// replaced.
        var fresh: [DeliverySums.Part] {
            let known = kept.periods
            return new.parts.filter { !known.contains($0.period) }
        }
    }

    /// Nothing that was in force goes.
    func takesNothing() throws -> Bool {
        try known.count == 0 && transaction.integer("SELECT EXISTS (SELECT 1 FROM temp.\(Self.gone))") == 0
    }

    /// What is usual by month, and of some keys.
    func usual(_ kept: KeptSums, _ keys: [UInt64: Int] = [:]) throws -> PeriodSums {
        var result = PeriodSums(keys: keys.count, measures: measures.count), places: [Int] = []
        for place in kept.places {
            let index = result.place(CellHash.of(place.period), .text(place.period))
            for measure in measures.indices { result.add(index, measure: measure, place.totals[measure]) }
            places.append(index)
        }
        guard !keys.isEmpty else { return result }
        for (place, index) in zip(kept.places, places) where result.isNewest(index) {
            try kept.each(place, in: transaction) { hash, sums in
                guard let key = keys[hash] else { return }
                for measure in measures.indices {
                    result.add(index, key: key, measure: measure, sums[measure].isNaN ? 0 : sums[measure])
                }
            }
        }
        return result
    }

    /// What new months come to.
    func newPeriods(_ sides: Sides) -> PeriodSums {
        var result = PeriodSums(keys: 0, measures: measures.count)
        for part in sides.fresh {
            let place = result.place(CellHash.of(part.period), .text(part.period))
            for measure in measures.indices { result.add(place, measure: measure, part.totals[measure]) }
        }
        return result
    }

    /// Sums of new months by what they are about, against the middle one of the months before.
    ///
    /// - Parameter take: gets the values of the key, the line, and of each measure the value before and now.
    func eachAgainstUsual(_ sides: Sides, _ take: ([Value]) throws -> Void) throws {
        let fresh = sides.fresh
        guard !fresh.isEmpty else { return }
        var keys: [UInt64: Int] = [:]
        for part in fresh { part.keys.each { hash, _ in if keys[hash] == nil { keys[hash] = keys.count } } }
        let there = try usual(sides.kept, keys)
        prepared.usual = there
        var jumps: [SumKey: [(measure: Int, before: Double, now: Double)]] = [:]
        for part in fresh {
            let period = CellHash.of(part.period)
            part.keys.each { hash, place in
                for measure in measures.indices {
                    let now = part.keys.sum(place, measure)
                    guard let middle = middle(there, key: keys[hash]!, measure, unlike: now) else { continue }
                    jumps[SumKey(period, hash), default: []].append((measure, middle, now))
                }
            }
        }
        try eachFirstRow(of: jumps, sides.new.shape, take)
    }

    /// The middle one of a key's sums, where a sum is a jump from it.
    private func middle(_ there: PeriodSums, key: Int, _ measure: Int, unlike now: Double) -> Double? {
        guard !now.isNaN, let (least, most) = there.spread(key: key, measure: measure, of: 3) else {
            return nil
        }
        // Nothing between two values that are no jump is one.
        if now > 0, least > 0, !isJump(least, now), !isJump(most, now) { return nil }
        let before = there.known(key: key, measure: measure).sorted(), middle = before[before.count / 2]
        return isJump(middle, now) ? middle : nil
    }

    /// Names what jumps by its first row.
    private func eachFirstRow(
        of jumps: [SumKey: [(measure: Int, before: Double, now: Double)]], _ shape: SumShape,
        _ take: ([Value]) throws -> Void
    ) throws {
        guard !jumps.isEmpty else { return }
        var left = jumps
        let about = 1..<1 + shape.about.count, named = about.upperBound..<about.upperBound + key.count + 1
        let columns = ([shape.period] + shape.about + key + ["_line"]).map(quoted).joined(separator: ", ")
        let source = "main.\(quoted(feed.table)) WHERE rowid > \(meeting.last) ORDER BY rowid"
        try transaction.scan("SELECT \(columns) FROM \(source)") { raw in
            guard let found = left.removeValue(forKey: SumKey(raw, period: 0..<1, about: about)) else {
                return true
            }
            let name = named.map { Cell.value(raw, $0) }
            for jump in found {
                let pairs = measures.indices.flatMap { measure in
                    measure == jump.measure ? [Value.real(jump.before), .real(jump.now)] : [.null, .null]
                }
                try take(name + pairs)
            }
            return !left.isEmpty
        }
    }

    /// What a delivery changes so much, or no longer names, that its rows are looked at one by one.
    func suspects(_ sides: Sides) throws -> Set<SumKey> {
        var result: Set<SumKey> = [], changed = measures.map { _ in 0 }, all = changed
        for part in sides.new.parts {
            let old = SumTable(measures: measures.count), period = CellHash.of(part.period)
            for place in sides.kept.leaving(sides.new, among: prepared.among)
            where place.period == part.period {
                try sides.kept.each(place, in: transaction) { hash, sums in
                    let there = old.place(hash)
                    for measure in measures.indices where !sums[measure].isNaN {
                        old.add(there, measure: measure, sums[measure])
                    }
                }
            }
            prepared.keysBefore += old.count
            old.each { hash, place in
                guard let there = part.keys.place(of: hash) else {
                    prepared.keysGone += 1
                    result.insert(SumKey(period, hash))
                    return
                }
                var jumps = false
                for measure in measures.indices {
                    let (before, now) = (old.sum(place, measure), part.keys.sum(there, measure))
                    // Where there is no number there is no pair.
                    guard !before.isNaN, !now.isNaN else { continue }
                    jumps = jumps || isJump(before, now)
                    guard before != 0, now != 0 else { continue }
                    all[measure] += 1
                    if before != now { changed[measure] += 1 }
                }
                if jumps { result.insert(SumKey(period, hash)) }
            }
        }
        prepared.pairs = (changed, all)
        return result
    }
}
