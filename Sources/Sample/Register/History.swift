/// One version of a register object: when the register knew it, when it was true, and which content it has.
struct Version {
    var registeredFrom: Moment
    var registeredTo: Moment?
    var effectiveFrom: Moment
    var effectiveTo: Moment?
    var actor: Actor
    /// Business process (code list forretningsproces).
    var process: Int
    /// How many contents lie between this one and the newest: 0 is the newest.
    var age: Int

    enum Actor: Int { case conversion, external, registrar, register, addresses }

    /// What most models want: not corrected, and true until further notice.
    var isCurrent: Bool { registeredTo == nil && effectiveTo == nil }
}

/// How eventful a table's objects are, in thousandths of continuing.
struct HistoryShape {
    /// Versions carried over from the older register after the first one.
    var carriedOver: Int
    /// Changes since the conversion; each writes two rows.
    var changes: Int
    var limit: Int
    /// Who makes the changes, the more frequent ones named more often.
    var actors: [Version.Actor] = [.external, .external, .external, .registrar]

    static let building = HistoryShape(carriedOver: 712, changes: 568, limit: 20)
    static let unit = HistoryShape(carriedOver: 715, changes: 615, limit: 14, actors: [.register, .register, .registrar, .external])
    static let property = HistoryShape(carriedOver: 500, changes: 290, limit: 5, actors: [.register])
    static let plot = HistoryShape(carriedOver: 460, changes: 60, limit: 12)
    static let floor = HistoryShape(carriedOver: 20, changes: 85, limit: 4)
    static let stairway = HistoryShape(carriedOver: 210, changes: 455, limit: 5, actors: [.register, .register, .external])
    static let installation = HistoryShape(carriedOver: 580, changes: 400, limit: 4)
    static let link = HistoryShape(carriedOver: 0, changes: 0, limit: 1)
}

/// Makes the versions of one object: exactly one current row, no overlap, no gap, no interval of length zero.
struct Historian {
    private(set) var versions: [Version] = []

    /// `begins` is the first day the object could be known; `last` the delivery's day; `nights` the later changes.
    mutating func write(_ shape: HistoryShape, from begins: Day, last: Day, nights: [Moment], _ random: inout SplitMix) {
        versions.removeAll(keepingCapacity: true)
        let opened = Day(2017, 6, 20)
        let closed = last + -20
        let old = begins < Day(2016, 6, 1)
        if old {
            let count = 1 + random.runLength(shape.carriedOver, atMost: shape.limit)
            let days = random.ordered(count, in: max(begins, Day(2000, 2, 5)), Day(2017, 5, 25))
            for day in days {
                let moment = Moment(on: day, &random)
                if let previous = versions.indices.last { versions[previous].effectiveTo = moment }
                let process = versions.isEmpty ? 0 : random.pick([0, 0, 4, 4, 5, 25])
                versions.append(Version(
                    registeredFrom: .conversion, registeredTo: nil, effectiveFrom: moment, effectiveTo: nil, actor: .conversion,
                    process: process, age: 0))
            }
        }
        let changes = random.runLength(shape.changes, atMost: shape.limit)
        let first = max(opened, begins)
        if first < closed, changes + (old ? 0 : 1) > 0 {
            for day in random.ordered(changes + (old ? 0 : 1), in: first, closed) {
                add(Moment(on: day, &random), random.pick(shape.actors), random.pick([4, 4, 5, 2, 1, 25, 11]))
            }
        } else if versions.isEmpty {
            add(Moment(on: begins, &random), .registrar, 1)
        }
        for night in nights { add(night, .external, 4) }
        var age = 0
        for index in versions.indices.reversed() {
            versions[index].age = age
            // A closed copy repeats the content of the row before it.
            if index > 0, versions[index - 1].effectiveFrom != versions[index].effectiveFrom { age += 1 }
        }
    }

    /// A change as the register books it: the open row is corrected, a closed copy of it and the new row are added.
    private mutating func add(_ moment: Moment, _ actor: Version.Actor, _ process: Int) {
        if let open = versions.indices.last {
            versions[open].registeredTo = moment
            var copy = versions[open]
            copy.registeredFrom = moment
            copy.registeredTo = nil
            copy.effectiveTo = moment
            versions.append(copy)
        }
        versions.append(Version(
            registeredFrom: moment, registeredTo: nil, effectiveFrom: moment, effectiveTo: nil, actor: actor, process: process, age: 0))
    }

    /// Ends the object: no row is current afterwards.
    mutating func endLast(at moment: Moment) {
        guard let last = versions.indices.last, versions[last].effectiveFrom < moment else { return }
        versions[last].effectiveTo = moment
    }
}

extension SplitMix {
    /// So many different days between two days, in order.
    mutating func ordered(_ count: Int, in first: Day, _ last: Day) -> [Day] {
        let span = max(last.number - first.number, count)
        // One slot per day that is wanted keeps them apart without a search.
        let slot = max(span / max(count, 1), 1)
        return (0..<count).map { first + ($0 * slot + below(slot)) }
    }
}
