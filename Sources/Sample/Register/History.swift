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

/// How eventful a table's objects are, in thousandths; measured on a real register.
struct HistoryShape {
    /// Of one more version carried over from the older register, after the first.
    var carriedOver: Int
    /// Of any change since the conversion; each change writes two rows.
    var changed: Int
    /// Of one more change.
    var again: Int
    var limit: Int
    /// Who makes the changes, the more frequent ones named more often.
    var actors: [Version.Actor] = [.external, .external, .external, .registrar]

    static let building = HistoryShape(carriedOver: 720, changed: 850, again: 350, limit: 20)
    static let unit = HistoryShape(
        carriedOver: 737, changed: 845, again: 417, limit: 14,
        actors: [.register, .register, .registrar, .external])
    static let property = HistoryShape(
        carriedOver: 500, changed: 190, again: 525, limit: 5, actors: [.register])
    static let plot = HistoryShape(carriedOver: 448, changed: 50, again: 470, limit: 12)
    static let floor = HistoryShape(carriedOver: 74, changed: 54, again: 100, limit: 4)
    static let stairway = HistoryShape(
        carriedOver: 20, changed: 950, again: 40, limit: 5,
        actors: [.register, .register, .external, .addresses])
    static let installation = HistoryShape(carriedOver: 593, changed: 530, again: 145, limit: 4)
    static let sharedArea = HistoryShape(
        carriedOver: 0, changed: 1000, again: 600, limit: 3, actors: [.registrar])
}

/// Makes the versions of one object: exactly one current row, no overlap, no gap, no interval of length zero.
struct Historian {
    private(set) var versions: [Version] = []

    /// `begins` is the first day the object could be known; `last` the delivery's day; `nights` the later
    /// changes.
    mutating func write(
        _ shape: HistoryShape, from begins: Day, last: Day, nights: [Moment], _ random: inout SplitMix
    ) {
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
                versions.append(
                    Version(
                        registeredFrom: .conversion, registeredTo: nil, effectiveFrom: moment,
                        effectiveTo: nil, actor: .conversion,
                        process: process, age: 0))
            }
        }
        let changes =
            random.chance(shape.changed) ? 1 + random.runLength(shape.again, atMost: shape.limit) : 0
        let first = max(opened, begins)
        if first < closed, changes + (old ? 0 : 1) > 0 {
            for day in random.ordered(changes + (old ? 0 : 1), in: first, closed) {
                add(
                    Moment(on: day, &random), random.pick(shape.actors), random.pick([4, 4, 5, 2, 1, 25, 11]))
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

    /// A change as the register books it: the open row is corrected, a closed copy of it and the new row are
    /// added.
    private mutating func add(_ moment: Moment, _ actor: Version.Actor, _ process: Int) {
        if let open = versions.indices.last {
            versions[open].registeredTo = moment
            var copy = versions[open]
            copy.registeredFrom = moment
            copy.registeredTo = nil
            copy.effectiveTo = moment
            versions.append(copy)
        }
        versions.append(
            Version(
                registeredFrom: moment, registeredTo: nil, effectiveFrom: moment, effectiveTo: nil,
                actor: actor, process: process, age: 0))
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
