import PlanFiles

/// What a part is made of, by numbers of its own: properties, their groups, rooms that may be gone to, and
/// arcs between them.
struct PartRooms {
    struct Property {
        /// Its column in the part.
        var column: Int
        var forced: Bool
        var groups: [Int] = []
        var rooms: [Int] = []
        /// Properties that may not be left beside this one.
        var rivals: [Int] = []
        /// Properties that users of this one may go to, or whose users may come here, or who want the same
        /// rooms; nearest first.
        var near: [Int] = []
    }
    struct Group {
        var users: Int
        var unit: Int
        var arcs: [Int] = []
    }
    /// A room's property is -1 when it cannot be left.
    struct Room {
        var property: Int
        var limit: Int
        /// Its row in the part.
        var row: Int
        var arcs: [Int] = []
    }
    struct Arc {
        var group: Int
        var room: Int
        var most: Int
        /// What one user takes of the room's limit.
        var take: Int
        /// Its column in the part, which counts so many users at a time.
        var column: Int
        var unit: Int
        /// The seats that its users take too; -1 where there are none to count.
        var seats: Int
    }
    private(set) var properties: [Property] = []
    private(set) var groups: [Group] = []
    private(set) var rooms: [Room] = []
    private(set) var arcs: [Arc] = []
    /// How many there are of each kind of seats.
    private(set) var seats: [Int] = []

    init(_ model: PlanModel, _ part: PlanParts.Part) {
        let index = model.index
        let rowOf = Dictionary(uniqueKeysWithValues: part.names.enumerated().map { ($0.element, $0.offset) })
        var number: [Int: Int] = [:]
        var roomNumber: [Int: Int] = [:]
        var seatsNumber: [Int: Int] = [:]
        for p in part.properties {
            guard let column = model.propertyColumn[p].flatMap(part.place(of:)) else { continue }
            number[p] = properties.count
            properties.append(Property(column: column, forced: part.linear.columns[column].lower > 0))
        }
        for p in part.properties {
            guard let own = number[p] else { continue }
            for g in index.groupsOf[p] {
                properties[own].groups.append(groups.count)
                var group = Group(users: index.groups[g].users, unit: index.groups[g].unit)
                for a in index.groups[g].arcs {
                    let arc = index.arcs[a]
                    guard let column = model.arcColumn[a].flatMap(part.place(of:)) else { continue }
                    let r = roomNumber[arc.room] ?? rooms.count
                    if r == rooms.count {
                        roomNumber[arc.room] = r
                        let home = number[index.rooms[arc.room].property]
                        rooms.append(
                            Room(
                                property: home ?? -1, limit: index.rooms[arc.room].limit,
                                row: rowOf[index.rooms[arc.room].row]!))
                        if let home { properties[home].rooms.append(r) }
                    }
                    rooms[r].arcs.append(arcs.count)
                    group.arcs.append(arcs.count)
                    let s = arc.seats.map { seatsNumber[$0] ?? seats.count } ?? -1
                    if s == seats.count {
                        seatsNumber[arc.seats!] = s
                        seats.append(index.seats[arc.seats!].limit)
                    }
                    arcs.append(
                        Arc(
                            group: groups.count, room: r, most: arc.most, take: index.take(arc),
                            column: column, unit: model.arcUnit[a], seats: s))
                }
                groups.append(group)
            }
        }
        for e in index.exclusives {
            let mine = e.properties.compactMap { number[$0] }
            for p in mine { properties[p].rivals += mine.filter { $0 != p } }
        }
        for p in properties.indices { properties[p].near = near(p) }
    }

    private func near(_ p: Int) -> [Int] {
        var found: [Int] = []
        var seen: Set = [p]
        var homes: [Int: Int] = [:]
        for (q, property) in properties.enumerated() { for g in property.groups { homes[g] = q } }
        func take(_ q: Int) { if q >= 0, seen.insert(q).inserted { found.append(q) } }
        let out = properties[p].groups.flatMap { groups[$0].arcs }
        let into = properties[p].rooms.flatMap { rooms[$0].arcs }
        for a in out { take(rooms[arcs[a].room].property) }
        for a in into { take(homes[arcs[a].group]!) }
        for a in out { for b in rooms[arcs[a].room].arcs { take(homes[arcs[b].group]!) } }
        for q in properties[p].rivals { take(q) }
        return found
    }
}
