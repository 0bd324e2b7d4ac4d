import PlanChecker

/// A plan without a solver: the fallback when the solver gives none, and the yardstick beside the plan.
enum Greedy {
    /// Leaves the property that disturbs least per m² first (greatest net saving per m² among equals) while its users fit, until the target.
    ///
    /// With `target` nil it goes on as long as anything fits. The result may miss the target: its area says so.
    static func plan(_ index: PlanIndex, _ stage: Plan.Stage, target: Int?) -> Plan {
        let properties = index.instance.properties
        var limit = index.rooms.map(\.limit), users = Array(repeating: 0, count: index.arcs.count)
        var left: Set<Int> = [], received: Set<Int> = [], area = 0
        let roomsOf = Dictionary(grouping: index.rooms.indices, by: { index.rooms[$0].property })
        let exclusive = Dictionary(grouping: index.exclusives.indices.flatMap { e in index.exclusives[e].properties.map { (p: $0, e: e) } }, by: \.p)
        let nearest = index.groups.map { g in g.arcs.sorted { (index.arcs[$0].metres, $0) < (index.arcs[$1].metres, $1) } }

        func leave(_ p: Int) -> Bool {
            guard index.free[p], !left.contains(p), !received.contains(p) else { return false }
            if let c = index.instance.ceiling, target != nil, area + properties[p].area > c { return false }
            let rivals = (exclusive[p] ?? []).flatMap { index.exclusives[$0.e].properties }
            guard !rivals.contains(where: left.contains) else { return false }
            var taken: [(arc: Int, users: Int)] = [], room = limit
            for g in index.groupsOf[p] {
                var need = index.groups[g].users
                for a in nearest[g] where need > 0 && !left.contains(index.rooms[index.arcs[a].room].property) {
                    let r = index.arcs[a].room, each = index.take(index.arcs[a])
                    let n = min(need, room[r] / each, index.arcs[a].most)
                    guard n > 0, !index.groups[g].whole || n == need else { continue }
                    taken.append((a, n))
                    room[r] -= n * each
                    need -= n
                }
                guard need == 0 else { return false }
            }
            limit = room
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
        for p in order(index) where properties[p].area > 0 {
            if let target, area >= target { break }
            _ = leave(p)
        }
        return index.plan(stage, left: left, users: users)
    }

    private static func order(_ index: PlanIndex) -> [Int] {
        let properties = index.instance.properties
        let disturbance = properties.indices.map { p in
            index.groupsOf[p].reduce(0) { sum, g in sum + index.groups[g].users * (index.groups[g].arcs.map { index.arcs[$0].metres }.min() ?? 0) }
        }
        return properties.indices.sorted { a, b in
            let (da, db) = (Int128(disturbance[a]) * Int128(properties[b].area), Int128(disturbance[b]) * Int128(properties[a].area))
            if da != db { return da < db }
            let (na, nb) = (Int128(index.net[a]) * Int128(properties[b].area), Int128(index.net[b]) * Int128(properties[a].area))
            return na == nb ? a < b : na > nb
        }
    }
}
