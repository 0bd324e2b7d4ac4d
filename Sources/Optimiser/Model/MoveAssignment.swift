/// Sends the users of left properties to the nearest rooms that still have a place, in whole numbers:
/// cheapest augmenting paths.
///
/// Exact when places are all that limits every room. Groups that move in units come with their rooms given:
/// users by arc.
struct MoveAssignment {
    private struct Edge {
        var to: Int
        var left: Int
        var cost: Int
        var back: Int
    }
    private var edges: [[Edge]]
    private let source: Int
    private let sink: Int

    /// Users on each arc of the index, fewest user-metres first and earliest keys among equals; nil when they
    /// do not all fit.
    static func users(_ index: PlanIndex, left: Set<Int>, given: [Int: Int] = [:]) -> [Int]? {
        var limit = index.rooms.map { left.contains($0.property) ? 0 : $0.limit }
        var out = Array(repeating: 0, count: index.arcs.count)
        for (arc, users) in given {
            out[arc] = users
            limit[index.arcs[arc].room] -= users * index.take(index.arcs[arc])
        }
        guard limit.allSatisfy({ $0 >= 0 }) else { return nil }
        let moving = index.groups.indices.filter {
            left.contains(index.groups[$0].property) && index.groups[$0].unit == 1
        }
        var flow = MoveAssignment(nodes: index.groups.count + index.rooms.count + 2)
        var need = 0
        for g in moving {
            need += index.groups[g].users
            flow.add(flow.source, g, index.groups[g].users, 0)
        }
        var place: [Int: (node: Int, edge: Int)] = [:]
        var roomsUsed: Set<Int> = []
        for g in moving {
            for (rank, a) in index.groups[g].arcs.enumerated() where limit[index.arcs[a].room] > 0 {
                let room = index.groups.count + index.arcs[a].room
                place[a] = (g, flow.edges[g].count)
                // Metres decide; the rank of the room's key only parts equals.
                flow.add(g, room, index.arcs[a].most, index.arcs[a].metres << 16 + rank)
                if roomsUsed.insert(room).inserted { flow.add(room, flow.sink, limit[index.arcs[a].room], 0) }
            }
        }
        guard flow.run() == need else { return nil }
        for (a, at) in place { out[a] = index.arcs[a].most - flow.edges[at.node][at.edge].left }
        return out
    }

    private init(nodes: Int) {
        edges = Array(repeating: [], count: nodes)
        source = nodes - 2
        sink = nodes - 1
    }

    private mutating func add(_ from: Int, _ to: Int, _ most: Int, _ cost: Int) {
        edges[from].append(Edge(to: to, left: most, cost: cost, back: edges[to].count))
        edges[to].append(Edge(to: from, left: 0, cost: -cost, back: edges[from].count - 1))
    }

    /// Augments along cheapest paths (Bellman-Ford with a queue) until none is left; gives the users placed.
    private mutating func run() -> Int {
        var placed = 0
        while true {
            var best = Array(repeating: Int.max, count: edges.count)
            var by = Array(repeating: (-1, -1), count: edges.count)
            var waiting = Array(repeating: false, count: edges.count)
            var queue = [source]
            var head = 0
            best[source] = 0
            while head < queue.count {
                let n = queue[head]
                head += 1
                waiting[n] = false
                for (k, e) in edges[n].enumerated() where e.left > 0 && best[n] + e.cost < best[e.to] {
                    best[e.to] = best[n] + e.cost
                    by[e.to] = (n, k)
                    if !waiting[e.to] {
                        waiting[e.to] = true
                        queue.append(e.to)
                    }
                }
            }
            guard best[sink] < Int.max else { return placed }
            var n = sink
            var most = Int.max
            while n != source {
                most = min(most, edges[by[n].0][by[n].1].left)
                n = by[n].0
            }
            n = sink
            while n != source {
                let (from, k) = by[n]
                edges[from][k].left -= most
                edges[n][edges[from][k].back].left += most
                n = from
            }
            placed += most
        }
    }
}
