import PlanFiles

/// A room that takes displaced users, and what is left of it.
public struct Destination: Equatable, Sendable {
    /// Key of the property that the room is in.
    public var property: String
    /// The room's key.
    public var room: String
    /// Who comes: group, users and extra metres.
    public var arrivals: [Arrival]
    /// Space for newcomers before and after, in hundredths of a m².
    public var freeBefore: Int
    /// In hundredths of a m²; a checked plan leaves none below 0.
    public var freeAfter: Int
    /// Places that it counted before and still has after, by activity; none where it counts none.
    public var placesBefore: [String: Int] = [:]
    /// Whole users, by activity.
    public var placesAfter: [String: Int] = [:]

    /// Users of one group who come to a room.
    public struct Arrival: Equatable, Sendable {
        /// Key of the group.
        public var group: String
        /// Key of the property that it leaves.
        public var from: String
        /// Key of what it does.
        public var activity: String
        /// Whole users who come here; others of the group may go elsewhere.
        public var users: Int
        /// Metres beyond the way of today, for each of them.
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
