import PlanFiles

/// A made-up municipality's plan: towns of falling size, nine activities, users where there is room. The seed
/// fixes every number.
enum GeneratedInstance {
    private struct Kind {
        var activity: String
        var permille: Int
        var area: Int
        var space: Int
        var kronerPerSquareMetre: Int
        var limit: Int
        var whole: Bool
    }
    private static let kinds = [
        Kind(
            activity: "school", permille: 90, area: 6500, space: 1400, kronerPerSquareMetre: 640, limit: 8000,
            whole: false),
        Kind(
            activity: "daycare", permille: 220, area: 620, space: 1100, kronerPerSquareMetre: 820,
            limit: 5000, whole: false),
        Kind(
            activity: "elderly", permille: 90, area: 3200, space: 5500, kronerPerSquareMetre: 760,
            limit: 12000, whole: false),
        Kind(
            activity: "office", permille: 80, area: 2600, space: 2200, kronerPerSquareMetre: 780,
            limit: 20000, whole: false),
        Kind(
            activity: "sport", permille: 80, area: 2400, space: 2000, kronerPerSquareMetre: 560, limit: 10000,
            whole: false),
        Kind(
            activity: "library", permille: 100, area: 900, space: 1200, kronerPerSquareMetre: 620,
            limit: 10000, whole: true),
        Kind(
            activity: "workshop", permille: 80, area: 1100, space: 4500, kronerPerSquareMetre: 380,
            limit: 20000, whole: false),
        Kind(
            activity: "social", permille: 140, area: 700, space: 3800, kronerPerSquareMetre: 800,
            limit: 15000, whole: false),
        Kind(
            activity: "idle", permille: 120, area: 350, space: 0, kronerPerSquareMetre: 330, limit: 0,
            whole: false),
    ]

    /// An instance of `count` properties; the target is `targetPermille` of its area.
    static func make(_ count: Int, seed: UInt64, targetPermille: Int = 80) -> PlanInstance {
        var random = SeededNumbers(seed: seed)
        let side = 34_000 * max(8, min(30, root(count / 3))) / 10
        let towns = (0..<max(4, count / 25)).map { k in
            (
                x: random.int(0...side), y: random.int(0...side), weight: 100_000 / (k + 1),
                name: "town\(k + 1)"
            )
        }
        let weight = towns.reduce(0) { $0 + $1.weight }
        var instance = PlanInstance(planDate: "2028-12-31", baselineArea: 0, target: 0)
        instance.activities = kinds.filter { $0.space > 0 }.map {
            PlanInstance.Activity(key: $0.activity, limitMetres: $0.limit)
        }
        var kindOf: [Int] = []
        for n in 0..<count {
            var pick = random.int(0...999)
            var k = 0
            while k < kinds.count - 1, pick >= kinds[k].permille {
                pick -= kinds[k].permille
                k += 1
            }
            var at = random.int(0...(weight - 1))
            var t = 0
            while t < towns.count - 1, at >= towns[t].weight {
                at -= towns[t].weight
                t += 1
            }
            kindOf.append(k)
            let spread = 400 + towns[t].weight / 80
            instance.properties.append(
                property(
                    n, kinds[k], locality: towns[t].name, x: towns[t].x + random.bell(spread),
                    y: towns[t].y + random.bell(spread), &random))
        }
        fill(&instance, kindOf, &random)
        for e in 0..<(count / 40) {
            let a = random.int(0...(count - 1))
            let b = random.int(0...(count - 1))
            if a != b {
                instance.exclusives.append(
                    .init(key: "e\(e)", properties: [instance.properties[a].key, instance.properties[b].key]))
            }
        }
        instance.baselineArea = instance.properties.reduce(0) { $0 + $1.area }
        instance.target = instance.baselineArea * targetPermille / 1000
        return instance.inKeyOrder()
    }

    private static func property(
        _ n: Int, _ kind: Kind, locality: String, x: Int, y: Int, _ random: inout SeededNumbers
    ) -> PlanInstance.Property {
        let area = max(60, kind.area * (1000 + random.bell(160) + random.int(0...600)) / 1300)
        let saving =
            area * kind.kronerPerSquareMetre * max(300, 1000 + random.bell(90)) / 1000 * 100
            + random.int(0...99)
        return PlanInstance.Property(
            key: "p" + String(100_000 + n).dropFirst(), locality: locality, area: area, saving: saving,
            oneOffCost: area * random.int(100...900) * 100,
            proceeds: random.chance(permille: 600) ? area * random.int(0...4000) * 100 : 0,
            backlog: area * max(0, 900 + random.bell(400)) * 100,
            mustKeep: random.chance(permille: 80), listed: random.chance(permille: 20),
            guarded: random.chance(permille: 20),
            exitFrom: random.chance(permille: 60)
                ? (random.chance(permille: 500) ? "2027-06-30" : "2031-12-31") : nil, easting: 550_000 + x,
            northing: 6_150_000 + y)
    }

    /// Users and spare room in each property, and the nearest rooms of the same activity as allowed moves.
    private static func fill(_ instance: inout PlanInstance, _ kindOf: [Int], _ random: inout SeededNumbers) {
        for (n, p) in instance.properties.enumerated() where kinds[kindOf[n]].space > 0 {
            let kind = kinds[kindOf[n]]
            let capacity = p.area * 100 / kind.space
            let users = max(0, min(capacity, capacity * (720 + random.bell(60)) / 1000))
            instance.groups.append(
                .init(
                    key: p.key + "." + kind.activity, property: p.key, activity: kind.activity, users: users,
                    spaceLow: kind.space * 9 / 10, spaceHigh: kind.space,
                    unit: kind.whole ? max(1, users) : 1))
            instance.rooms.append(
                .init(
                    key: p.key + ".room", property: p.key, activities: [kind.activity],
                    freeSpace: p.area * 100 - users * kind.space))
        }
        let place = Dictionary(
            uniqueKeysWithValues: instance.properties.map {
                ($0.key, (x: $0.easting ?? 0, y: $0.northing ?? 0))
            })
        let rooms = Dictionary(grouping: instance.rooms, by: { $0.activities[0] })
        for g in instance.groups where g.users > 0 {
            let limit = instance.activities.first { $0.key == g.activity }!.limitMetres
            let from = place[g.property]!
            let near = (rooms[g.activity] ?? []).filter {
                $0.property != g.property && $0.freeSpace >= g.spaceHigh
            }.map { r -> (room: String, metres: Int) in
                let to = place[r.property]!
                let dx = from.x - to.x
                let dy = from.y - to.y
                return (r.key, root(dx * dx + dy * dy) * 13 / 10)
            }
            let sorted = near.filter { $0.metres <= limit * 3 / 2 }.sorted {
                ($0.metres, $0.room) < ($1.metres, $1.room)
            }
            for m in sorted.prefix(12) {
                instance.moves.append(.init(group: g.key, room: m.room, extraMetres: m.metres))
            }
        }
    }

    /// The whole square root.
    private static func root(_ n: Int) -> Int { Int(Double(n).squareRoot()) }
}
