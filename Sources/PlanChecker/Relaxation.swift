import PlanFiles

/// The plan model without whole numbers, as the checker writes it down for itself from the instance.
///
/// Columns: x of a property (1 when it is left) and y of a move (users who take it), each in a box.
/// Everything is put as "maximise".
struct Relaxation {
    enum Sense { case atMost, atLeast, equal }
    struct Row {
        var sense: Sense
        var limit: Int
        var terms: [(column: Int, factor: Int)]
    }
    /// Where each column may lie.
    struct Box {
        var lower: [Int] = []
        var upper: [Int] = []

        /// A property left or kept, with the moves that this empties; false when it cannot be.
        mutating func hold(_ x: Int, left: Bool, _ relaxation: Relaxation) -> Bool {
            if left { lower[x] = 1 } else { upper[x] = 0 }
            var possible = lower[x] <= upper[x]
            for y in left ? relaxation.arrivals[x][...] : relaxation.columnsOf[x].dropFirst() {
                possible = hold(y, atMost: 0) && possible
            }
            return possible
        }

        /// At least so many users take this move; false when it cannot be.
        mutating func hold(_ y: Int, atLeast users: Int) -> Bool {
            lower[y] = max(lower[y], users)
            return lower[y] <= upper[y]
        }

        /// At most so many users take this move; false when it cannot be.
        mutating func hold(_ y: Int, atMost users: Int) -> Bool {
            upper[y] = min(upper[y], users)
            return lower[y] <= upper[y]
        }
    }
    private(set) var box = Box()
    private(set) var objective: [Int] = []
    private(set) var rows: [Plan.RowName: Row] = [:]
    private(set) var propertyColumn: [String: Int] = [:]
    /// Each move by group and room, with the least users who can take it.
    private(set) var moves: [String: [String: (column: Int, unit: Int)]] = [:]
    /// The property that each column belongs to: its own, or the one that the users move out of.
    private(set) var home: [Int] = []
    /// Of each property, its own column and the moves out of it; and the moves into it.
    private(set) var columnsOf: [[Int]] = []
    private(set) var arrivals: [[Int]] = []

    init(_ instance: PlanInstance, _ plan: Plan) {
        for (x, p) in instance.properties.enumerated() {
            propertyColumn[p.key] = x
            let value = plan.stage == .reduction ? p.area : plan.stage == .saving ? instance.net(p) ?? 0 : 0
            columnsOf.append([])
            arrivals.append([])
            column(value, of: x, lower: p.forced == .leave ? 1 : 0, upper: instance.hold(p) == nil ? 1 : 0)
        }
        let areas = instance.properties.enumerated().map { (column: $0.offset, factor: $0.element.area) }
        if plan.stage != .reduction {
            rows[.target] = Row(sense: .atLeast, limit: instance.target, terms: areas)
            if let c = instance.ceiling { rows[.ceiling] = Row(sense: .atMost, limit: c, terms: areas) }
        }
        for e in instance.exclusives {
            rows[.exclusive(e.key)] = Row(
                sense: .atMost, limit: 1, terms: e.properties.map { (propertyColumn[$0]!, 1) })
        }
        addMoves(instance, plan)
        var held = box
        for x in columnsOf.indices {
            if box.lower[x] == 1 { _ = held.hold(x, left: true, self) }
            if box.upper[x] == 0 { _ = held.hold(x, left: false, self) }
        }
        box = held
    }

    /// One row more.
    mutating func take(_ name: Plan.RowName, _ row: Row) { rows[name] = row }

    private mutating func column(_ value: Int, of property: Int, lower l: Int = 0, upper u: Int) {
        columnsOf[property].append(objective.count)
        home.append(property)
        objective.append(value)
        box.lower.append(l)
        box.upper.append(u)
    }

    /// Users of each group, the space of each room, and the links between a move and the property it goes to.
    private mutating func addMoves(_ instance: PlanInstance, _ plan: Plan) {
        let roomOf = Dictionary(uniqueKeysWithValues: instance.rooms.map { ($0.key, $0) })
        let limits = Dictionary(uniqueKeysWithValues: instance.activities.map { ($0.key, $0.limitMetres) })
        let movesOf = Dictionary(grouping: instance.moves, by: \.group)
        let placesOf = instance.placesOf
        var into: [String: [(column: Int, space: Int, activity: String)]] = [:]
        var far: [(column: Int, factor: Int)] = []
        for g in instance.groups where g.users > 0 {
            let home = propertyColumn[g.property]!
            let space = g.space(instance.spaceBasis)
            var terms = [(column: home, factor: -g.users)]
            var within = Int128(0)
            for m in movesOf[g.key] ?? [] where m.extraMetres <= limits[g.activity]! {
                // Nobody can use a room without places for a whole unit.
                let room = roomOf[m.room]!
                let c = objective.count
                let there = propertyColumn[room.property]!
                let most = g.most(
                    in: room.freeSpace, places: placesOf[room.key]?[g.activity], instance.spaceBasis)
                guard most > 0 else { continue }
                within += Int128(most)
                moves[g.key, default: [:]][room.key] = (c, g.unit)
                column(plan.stage == .disruption ? -m.extraMetres : 0, of: home, upper: most)
                terms.append((c, 1))
                far.append((c, m.extraMetres))
                into[room.key, default: []].append((c, space, g.activity))
                arrivals[there].append(c)
                rows[.arrive(group: g.key, room: room.key)] = Row(
                    sense: .atMost, limit: most, terms: [(c, 1), (there, most)])
                rows[.depart(group: g.key, room: room.key)] = Row(
                    sense: .atMost, limit: 0, terms: [(c, 1), (home, -most)])
            }
            // Users who would not fit if they were the only ones to move hold their property.
            if within < Int128(g.users) { box.upper[home] = 0 }
            rows[.group(g.key)] = Row(sense: .equal, limit: 0, terms: terms)
        }
        for r in instance.rooms {
            guard let arrivals = into[r.key] else { continue }
            // When all need the same space, the row counts whole places: what is left over is of no use to
            // anyone.
            let same = arrivals.allSatisfy { $0.space == arrivals[0].space }
            let limit = same ? r.freeSpace / arrivals[0].space : r.freeSpace
            let terms =
                arrivals.map { (column: $0.column, factor: same ? 1 : $0.space) } + [
                    (column: propertyColumn[r.property]!, factor: limit)
                ]
            rows[.room(r.key)] = Row(sense: .atMost, limit: limit, terms: terms)
            for (activity, free) in placesOf[r.key] ?? [:] {
                let mine = arrivals.filter { $0.activity == activity }.map { (column: $0.column, factor: 1) }
                rows[.places(room: r.key, activity: activity)] = Row(
                    sense: .atMost, limit: free, terms: mine + [(propertyColumn[r.property]!, free)])
            }
        }
        // Nor is a property left in which more people are counted than any group has users.
        let users = instance.groups.reduce(into: [:]) {
            $0[$1.property, default: Int128(0)] += Int128($1.users)
        }
        for p in instance.properties where users[p.key, default: 0] < Int128(p.headcount) {
            box.upper[propertyColumn[p.key]!] = 0
        }
        if plan.stage == .saving, let d = plan.disruptionLimit {
            rows[.disruption] = Row(sense: .atMost, limit: d, terms: far)
        }
    }
}
