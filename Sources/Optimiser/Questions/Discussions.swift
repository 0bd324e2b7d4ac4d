import PlanFiles

/// The properties that can be discussed apart: in one group are those that users can move between, directly
/// or by way of others.
///
/// What is decided on one group changes nothing for another, but for what each gives to the target.
public struct Discussions: Equatable, Sendable {
    /// One group of properties.
    public struct Part: Equatable, Sendable {
        /// Keys in key order, those that may not be left and only take users among them.
        public var properties: [String]
        /// Those of them that may be left at all.
        public var free: [String]
    }
    /// The largest first; of equally large ones the one with the earlier key. A property that may not be left
    /// and where nobody may come is in none.
    public var parts: [Part]

    /// Splits an instance by its moves and its exclusives. Moves beyond the activity's limit join nothing.
    public init(_ instance: PlanInstance) {
        let index = PlanIndex(instance)
        let keys = index.instance.properties.map(\.key)
        var root = Array(keys.indices)
        func find(_ p: Int) -> Int {
            var p = p
            while root[p] != p { p = root[p] }
            return p
        }
        func join(_ a: Int, _ b: Int) {
            let (x, y) = (find(a), find(b))
            root[max(x, y)] = min(x, y)
        }
        var touched = index.free
        for group in index.groups where index.free[group.property] {
            for arc in group.arcs {
                let home = index.rooms[index.arcs[arc].room].property
                touched[home] = true
                join(group.property, home)
            }
        }
        // Of which only one may be left: leaving the one decides on the other.
        for exclusive in index.exclusives {
            let free = exclusive.properties.filter { index.free[$0] }
            for p in free.dropFirst() { join(free[0], p) }
        }
        let members = Dictionary(grouping: keys.indices.filter { touched[$0] }, by: find)
        parts = members.values.map { those in
            Part(
                properties: those.sorted().map { keys[$0] },
                free: those.sorted().filter { index.free[$0] }.map { keys[$0] })
        }
        .sorted { a, b in
            a.properties.count != b.properties.count
                ? a.properties.count > b.properties.count : keyPrecedes(a.properties[0], b.properties[0])
        }
    }
}
