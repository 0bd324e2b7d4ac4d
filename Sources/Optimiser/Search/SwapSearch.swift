/// Looks for a good answer of a part by trying very many: a property more, and where its users find no place,
/// neighbours kept instead.
///
/// What is left free counts too, at a little less than the relaxation says it could bring: of two plans worth
/// the same, the one with more room to spare leads on. Now and then a worse one is taken, ever less so. The
/// numbers drawn are fixed: the same part gives the same answer.
struct SwapSearch {
    let rooms: PartRooms
    /// Of what room to spare could bring, so much is counted; all of it would be too much, since not all of
    /// it can be used.
    private static let sparePermille = 850.0
    /// At first an answer may be worse by so much of a property's worth.
    private static let warmthPermille = 200.0

    /// - Parameters:
    ///   - worth: of each of the part's columns.
    ///   - prices: the relaxation's, of the part's rows.
    ///   - start: values of the part's columns; what it leaves is left first.
    ///   - tries: so many for each property.
    ///   - turn: another one draws other numbers.
    /// - Returns: which properties' columns to leave.
    func best(worth: [Double], prices: RowPrices, start: [Double]?, tries: Int, turn: Int) -> Set<Int> {
        several(worth: worth, prices: prices, start: start, tries: tries, turn: turn, within: 0, most: 1)
            .first ?? []
    }

    /// The same, with others that it came by.
    ///
    /// - Parameters:
    ///   - within: how much worse than the best one the others may be.
    ///   - most: so many in all.
    /// - Returns: different ones, the best first.
    func several(
        worth: [Double], prices: RowPrices, start: [Double]?, tries: Int, turn: Int, within: Double, most: Int
    ) -> [Set<Int>] {
        let own = rooms.properties.map { worth[$0.column] }
        let priceOf = Dictionary(uniqueKeysWithValues: prices.compactMap { ($0, $1) })
        let price = rooms.rooms.map { max(0, priceOf[$0.row] ?? 0) * Self.sparePermille / 1000 }
        var now = Placement(
            rooms, worth: own, cost: rooms.arcs.map { max(0, -worth[$0.column] / Double($0.unit)) },
            price: price)
        for p in rooms.properties.indices where rooms.properties[p].forced { _ = now.leave(p) }
        if let start {
            for p in rooms.properties.indices where start[rooms.properties[p].column] > 0.5 {
                _ = now.leave(p)
            }
        }
        now.settle()
        let movable = rooms.properties.indices.filter { !rooms.properties[$0].forced }
        guard !movable.isEmpty else { return [] }
        var best = now.value
        var met = [now.left: now.value]
        var random = SeededNumbers(seed: UInt64(turn))
        let size = movable.reduce(0) { $0 + abs(own[$1]) } / Double(movable.count)
        let total = tries * movable.count
        let dear = now.hasCosts
        func merit() -> Double { now.value + now.spare }
        for n in 0..<total {
            let rest = 1 - Double(n) / Double(total)
            let warmth = size * Self.warmthPermille / 1000 * rest * rest
            let before = merit()
            let p = movable[random.int(0...(movable.count - 1))]
            guard change(p, &now, &random, dear) else {
                now.undo(to: 0)
                continue
            }
            let drawn = Double(random.int(0...1_000_000)) / 1e6
            if merit() < before - warmth * drawn * drawn { now.undo(to: 0) } else { now.settle() }
            guard now.value > best || most > 1 && now.value >= best - within else { continue }
            best = max(best, now.value)
            met[now.left] = max(now.value, met[now.left] ?? -.infinity)
            if met.count > 64 * most { met = Dictionary(uniqueKeysWithValues: Self.first(8 * most, of: met)) }
        }
        return Self.first(most, of: met).filter { $0.value >= best - within }.map { left in
            Set(rooms.properties.indices.filter { left.key[$0] }.map { rooms.properties[$0].column })
        }
    }

    /// The best of those that were met; of equal ones those that keep the earlier properties.
    private static func first(_ most: Int, of met: [[Bool]: Double]) -> [(key: [Bool], value: Double)] {
        Array(
            met.sorted {
                $0.value != $1.value
                    ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key) { !$0 && $1 }
            }.prefix(most))
    }

    /// One change around a property; false when nothing came of it.
    private func change(_ p: Int, _ now: inout Placement, _ random: inout SeededNumbers, _ dear: Bool) -> Bool
    {
        let near = rooms.properties[p].near
        func another() {
            guard !near.isEmpty else { return }
            let q = near[random.int(0...(near.count - 1))]
            if !rooms.properties[q].forced { _ = now.leave(q) }
        }
        if now.left[p] {
            keep(p, &now, dear)
            for _ in 0..<2 { another() }
            return true
        }
        if now.leave(p) { return true }
        let others = near.filter { now.left[$0] && !rooms.properties[$0].forced }
        guard !others.isEmpty else { return false }
        for _ in 0..<2 {
            keep(others[random.int(0...(others.count - 1))], &now, dear)
            guard now.leave(p) else { continue }
            another()
            return true
        }
        return false
    }

    private func keep(_ p: Int, _ now: inout Placement, _ dear: Bool) {
        guard now.left[p] else { return }
        let used =
            dear
            ? rooms.properties[p].groups.flatMap { rooms.groups[$0].arcs }.filter { now.users[$0] > 0 }.map {
                rooms.arcs[$0].room
            } : []
        now.keep(p)
        if dear { now.draw(into: used + rooms.properties[p].rooms) }
    }
}
