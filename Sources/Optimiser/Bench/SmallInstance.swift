import PlanFiles

/// A handful of properties with every kind of limit, small enough for every subset to be tried.
enum SmallInstance {
    /// The seed fixes size (up to `most`), limits and target.
    static func make(seed: UInt64, most: Int = 10) -> PlanInstance {
        var random = SeededNumbers(seed: seed)
        let count = random.int(2...most)
        var i = PlanInstance(
            planDate: "2027-01-01", baselineArea: 0, target: 0, slackPermille: random.int(0...300),
            annualiseYears: random.int(1...12))
        i.backlogYears = random.chance(permille: 700) ? random.int(1...20) : nil
        i.activities = [.init(key: "office", limitMetres: 900), .init(key: "school", limitMetres: 700)]
        for n in 0..<count {
            let key = "p" + String(100 + n)
            i.properties.append(
                .init(
                    key: key, locality: n % 2 == 0 ? "north" : "south", area: random.int(50...400),
                    saving: random.int(0...900_000), oneOffCost: random.int(0...3_000_000),
                    proceeds: random.chance(permille: 400) ? random.int(0...4_000_000) : 0,
                    backlog: random.int(0...2_000_000), mustKeep: random.chance(permille: 80),
                    listed: random.chance(permille: 50), guarded: random.chance(permille: 50),
                    exitFrom: random.chance(permille: 100)
                        ? (random.chance(permille: 500) ? "2026-06-30" : "2027-01-02") : nil, easting: 1,
                    northing: 1))
            let activity = random.chance(permille: 600) ? "school" : "office"
            if random.chance(permille: 650) {
                // Spaces differ in some instances, so that rooms shared by both activities mix them.
                let space = activity == "office" && seed % 3 == 0 ? 300 : 200
                // Each alone, in pairs, or all together.
                let users = random.int(0...4)
                let together = random.chance(permille: 300)
                let pairs = random.chance(permille: 300)
                i.groups.append(
                    .init(
                        key: "g" + key, property: key, activity: activity, users: users, spaceLow: space - 50,
                        spaceHigh: space,
                        unit: together ? max(1, users) : pairs && users % 2 == 0 ? 2 : 1))
            }
            if random.chance(permille: 800) {
                i.rooms.append(
                    .init(
                        key: "r" + key, property: key,
                        activities: random.chance(permille: 300) ? ["office", "school"] : [activity],
                        freeSpace: random.int(0...1300)))
            }
        }
        for g in i.groups {
            for r in i.rooms
            where r.property != g.property && r.activities.contains(g.activity)
                && random.chance(permille: 600)
            {
                i.moves.append(.init(group: g.key, room: r.key, extraMetres: random.int(0...1000)))
            }
        }
        countPeople(&i, seed)
        if count > 3, random.chance(permille: 400) {
            i.exclusives = [.init(key: "e", properties: [i.properties[0].key, i.properties[2].key])]
        }
        i.baselineArea = i.properties.reduce(0) { $0 + $1.area }
        i.target = i.baselineArea * random.int(0...350) / 1000
        if random.chance(permille: 150) { i.ceiling = i.target + random.int(100...500) }
        return i.inKeyOrder()
    }

    /// People and places, from numbers of their own: half of the instances count places, some in a room that
    /// both activities share, and a few properties hold people of whom no group knows, or could not be
    /// judged.
    private static func countPeople(_ i: inout PlanInstance, _ seed: UInt64) {
        var random = SeededNumbers(seed: seed &* 31 &+ 7)
        for p in i.properties.indices {
            let users = i.groups.filter { $0.property == i.properties[p].key }.reduce(0) { $0 + $1.users }
            i.properties[p].headcount =
                random.chance(permille: 60) ? users + 1 : random.chance(permille: 700) ? users : 0
            i.properties[p].unjudged = random.chance(permille: 40)
        }
        guard random.chance(permille: 500) else { return }
        for r in i.rooms {
            for activity in r.activities where random.chance(permille: 600) {
                i.places.append(.init(room: r.key, activity: activity, free: random.int(0...5)))
            }
        }
    }
}
