import GRDB
import GRDBSQLite
import Project
import Records

/// What a new period comes to, against those in force.
extension GateFacts {
    /// Periods that the delivery brought and that lie within or around others: the first with those that it
    /// meets.
    public func overlappingPeriods() throws -> (period: String, others: [String])? {
        let brought = known.count > 0 ? known.brought.compactMap(\.first) : nil
        return try transaction.overlappingPeriods(
            feed, meeting, brought: sides?.new.parts.map { .text($0.period) } ?? brought,
            known: sides?.kept.periods)
    }

    /// Sums of a measure by period, without signs: those of new periods that the delivery brings, and those
    /// that were in force.
    public func periodSums(
        measure: String, period: String
    ) throws -> (new: [(period: String, sum: Double)], known: [Double]) {
        let index = measures.firstIndex(of: measure)!
        let brought = try newPeriods(period)
        guard !brought.periods.isEmpty else { return ([], []) }
        let there = try usual(period)
        let newest = there.inOrder.reversed().prefix(PeriodSums.most + 1)
        let names = Set(newest.map { there.periods[$0] })
        let new = brought.inOrder.filter { !names.contains(brought.periods[$0]) }
        return (
            new.map { (brought.periods[$0].plain, brought.totals[$0][index]) },
            newest.map { there.totals[$0][index] }
        )
    }

    /// Periods of the delivery of which nothing went.
    private func newPeriods(_ period: String) throws -> PeriodSums {
        if let there = prepared.newPeriods { return there }
        if let sides {
            prepared.newPeriods = newPeriods(sides)
            return prepared.newPeriods!
        }
        try makePlaces()
        var result = PeriodSums(keys: 0, measures: measures.count)
        let columns = list([period] + measures)
        let condition = "\(isFresh()) AND \(isNowhere(period))"
        try transaction.scan("SELECT \(columns) FROM main.\(quoted(feed.table)) WHERE \(condition)") { raw in
            let place = result.place(Cell.hash(raw, 0..<1), Cell.value(raw, 0))
            for measure in measures.indices {
                if let value = Cell.number(raw, 1 + measure) { result.add(place, measure: measure, value) }
            }
            return true
        }
        prepared.newPeriods = result
        return result
    }

    private func list(_ columns: [String]) -> String { columns.map(quoted).joined(separator: ", ") }

    /// Condition on rows of periods of which nothing went.
    private func isNowhere(_ period: String) -> String {
        "\(quoted(period)) NOT IN (SELECT \(quoted(period)) FROM temp.gate_place)"
    }

    /// Sums of a new period by what they are about, against the middle one of the periods before.
    ///
    /// - Parameter take: gets the values of the key, the line, and of each measure the value before and now.
    func eachAgainstUsual(_ period: String, _ rest: [String], _ take: ([Value]) throws -> Void) throws {
        try makePlaces()
        let about = 0..<rest.count
        let source = "temp.gate_new WHERE \(isNowhere(period))"
        var keys: [UInt64: Int] = [:]
        try transaction.scan("SELECT \(list(rest)) FROM \(source)") { raw in
            let hash = Cell.hash(raw, about)
            if keys[hash] == nil { keys[hash] = keys.count }
            return true
        }
        guard !keys.isEmpty else { return }
        prepared.usual = nil
        let there = try usual(period, about: rest, keys)
        let ownPeriod = rest.count..<rest.count + 1
        let named = ownPeriod.upperBound..<ownPeriod.upperBound + key.count + 1
        let columns = list(rest + [period] + key + ["_line"] + measures)
        try transaction.scan("SELECT \(columns) FROM \(source)") { raw in
            // A period of which rows stay in force is added to: what comes late is no whole month.
            guard !there.has(Cell.hash(raw, ownPeriod)) else { return true }
            guard let index = keys[Cell.hash(raw, about)] else { return true }
            for measure in measures.indices {
                let before = there.known(key: index, measure: measure).sorted()
                guard before.count >= 3 else { continue }
                guard let now = Cell.number(raw, named.upperBound + measure) else { continue }
                let middle = before[before.count / 2]
                guard isJump(middle, now) else { continue }
                var pair = named.map { Cell.value(raw, $0) }
                for other in measures.indices {
                    pair += other == measure ? [.real(middle), .real(now)] : [.null, .null]
                }
                try take(pair)
            }
            return true
        }
    }

    /// What was in force by period, and what keys came to in each of the newest: one pass over the rows,
    /// those that the delivery took out of force among them.
    private func usual(
        _ period: String, about rest: [String] = [], _ keys: [UInt64: Int] = [:]
    ) throws -> PeriodSums {
        if let there = prepared.usual { return there }
        if let sides {
            prepared.usual = try usual(sides.kept)
            return prepared.usual!
        }
        var result = PeriodSums(keys: keys.count, measures: measures.count)
        let names = try rest.map { try transaction.compared($0, of: feed, in: "") }
        let first = 1 + rest.count
        let columns = ([quoted(period)] + names + measures.map(quoted)).joined(separator: ", ")
        func add(_ raw: OpaquePointer) {
            let place = result.place(Cell.hash(raw, 0..<1), Cell.value(raw, 0))
            let key = result.isNewest(place) ? keys[Cell.hash(raw, 1..<first)] : nil
            for measure in measures.indices {
                let value = Cell.number(raw, first + measure)
                if let value { result.add(place, measure: measure, value) }
                if let key { result.add(place, key: key, measure: measure, value ?? 0) }
            }
        }
        for source in ["main.\(quoted(feed.table)) WHERE rowid <= \(meeting.last)", "temp.\(Self.gone)"] {
            try transaction.scan("SELECT \(columns) FROM \(source)") {
                add($0)
                return true
            }
        }
        if known.count > 0 { try eachKnown(columns, add) }
        prepared.usual = result
        return result
    }
}
