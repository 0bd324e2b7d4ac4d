import PlanFiles

/// A plan laid over its instance, to be checked limit by limit.
struct PlanReading {
    let instance: PlanInstance
    let plan: Plan
    private let properties: [String: PlanInstance.Property]
    private let rooms: [String: PlanInstance.Room]
    private let groups: [String: PlanInstance.UserGroup]
    private let metres: [String: [String: Int]]
    private let limits: [String: Int]
    private let closed: Set<String>

    init(_ instance: PlanInstance, _ plan: Plan) {
        self.instance = instance
        self.plan = plan
        properties = Dictionary(uniqueKeysWithValues: instance.properties.map { ($0.key, $0) })
        rooms = Dictionary(uniqueKeysWithValues: instance.rooms.map { ($0.key, $0) })
        groups = Dictionary(uniqueKeysWithValues: instance.groups.map { ($0.key, $0) })
        limits = Dictionary(uniqueKeysWithValues: instance.activities.map { ($0.key, $0.limitMetres) })
        var metres: [String: [String: Int]] = [:]
        for m in instance.moves { metres[m.group, default: [:]][m.room] = m.extraMetres }
        self.metres = metres
        closed = Set(plan.closed)
    }

    /// Each broken limit and each wrong sum.
    func violations() -> [Violation] {
        order() + left() + moved() + space() + places() + limitsOfStage() + sums()
    }

    private func order() -> [Violation] {
        var found: [Violation] = []
        // Two spellings of a letter are one key, and may stand far apart in the order of bytes: what was seen
        // is remembered.
        var properties: Set<String> = []
        var moves: Set<[String]> = []
        for key in plan.closed where !properties.insert(key).inserted {
            found.append(.repeated(kind: "property", key: key))
        }
        for (a, b) in zip(plan.closed, plan.closed.dropFirst()) where a != b && !keyPrecedes(a, b) {
            found.append(.outOfOrder(kind: "property", key: b))
        }
        for m in plan.moves where !moves.insert([m.group, m.room]).inserted {
            found.append(.repeated(kind: "move", key: m.group))
        }
        for (a, b) in zip(plan.moves, plan.moves.dropFirst()) where a.group != b.group || a.room != b.room {
            if a.group == b.group ? !keyPrecedes(a.room, b.room) : !keyPrecedes(a.group, b.group) {
                found.append(.outOfOrder(kind: "move", key: b.group))
            }
        }
        return found
    }

    private func left() -> [Violation] {
        var found: [Violation] = []
        for key in plan.closed {
            guard let p = properties[key] else {
                found.append(.unknown(kind: "property", key: key))
                continue
            }
            if let hold = instance.hold(p) { found.append(.held(property: key, hold)) }
        }
        for p in instance.properties where p.forced == .leave && !closed.contains(p.key) {
            found.append(.forcedButKept(property: p.key))
        }
        for e in instance.exclusives {
            let both = e.properties.filter(closed.contains)
            if both.count > 1 { found.append(.exclusiveBroken(key: e.key, properties: both)) }
        }
        return found
    }

