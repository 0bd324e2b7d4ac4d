import PlanChecker
import PlanFiles

/// Tries every set of properties and every way to place their users: the truth that the solver is held
/// against.
struct EveryPlan {
    let instance: PlanInstance
    /// Best of each stage; nil where no plan exists.
    private(set) var largest: Int?
    private(set) var least: Int?
    private(set) var greatest: Int?
    /// Of the plans that save the most, the properties of the one that leaves the earlier keys; and how many
    /// such plans there are.
    private(set) var first: [String] = []
    private(set) var equals = 0

    /// - Parameter limit: the disruption allowed in the third stage, instead of the least and the slack.
    init(_ instance: PlanInstance, limit given: Int? = nil) {
        self.instance = instance
        let count = instance.properties.count
        var feasible: [(left: [Int], area: Int, net: Int, disruption: Int)] = []
        for bits in 0..<(1 << count) {
            let left = instance.properties.indices.filter { bits >> $0 & 1 == 1 }
            guard allowed(left), let disruption = leastDisruption(left) else { continue }
            feasible.append(
                (
                    left, left.reduce(0) { $0 + instance.properties[$1].area },
                    left.reduce(0) { $0 + instance.net(instance.properties[$1])! }, disruption
                ))
        }
        largest = feasible.map(\.area).max()
        let atTarget = feasible.filter { $0.area >= instance.target && $0.area <= instance.ceiling ?? .max }
        least = atTarget.map(\.disruption).min()
        if let least {
            let limit = given ?? least * (1000 + instance.slackPermille) / 1000
            let allowed = atTarget.filter { $0.disruption <= limit }
            greatest = allowed.map(\.net).max()
            let keys = allowed.filter { $0.net == greatest }.map {
                $0.left.map { instance.properties[$0].key }
            }
            equals = keys.count
            let order = instance.properties.map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            first =
                keys.max { a, b in order.first { a.contains($0) != b.contains($0) }.map(b.contains) ?? false
                }?.sorted() ?? []
        }
    }

    private func allowed(_ left: [Int]) -> Bool {
        let keys = Set(left.map { instance.properties[$0].key })
        let people = Dictionary(grouping: instance.groups, by: \.property).mapValues {
            $0.reduce(0) { $0 + $1.users }
        }
        return left.allSatisfy {
            instance.properties[$0].headcount <= people[instance.properties[$0].key] ?? 0
        }
            && left.allSatisfy { instance.hold(instance.properties[$0]) == nil }
            && instance.properties.allSatisfy { $0.forced != .leave || keys.contains($0.key) }
            && instance.exclusives.allSatisfy { $0.properties.filter(keys.contains).count <= 1 }
    }

    private func leastDisruption(_ left: [Int]) -> Int? {
        let keys = Set(left.map { instance.properties[$0].key })
        let groups = instance.groups.filter { keys.contains($0.property) && $0.users > 0 }
        var free: [String: Int] = [:]
        for r in instance.rooms where !keys.contains(r.property) { free[r.key] = r.freeSpace }
        var places: [String: [String: Int]] = [:]
        for p in instance.places { places[p.room, default: [:]][p.activity] = p.free }
        var best: Int?
        func place(_ g: Int, _ sum: Int) {
            guard best.map({ sum < $0 }) ?? true else { return }
            guard g < groups.count else {
                best = sum
                return
            }
            let group = groups[g]
            let limit = instance.activities.first { $0.key == group.activity }!.limitMetres
            let moves = instance.moves.filter {
                $0.group == group.key && $0.extraMetres <= limit && free[$0.room] != nil
            }
            func share(_ m: Int, _ users: Int, _ sum: Int) {
                if users == 0 { return place(g + 1, sum) }
                guard m < moves.count else { return }
                let space = group.space(instance.spaceBasis)
                let room = moves[m].room
                for n in 0...users
                where n % group.unit == 0 && n * space <= free[room]!
                    && n <= places[room]?[group.activity] ?? n
                {
                    free[room]! -= n * space
                    places[room]?[group.activity]? -= n
                    share(m + 1, users - n, sum + n * moves[m].extraMetres)
                    places[room]?[group.activity]? += n
                    free[room]! += n * space
                }
            }
            share(0, group.users, sum)
        }
        place(0, 0)
        return best
    }
}
