import PlanFiles

/// A plan without a solver: the fallback when the solver gives none, and the yardstick beside the plan.
enum Greedy {
    /// Leaves the property that disturbs least per m² first (greatest net saving per m² among equals) while
    /// its users fit, until the target.
    ///
    /// With `target` nil it goes on as long as anything fits. The result may miss the target: its area says
    /// so.
    static func plan(_ index: PlanIndex, _ stage: Plan.Stage, target: Int?) -> Plan {
        let properties = index.instance.properties
        var limit = index.rooms.map(\.limit)
        var seats = index.seats.map(\.limit)
        var users = Array(repeating: 0, count: index.arcs.count)
        var left: Set<Int> = []
        var received: Set<Int> = []
        var area = 0
        let roomsOf = Dictionary(grouping: index.rooms.indices, by: { index.rooms[$0].property })
        let exclusive = Dictionary(
            grouping: index.exclusives.indices.flatMap { e in
                index.exclusives[e].properties.map { (p: $0, e: e) }
            }, by: \.p)
        let nearest = index.groups.map { g in
            g.arcs.sorted { (index.arcs[$0].metres, $0) < (index.arcs[$1].metres, $1) }
        }

        /// What leaving a property would take now; nil when it cannot be left.
        func way(_ p: Int) -> (
            taken: [(arc: Int, users: Int)], room: [Int: Int], seat: [Int: Int], disruption: Int
        )? {
            guard index.free[p], !left.contains(p), !received.contains(p) else { return nil }
            if let c = index.instance.ceiling, target != nil, area + properties[p].area > c { return nil }
            let rivals = (exclusive[p] ?? []).flatMap { index.exclusives[$0.e].properties }
            guard !rivals.contains(where: left.contains) else { return nil }
            var taken: [(arc: Int, users: Int)] = []
            var room: [Int: Int] = [:]
            var seat: [Int: Int] = [:]
            var disruption = 0
            for g in index.groupsOf[p] {
                var need = index.groups[g].users
                for a in nearest[g] where need > 0 && !left.contains(index.rooms[index.arcs[a].room].property)
                {
                    let r = index.arcs[a].room
                    let each = index.take(index.arcs[a])
                    let seated = index.arcs[a].seats.map { seat[$0] ?? seats[$0] } ?? need
                    let fit = min(need, room[r, default: limit[r]] / each, index.arcs[a].most, seated)
                    let n = fit - fit % index.groups[g].unit
                    guard n > 0 else { continue }
                    taken.append((a, n))
                    room[r, default: limit[r]] -= n * each
                    if let s = index.arcs[a].seats { seat[s] = seated - n }
                    disruption += n * index.arcs[a].metres
                    need -= n
                }
                guard need == 0 else { return nil }
            }
            return (taken, room, seat, disruption)
        }
        func leave(_ p: Int) -> Bool {
            guard let (taken, room, seat, _) = way(p) else { return false }
            for (r, rest) in room { limit[r] = rest }
            for (s, rest) in seat { seats[s] = rest }
            for t in taken {
                users[t.arc] += t.users
                received.insert(index.rooms[index.arcs[t.arc].room].property)
            }
            for r in roomsOf[p] ?? [] { limit[r] = 0 }
            left.insert(p)
            area += properties[p].area
            return true
        }

        for p in properties.indices where properties[p].forced == .leave { _ = leave(p) }
        // Rooms fill up, so what a property costs only grows: it is counted again when its turn comes, and
        // waits when another is now cheaper.
        var waiting = order(index).filter { properties[$0].area > 0 }.map { (p: $0, disruption: 0) }
        waiting.reverse()
        while let next = waiting.popLast() {
            if let target, area >= target { break }
            guard let now = way(next.p)?.disruption else { continue }
            if now == next.disruption || waiting.isEmpty {
                _ = leave(next.p)
                continue
            }
            waiting.insert((next.p, now), at: position(of: (next.p, now), in: waiting, properties))
        }
        return index.plan(stage, left: left, users: users)
    }

    /// Where a property waits: the cheapest per m² last.
    private static func position(
        of one: (p: Int, disruption: Int), in waiting: [(p: Int, disruption: Int)],
        _ properties: [PlanInstance.Property]
    ) -> Int {
        var low = 0
        var high = waiting.count
        while low < high {
            let middle = (low + high) / 2
            let other = waiting[middle]
            if Int128(other.disruption) * Int128(properties[one.p].area) > Int128(one.disruption)
                * Int128(properties[other.p].area)
            {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private static func order(_ index: PlanIndex) -> [Int] {
        let properties = index.instance.properties
        let disturbance = properties.indices.map { p in
            index.groupsOf[p].reduce(0) { sum, g in
                sum + index.groups[g].users * (index.groups[g].arcs.map { index.arcs[$0].metres }.min() ?? 0)
            }
        }
        return properties.indices.sorted { a, b in
            let (da, db) = (
                Int128(disturbance[a]) * Int128(properties[b].area),
                Int128(disturbance[b]) * Int128(properties[a].area)
            )
            if da != db { return da < db }
            let (na, nb) = (
                Int128(index.net[a]) * Int128(properties[b].area),
                Int128(index.net[b]) * Int128(properties[a].area)
            )
            return na == nb ? a < b : na > nb
        }
    }
}
