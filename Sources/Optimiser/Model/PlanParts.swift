import PlanChecker

extension PlanIndex {
    /// The instance cut into parts that have nothing to do with one another: no users move between them and no exclusive joins them.
    ///
    /// Only the area stage may be asked part by part; the target and the disruption limit hold the parts of the others together.
    func parts() -> [PlanInstance] {
        var root = Array(instance.properties.indices)
        func find(_ p: Int) -> Int {
            var p = p
            while root[p] != p {
                root[p] = root[root[p]]
                p = root[p]
            }
            return p
        }
        func join(_ a: Int, _ b: Int) { root[max(find(a), find(b))] = min(find(a), find(b)) }
        for arc in arcs where free[groups[arc.group].property] { join(groups[arc.group].property, rooms[arc.room].property) }
        for e in exclusives { for p in e.properties.dropFirst() { join(e.properties[0], p) } }
        let number = Dictionary(uniqueKeysWithValues: instance.properties.enumerated().map { ($0.element.key, $0.offset) })
        var part: [Int: PlanInstance] = [:], empty = instance
        empty.properties = []
        empty.rooms = []
        empty.groups = []
        empty.moves = []
        empty.exclusives = []
        for p in instance.properties { part[find(number[p.key]!), default: empty].properties.append(p) }
        for r in instance.rooms { part[find(number[r.property]!)]?.rooms.append(r) }
        let home = Dictionary(uniqueKeysWithValues: instance.groups.map { ($0.key, number[$0.property]!) })
        for g in instance.groups { part[find(home[g.key]!)]?.groups.append(g) }
        let there = Dictionary(uniqueKeysWithValues: instance.rooms.map { ($0.key, number[$0.property]!) })
        // A move out of a held property may lead to another part; nobody will take it.
        for m in instance.moves where find(home[m.group]!) == find(there[m.room]!) { part[find(home[m.group]!)]?.moves.append(m) }
        for e in instance.exclusives { if let first = e.properties.first { part[find(number[first]!)]?.exclusives.append(e) } }
        return part.keys.sorted().map { part[$0]! }
    }
}
