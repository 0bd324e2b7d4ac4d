import PlanChecker
import PlanFiles

/// An instance with its keys resolved to numbers, and with everything dropped that no plan can use.
struct PlanIndex: Sendable {
    /// A group may send up to `most` users to a room, each `metres` farther than today and each taking
    /// `space` there.
    struct Arc: Sendable {
        var group: Int
        var room: Int
        var metres: Int
        var most: Int
        var space: Int
        /// The seats that its users take beside the room's space; nil where the room's own row says enough.
        var seats: Int?
    }
    /// A room that somebody may come to: its limit in `space`, or in whole places when all who may come need
    /// the same.
    struct Room: Sendable {
        var key: String
        var property: Int
        var limit: Int
        var countsPlaces: Bool
        var arcs: [Int]
        /// The row that the limit is: of the room's space, or of its places where these are fewer.
        var row: Plan.RowName
        /// Nothing but the one row in whole places limits who comes: then users are whole by themselves.
        var isFlow = false
    }
    /// Places of a room for one activity, where the space does not say the same.
    struct Seats: Sendable {
        var row: Plan.RowName
        var room: Int
        var limit: Int
        var arcs: [Int]
    }
    struct Group: Sendable {
        var key: String
        var property: Int
        var users: Int
        /// So many move together.
        var unit: Int
        var arcs: [Int]
    }
    let instance: PlanInstance
    private(set) var net: [Int] = []
    /// May be left at all: not held, and each of its groups could find places if it were alone.
    private(set) var free: [Bool] = []
    private(set) var groups: [Group] = []
    private(set) var rooms: [Room] = []
    private(set) var arcs: [Arc] = []
    private(set) var seats: [Seats] = []
    private(set) var groupsOf: [[Int]] = []
    private(set) var roomsOf: [[Int]] = []
    private(set) var exclusives: [(key: String, properties: [Int])] = []
    /// Groups whose users have nowhere to go even if nobody else moves.
    private(set) var stranded: [String] = []

    init(_ given: PlanInstance) {
        let i = given.inKeyOrder()
        instance = i
        let number = Dictionary(
            uniqueKeysWithValues: i.properties.enumerated().map { ($0.element.key, $0.offset) })
        net = i.properties.map { i.net($0) ?? 0 }
        free = i.properties.map { i.hold($0) == nil }
        groupsOf = Array(repeating: [], count: i.properties.count)
        roomsOf = groupsOf
        exclusives = i.exclusives.map { e in (e.key, e.properties.map { number[$0]! }) }
        let roomNumber = Dictionary(
            uniqueKeysWithValues: i.rooms.enumerated().map { ($0.element.key, $0.offset) })
        let limits = Dictionary(uniqueKeysWithValues: i.activities.map { ($0.key, $0.limitMetres) })
        rooms = i.rooms.map {
            Room(
                key: $0.key, property: number[$0.property]!, limit: $0.freeSpace, countsPlaces: false,
                arcs: [], row: .room($0.key))
        }
        for (r, room) in rooms.enumerated() { roomsOf[room.property].append(r) }
        let movesOf = Dictionary(grouping: i.moves, by: \.group)
        let placesOf = i.placesOf
        var users = Array(repeating: 0, count: i.properties.count)
        var activityOf: [String] = []
        for g in i.groups where g.users > 0 {
            let home = number[g.property]!
            let space = g.space(i.spaceBasis)
            var group = Group(key: g.key, property: home, users: g.users, unit: g.unit, arcs: [])
            for m in movesOf[g.key] ?? [] where m.extraMetres <= limits[g.activity]! {
                let r = roomNumber[m.room]!
                let most = g.most(
                    in: i.rooms[r].freeSpace, places: placesOf[m.room]?[g.activity], i.spaceBasis)
                guard most > 0 else { continue }
                group.arcs.append(arcs.count)
                rooms[r].arcs.append(arcs.count)
                arcs.append(
                    Arc(group: groups.count, room: r, metres: m.extraMetres, most: most, space: space))
            }
            if group.arcs.reduce(0, { $0 + arcs[$1].most }) < g.users {
                stranded.append(g.key)
                free[home] = false
            }
            groupsOf[home].append(groups.count)
            groups.append(group)
            users[home] += g.users
            activityOf.append(g.activity)
        }
        // People of whom no group knows cannot be moved, so nobody leaves them behind.
        for p in i.properties.indices where users[p] < i.properties[p].headcount { free[p] = false }
        for r in rooms.indices where !rooms[r].arcs.isEmpty {
            limit(r, placesOf[rooms[r].key] ?? [:], activityOf)
        }
    }

    /// Counts a room's limit in places where all who may come need the same space, and adds the places that
    /// it counts itself.
    private mutating func limit(_ r: Int, _ places: [String: Int], _ activityOf: [String]) {
        let space = arcs[rooms[r].arcs[0]].space
        let kinds = Set(rooms[r].arcs.map { activityOf[arcs[$0].group] })
        if rooms[r].arcs.allSatisfy({ arcs[$0].space == space }) {
            rooms[r].limit /= space
            rooms[r].countsPlaces = true
        }
        rooms[r].isFlow = rooms[r].countsPlaces
        for activity in kinds.sorted(by: keyPrecedes) {
            guard let free = places[activity] else { continue }
            let mine = rooms[r].arcs.filter { activityOf[arcs[$0].group] == activity }
            let row = Plan.RowName.places(room: rooms[r].key, activity: activity)
            if rooms[r].countsPlaces, kinds.count == 1 {
                // Both rows count the same users: the lower limit says all.
                if free < rooms[r].limit { (rooms[r].limit, rooms[r].row) = (free, row) }
                continue
            }
            rooms[r].isFlow = false
            for a in mine { arcs[a].seats = seats.count }
            seats.append(Seats(row: row, room: r, limit: free, arcs: mine))
        }
    }

    /// What one user of this arc takes of its room's limit.
    func take(_ arc: Arc) -> Int { rooms[arc.room].countsPlaces ? 1 : arc.space }
}
