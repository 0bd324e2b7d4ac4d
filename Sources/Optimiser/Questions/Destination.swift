import PlanFiles

/// A room that takes displaced users, and what is left of it.
public struct Destination: Equatable, Sendable {
    public var property: String
    public var room: String
    /// Who comes: group, users and extra metres.
    public var arrivals: [Arrival]
    /// Space for newcomers before and after, in hundredths of a m².
    public var freeBefore: Int
    public var freeAfter: Int
    /// Places that it counted before and still has after, by activity; none where it counts none.
    public var placesBefore: [String: Int] = [:]
    public var placesAfter: [String: Int] = [:]

    /// Users of one group who come to a room.
    public struct Arrival: Equatable, Sendable {
        public var group: String
        public var from: String
        public var activity: String
        public var users: Int
        public var extraMetres: Int
    }
}

/// Every room that takes somebody, in key order.
func destinations(_ index: PlanIndex, _ plan: Plan) -> [Destination] {
    let i = index.instance
    let groups = Dictionary(uniqueKeysWithValues: i.groups.map { ($0.key, $0) })
    let placesOf = i.placesOf
    let arriving = Dictionary(grouping: plan.moves, by: \.room)
    let metres = Dictionary(
        index.arcs.map { ([index.groups[$0.group].key, index.rooms[$0.room].key], $0.metres) },
        uniquingKeysWith: { a, _ in a })
    return i.rooms.compactMap { room in
        guard let moves = arriving[room.key] else { return nil }
        let used = moves.reduce(0) { $0 + $1.users * (groups[$1.group]?.space(i.spaceBasis) ?? 0) }
        let arrivals = moves.compactMap { m in
            groups[m.group].map {
                Destination.Arrival(
                    group: m.group, from: $0.property, activity: $0.activity, users: m.users,
                    extraMetres: metres[[m.group, m.room]] ?? 0)
            }
        }
        var out = Destination(
            property: room.property, room: room.key, arrivals: arrivals, freeBefore: room.freeSpace,
            freeAfter: room.freeSpace - used)
        out.placesBefore = placesOf[room.key] ?? [:]
        out.placesAfter = out.placesBefore
        for a in arrivals { out.placesAfter[a.activity]? -= a.users }
        return out
    }
}
