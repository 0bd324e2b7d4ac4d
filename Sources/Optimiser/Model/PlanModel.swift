import PlanFiles

/// The plan as a linear model: x of each property, y of each move, and the rows of MODEL.md.
struct PlanModel {
    /// A move and one of the two properties it hangs on: no users arrive where the property is left, none
    /// depart where it is kept.
    struct Link: Hashable, Sendable {
        enum End: Hashable, Sendable { case arrive, depart }
        var arc: Int
        var end: End
    }
    private(set) var linear = LinearModel()
    /// Which row of the certificate each row of the model is.
    private(set) var names: [Plan.RowName] = []
    private(set) var propertyColumn: [Int?]
    private(set) var arcColumn: [Int?]
    /// Users in one unit of the arc's column: those of the group who move together.
    private(set) var arcUnit: [Int]
    /// One unit of the model's objective is this many of the stage's units; a power of two, so that dividing
    /// is exact.
    let scale: Double
    let index: PlanIndex
    let stage: Plan.Stage

    /// - Parameters:
    ///   - limit: the disruption allowed in the saving stage.
    ///   - links: moves whose link row is written out; the others follow from the room's row, less tightly.
    init(_ index: PlanIndex, _ stage: Plan.Stage, limit: Int? = nil, links: [Link] = []) {
        self.index = index
        self.stage = stage
        let properties = index.instance.properties
        propertyColumn = Array(repeating: nil, count: properties.count)
        arcColumn = Array(repeating: nil, count: index.arcs.count)
        arcUnit = Array(repeating: 1, count: index.arcs.count)
        let values = properties.indices.map {
            stage == .reduction ? properties[$0].area : stage == .saving ? index.net[$0] : 0
        }
        let largest =
            stage == .disruption ? index.arcs.map(\.metres).max() ?? 1 : values.map { abs($0) }.max() ?? 1
        var scale = 1.0
        while Double(largest) / scale > 65_536 { scale *= 2 }
        self.scale = scale
        for p in properties.indices where index.free[p] {
            let forced = properties[p].forced == .leave
            propertyColumn[p] = linear.column(
                "x\(p)", Double(values[p]) / scale, upper: 1, lower: forced ? 1 : 0, whole: true)
        }
        addArcs()
        addRows(limit, links)
    }

    private mutating func addArcs() {
        for (a, arc) in index.arcs.enumerated() {
            let group = index.groups[arc.group]
            guard propertyColumn[group.property] != nil else { continue }
            let cost = stage == .disruption ? -Double(arc.metres) / scale : 0
            if group.unit > 1 {
                arcUnit[a] = group.unit
                arcColumn[a] = linear.column(
                    "z\(a)", cost * Double(group.unit), upper: Double(arc.most / group.unit), whole: true)
            } else {
                // Where one row of whole places is all the limit the flow is whole by itself; where spaces
                // differ it must be asked for.
                arcColumn[a] = linear.column(
                    "y\(a)", cost, upper: Double(arc.most), whole: !index.rooms[arc.room].isFlow)
            }
        }
    }

    private mutating func addRows(_ limit: Int?, _ links: [Link]) {
        let i = index.instance
        let areas = i.properties.indices.compactMap { p in
            propertyColumn[p].map { ($0, Double(i.properties[p].area)) }
        }
        if stage != .reduction {
            row(.target, "target", from: Double(i.target), areas)
            if let c = i.ceiling { row(.ceiling, "ceiling", to: Double(c), areas) }
        }
        for (e, exclusive) in index.exclusives.enumerated() {
            row(
                .exclusive(exclusive.key), "exclusive\(e)", to: 1,
                exclusive.properties.compactMap { propertyColumn[$0].map { ($0, 1) } })
        }
        for (g, group) in index.groups.enumerated() {
            guard let x = propertyColumn[group.property] else { continue }
            let terms = group.arcs.map { (arcColumn[$0]!, Double(arcUnit[$0])) } + [(x, -Double(group.users))]
            row(.group(group.key), "group\(g)", from: 0, to: 0, terms)
        }
        for (r, room) in index.rooms.enumerated() {
            let arriving = room.arcs.compactMap { a in
                arcColumn[a].map { ($0, Double(index.take(index.arcs[a]) * arcUnit[a])) }
            }
            guard !arriving.isEmpty else { continue }
            row(room.row, "room\(r)", to: Double(room.limit), arriving + here(room, Double(room.limit)))
        }
        for (s, seats) in index.seats.enumerated() {
            let arriving = seats.arcs.compactMap { a in arcColumn[a].map { ($0, Double(arcUnit[a])) } }
            guard !arriving.isEmpty else { continue }
            row(
                seats.row, "seats\(s)", to: Double(seats.limit),
                arriving + here(index.rooms[seats.room], Double(seats.limit)))
        }
        for link in links { addLink(link) }
        if stage == .saving, let limit {
            let terms = index.arcs.indices.compactMap { a in
                arcColumn[a].map { ($0, Double(index.arcs[a].metres * arcUnit[a])) }
            }
            row(.disruption, "disruption", to: Double(limit), terms)
        }
    }

