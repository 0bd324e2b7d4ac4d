/// Which properties of a part are left and where their users are, always whole and within every limit of the
/// part.
///
/// Leaving a property sends its users to rooms with a place, and where there is none it moves others on to
/// make one. What cannot be done is undone. Nothing here is proved and nothing is best: it is fast, so that
/// many plans can be tried.
struct Placement {
    let rooms: PartRooms
    /// What a left property adds, and what a user on an arc costs.
    private let worth: [Double]
    private let cost: [Double]
    /// Of one more of each room's limit.
    private let price: [Double]
    private(set) var left: [Bool]
    private(set) var users: [Int]
    /// What is still free in each room, while its property is kept.
    private var free: [Int]
    /// What is still free of each kind of seats.
    private var freeSeats: [Int]
    private(set) var value = 0.0
    /// What is free in all the rooms that may be gone to, at the rooms' prices.
    private(set) var spare = 0.0
    private var journal: [Step] = []

    private enum Step {
        case users(arc: Int, before: Int)
        case left(property: Int)
        case kept(property: Int)
    }
    // The search for a way: its cost to each room, the arc that enters it, the arc it was freed from.
    private var way: [Double]
    private var entered: [Int]
    private var freed: [Int]
    private var need: [Int]
    private var stamp: [Int]
    private var round = 0

    /// Nothing is left.
    init(_ rooms: PartRooms, worth: [Double], cost: [Double], price: [Double]) {
        self.rooms = rooms
        self.worth = worth
        self.cost = cost
        self.price = price
        left = Array(repeating: false, count: rooms.properties.count)
        users = Array(repeating: 0, count: rooms.arcs.count)
        free = rooms.rooms.map(\.limit)
        freeSeats = rooms.seats
        for r in free.indices { spare += price[r] * Double(free[r]) }
        way = Array(repeating: 0, count: free.count)
        (entered, freed, need) = (free.map { _ in -1 }, free.map { _ in -1 }, free.map { _ in 0 })
        stamp = need
    }

    /// True when it matters where users go.
    var hasCosts: Bool { cost.contains { $0 > 0 } }

    /// A point to go back to.
    var mark: Int { journal.count }

    /// Forgets how it came here.
    mutating func settle() { journal.removeAll(keepingCapacity: true) }

    mutating func undo(to mark: Int) {
        while journal.count > mark {
            switch journal.removeLast() {
            case .users(let a, let before): put(a, before)
            case .left(let p): turn(p, left: false)
            case .kept(let p): turn(p, left: true)
            }
        }
    }

    /// Leaves a property, or changes nothing and says false.
    mutating func leave(_ p: Int) -> Bool {
        guard !left[p], !rooms.properties[p].rivals.contains(where: { left[$0] }) else { return false }
        let before = mark
        journal.append(.left(property: p))
        turn(p, left: true)
        for r in rooms.properties[p].rooms {
            for a in rooms.rooms[r].arcs where users[a] > 0 {
                let moved = users[a]
                set(a, 0)
                guard place(rooms.arcs[a].group, moved) else {
                    undo(to: before)
                    return false
                }
            }
        }
        for g in rooms.properties[p].groups {
            guard place(g, rooms.groups[g].users) else {
                undo(to: before)
                return false
            }
        }
        return true
    }

    /// Keeps a property that was left; its users go home.
    mutating func keep(_ p: Int) {
        guard left[p] else { return }
        journal.append(.kept(property: p))
        turn(p, left: false)
        for g in rooms.properties[p].groups { for a in rooms.groups[g].arcs where users[a] > 0 { set(a, 0) } }
    }

    /// Moves users to nearer rooms where there is a place, as long as that gains anything.
    mutating func draw(into few: [Int]) {
        var queue = few
        var head = 0
        while head < queue.count, queue.count < 64 {
            let r = queue[head]
            head += 1
            guard free[r] > 0, !isLeft(r) else { continue }
            for a in rooms.rooms[r].arcs where users[a] < rooms.arcs[a].most {
                let g = rooms.arcs[a].group
                for b in rooms.groups[g].arcs where users[b] > 0 && cost[b] > cost[a] {
                    let unit = rooms.groups[g].unit
                    let fit =
                        min(users[b], rooms.arcs[a].most - users[a], free[r] / rooms.arcs[a].take, seated(a))
                        / unit * unit
                    guard fit > 0 else { continue }
                    set(b, users[b] - fit)
                    set(a, users[a] + fit)
                    queue.append(rooms.arcs[b].room)
                }
            }
        }
    }

    /// How many more the seats of this arc take.
    private func seated(_ a: Int) -> Int { rooms.arcs[a].seats < 0 ? .max : freeSeats[rooms.arcs[a].seats] }

    private func isLeft(_ room: Int) -> Bool {
        let p = rooms.rooms[room].property
        return p >= 0 && left[p]
    }

    private mutating func turn(_ p: Int, left now: Bool) {
        guard left[p] != now else { return }
        for r in rooms.properties[p].rooms { spare += (now ? -price[r] : price[r]) * Double(free[r]) }
        left[p] = now
        value += now ? worth[p] : -worth[p]
    }

    private mutating func set(_ a: Int, _ n: Int) {
        journal.append(.users(arc: a, before: users[a]))
        put(a, n)
    }