    private func moved() -> [Violation] {
        var found: [Violation] = []
        var count: [String: Int128] = [:]
        for m in plan.moves {
            guard let g = groups[m.group] else {
                found.append(.unknown(kind: "group", key: m.group))
                continue
            }
            guard let r = rooms[m.room] else {
                found.append(.unknown(kind: "room", key: m.room))
                continue
            }
            if m.users < 1 { found.append(.noUsersInMove(group: g.key, room: r.key)) }
            if !closed.contains(g.property) { found.append(.movedWithoutCause(group: g.key)) }
            if closed.contains(r.property) { found.append(.movedIntoLeftProperty(group: g.key, room: r.key)) }
            if let d = metres[g.key]?[r.key] {
                if let limit = limits[g.activity], d > limit {
                    found.append(.tooFar(group: g.key, room: r.key, metres: d, limit: limit))
                }
            } else {
                found.append(.moveNotAllowed(group: g.key, room: r.key))
            }
            count[g.key, default: 0] += Int128(m.users)
            if m.users % g.unit != 0 { found.append(.unitSplit(group: g.key, room: r.key)) }
        }
        var people: [String: Int128] = [:]
        for g in instance.groups { people[g.property, default: 0] += count[g.key, default: 0] }
        for p in instance.properties
        where closed.contains(p.key) && people[p.key, default: 0] < Int128(p.headcount) {
            found.append(
                .peopleLeftBehind(
                    property: p.key, headcount: p.headcount, moved: Int(clamping: people[p.key, default: 0])))
        }
        for g in instance.groups
        where closed.contains(g.property) && count[g.key, default: 0] != Int128(g.users) {
            found.append(
                .userDropped(group: g.key, users: g.users, moved: Int(clamping: count[g.key, default: 0])))
        }
        return found
    }

    private func space() -> [Violation] {
        var used: [String: Int128] = [:]
        for m in plan.moves {
            used[m.room, default: 0] +=
                Int128(m.users) * Int128(groups[m.group]?.space(instance.spaceBasis) ?? 0)
        }
        return instance.rooms.compactMap { r in
            let space = used[r.key, default: 0]
            return space > Int128(r.freeSpace)
                ? .roomExceeded(room: r.key, space: Int(clamping: space), free: r.freeSpace) : nil
        }
    }

    private func places() -> [Violation] {
        var arriving: [String: [String: Int128]] = [:]
        for m in plan.moves {
            arriving[m.room, default: [:]][groups[m.group]?.activity ?? "", default: 0] += Int128(m.users)
        }
        return instance.places.compactMap { p in
            let users = arriving[p.room]?[p.activity] ?? 0
            return users > Int128(p.free)
                ? .placesExceeded(
                    room: p.room, activity: p.activity, users: Int(clamping: users), free: p.free) : nil
        }
    }

    private func limitsOfStage() -> [Violation] {
        var found: [Violation] = []
        let area = plan.sums.area
        if plan.stage != .reduction {
            if area < instance.target { found.append(.targetMissed(area: area, target: instance.target)) }
            if let c = instance.ceiling, area > c { found.append(.ceilingExceeded(area: area, ceiling: c)) }
        }
        switch (plan.stage, plan.disruptionLimit) {
        case (.saving, nil): found.append(.disruptionLimitMissing)
        case (.saving, let limit?) where plan.sums.disruption > limit:
            found.append(.disruptionExceeded(disruption: plan.sums.disruption, limit: limit))
        case (.reduction, _?), (.disruption, _?): found.append(.disruptionLimitUnexpected)
        default: break
        }
        return found
    }

    private func sums() -> [Violation] {
        let left = plan.closed.compactMap { properties[$0] }
        func total(_ value: (PlanInstance.Property) -> Int) -> Int128 {
            left.reduce(0) { $0 + Int128(value($1)) }
        }
        let disruption = plan.moves.reduce(Int128(0)) {
            $0 + Int128($1.users) * Int128(metres[$1.group]?[$1.room] ?? 0)
        }
        let s = plan.sums
        let lines: [(Violation.Sum, Int, Int128)] = [
            (.area, s.area, total(\.area)), (.saving, s.saving, total(\.saving)),
            (.oneOffCost, s.oneOffCost, total(\.oneOffCost)),
            (.proceeds, s.proceeds, total(\.proceeds)), (.backlog, s.backlog, total(\.backlog)),
            (.net, s.net, total { instance.net($0) ?? 0 }),
            (.usersMoved, s.usersMoved, plan.moves.reduce(Int128(0)) { $0 + Int128($1.users) }),
            (.disruption, s.disruption, disruption),
        ]
        return lines.compactMap { name, claimed, found in
            Int128(claimed) == found ? nil : .sumWrong(name, claimed: claimed, found: Int(clamping: found))
        }
    }
}