    private mutating func addLink(_ link: Link) {
        let arc = index.arcs[link.arc]
        let room = index.rooms[arc.room]
        let group = index.groups[arc.group]
        let most = Double(arc.most)
        guard let y = arcColumn[link.arc], let x = propertyColumn[group.property] else { return }
        let moved = (y, Double(arcUnit[link.arc]))
        switch link.end {
        case .arrive:
            row(
                .arrive(group: group.key, room: room.key), "arrive\(link.arc)", to: most,
                [moved] + here(room, most))
        case .depart:
            row(.depart(group: group.key, room: room.key), "depart\(link.arc)", to: 0, [moved, (x, -most)])
        }
    }

    private func here(_ room: PlanIndex.Room, _ factor: Double) -> [(Int, Double)] {
        propertyColumn[room.property].map { [($0, factor)] } ?? []
    }

    private mutating func row(
        _ name: Plan.RowName, _ text: String, from: Double = -.infinity, to: Double = .infinity,
        _ terms: [(Int, Double)]
    ) {
        names.append(name)
        linear.row(text, from: from, to: to, terms)
    }

    /// Every link there is.
    var everyLink: [Link] {
        index.arcs.indices.flatMap { [Link(arc: $0, end: .depart), Link(arc: $0, end: .arrive)] }
    }

    /// Writes out further links.
    mutating func write(_ links: [Link]) { for link in links { addLink(link) } }

    /// Takes a proved limit as one row more, in units that keep its numbers small.
    mutating func write(_ lemma: Int, to limit: Double, _ terms: [(Int, Double)]) {
        row(.lemma(lemma), "lemma\(lemma)", to: limit, terms)
    }

    /// What a proof may ask of a column: whether its property is left, or how many units of users go there;
    /// and what else is 0 then, or else.
    struct Question: Sendable {
        /// Of a property; it holds when the property is left. Nil for a move.
        var property: String?
        var group = ""
        var room = ""
        var emptiedWhenHolds: [Int] = []
        var emptiedWhenNot: [Int] = []

        /// The answer as the checker reads it: the column is at least `least`, or less.
        func answered(least: Int, _ holds: Bool) -> Plan.Case {
            property.map { Plan.Case(property: $0, left: holds) }
                ?? Plan.Case(group: group, room: room, units: least, goes: holds)
        }
    }

    /// The questions of every column that is not settled.
    func questions() -> [Int: Question] {
        var out: [Int: Question] = [:]
        for (p, column) in propertyColumn.enumerated() {
            guard let column, linear.columns[column].lower < linear.columns[column].upper else { continue }
            out[column] = Question(
                property: index.instance.properties[p].key,
                emptiedWhenHolds: index.roomsOf[p].flatMap { index.rooms[$0].arcs }.compactMap {
                    arcColumn[$0]
                },
                emptiedWhenNot: index.groupsOf[p].flatMap { index.groups[$0].arcs }.compactMap {
                    arcColumn[$0]
                })
        }
        for (a, arc) in index.arcs.enumerated() {
            guard let column = arcColumn[a], linear.columns[column].whole else { continue }
            out[column] = Question(group: index.groups[arc.group].key, room: index.rooms[arc.room].key)
        }
        return out
    }

    /// Holds one property: left or kept.
    mutating func fix(_ property: Int, left: Bool) {
        guard let x = propertyColumn[property] else { return }
        linear.columns[x].lower = left ? 1 : 0
        linear.columns[x].upper = left ? 1 : 0
    }

    /// Asks for whole users on every move.
    mutating func everyUserWhole() {
        for column in arcColumn { if let column { linear.columns[column].whole = true } }
    }

    /// The properties that an answer leaves.
    func left(_ values: [Double]) -> [Int] {
        propertyColumn.indices.filter { p in propertyColumn[p].map { values[$0] > 0.5 } ?? false }
    }

    /// Users on each arc of an answer.
    func users(_ values: [Double]) -> [Int] {
        index.arcs.indices.map { a in
            arcColumn[a].map { Int((values[$0] * Double(arcUnit[a])).rounded()) } ?? 0
        }
    }
}