    private mutating func put(_ a: Int, _ n: Int) {
        let more = n - users[a]
        value -= cost[a] * Double(more)
        if !isLeft(rooms.arcs[a].room) {
            spare -= price[rooms.arcs[a].room] * Double(more * rooms.arcs[a].take)
        }
        free[rooms.arcs[a].room] -= more * rooms.arcs[a].take
        if rooms.arcs[a].seats >= 0 { freeSeats[rooms.arcs[a].seats] -= more }
        users[a] = n
    }

    /// Finds places for so many users of the group; false leaves some of them without.
    private mutating func place(_ g: Int, _ count: Int) -> Bool {
        var rest = count
        while rest > 0 {
            let sent = send(g, rest)
            guard sent > 0 else { return false }
            rest -= sent
        }
        return true
    }

    /// Sends at least one unit of the group along the cheapest way found: into a room, whoever must give way
    /// on into the next, until one has a place.
    private mutating func send(_ g: Int, _ rest: Int) -> Int {
        round += 1
        var queue: [Int] = []
        var head = 0
        var goal = -1
        let unit = rooms.groups[g].unit
        func fits(_ a: Int, _ n: Int) -> Bool {
            users[a] + n <= rooms.arcs[a].most && !isLeft(rooms.arcs[a].room)
        }
        func reach(_ a: Int, from b: Int, _ n: Int, _ total: Double) {
            let r = rooms.arcs[a].room
            guard stamp[r] != round || total < way[r] - 1e-9, goal < 0 || total < way[goal] - 1e-9 else {
                return
            }
            stamp[r] = round
            (way[r], entered[r], freed[r], need[r]) = (total, a, b, n)
            if free[r] >= n * rooms.arcs[a].take, seated(a) >= n { goal = r } else { queue.append(r) }
        }
        for a in rooms.groups[g].arcs where fits(a, unit) { reach(a, from: -1, unit, cost[a] * Double(unit)) }
        while head < queue.count, head < 4 * free.count {
            let r = queue[head]
            head += 1
            let short = need[r] * rooms.arcs[entered[r]].take - free[r]
            let unseated = need[r] - min(need[r], seated(entered[r]))
            guard short > 0 || unseated > 0 else { continue }
            for b in rooms.rooms[r].arcs
            where users[b] > 0 && (unseated == 0 || rooms.arcs[b].seats == rooms.arcs[entered[r]].seats) {
                let h = rooms.arcs[b].group
                let n = leaving(b, short, unseated)
                guard n <= users[b], h != g || b != entered[r] else { continue }
                for a in rooms.groups[h].arcs where a != b && fits(a, n) {
                    // A way that gains would lead in circles; what it gains is counted afterwards.
                    reach(a, from: b, n, way[r] + max(0, cost[a] - cost[b]) * Double(n))
                }
            }
        }
        guard goal >= 0 else { return 0 }
        return follow(to: goal, g, rest)
    }

    /// So many of the arc's users must go on that so much of the room and so many seats are free.
    private func leaving(_ b: Int, _ short: Int, _ unseated: Int) -> Int {
        let unit = rooms.groups[rooms.arcs[b].group].unit
        let step = unit * rooms.arcs[b].take
        return max((max(0, short) + step - 1) / step, (max(0, unseated) + unit - 1) / unit) * unit
    }

    /// Moves everybody along the way that ends in this room, last first; gives the users sent, 0 when the way
    /// crosses itself and leads nowhere.
    private mutating func follow(to goal: Int, _ g: Int, _ rest: Int) -> Int {
        var hops: [(into: Int, from: Int)] = []
        var r = goal
        while true {
            guard hops.count <= free.count else { return 0 }
            hops.append((entered[r], freed[r]))
            guard freed[r] >= 0 else { break }
            r = rooms.arcs[freed[r]].room
        }
        let unit = rooms.groups[g].unit
        var amount = unit
        // Where everybody takes the same and moves alone, as many go as the narrowest hop lets through.
        if hops.allSatisfy({
            rooms.arcs[$0.into].take == 1 && rooms.groups[rooms.arcs[$0.into].group].unit == 1
        }) {
            amount = min(rest, free[goal], seated(hops[0].into))
            for h in hops {
                amount = min(amount, rooms.arcs[h.into].most - users[h.into])
                if h.from >= 0 { amount = min(amount, users[h.from]) }
            }
        }
        let before = mark
        var sent = amount
        var at = hops.count - 1
        while at >= 0 {
            let h = hops[at]
            let a = h.into
            if h.from >= 0 {
                // Whoever came last into this room, and into its seats.
                let came = hops[at + 1].into
                sent = leaving(h.from, -free[rooms.arcs[h.from].room], seated(came) < 0 ? -seated(came) : 0)
                guard sent <= users[h.from] else {
                    undo(to: before)
                    return 0
                }
                set(h.from, users[h.from] - sent)
                guard seated(came) >= 0 else {
                    undo(to: before)
                    return 0
                }
            }
            guard users[a] + sent <= rooms.arcs[a].most else {
                undo(to: before)
                return 0
            }
            set(a, users[a] + sent)
            at -= 1
        }
        guard free[goal] >= 0, seated(hops[0].into) >= 0 else {
            undo(to: before)
            return 0
        }
        return amount
    }
}
