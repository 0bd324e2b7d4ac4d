import PlanChecker
import PlanFiles

/// An instance and up to three plans, as text between lines of `===`: a trap nowhere, what is read is written
/// again byte for byte, and what the checker lets pass holds by a count of its own.
func fuzzPlan(_ bytes: [UInt8]) {
    let parts = String(decoding: bytes, as: UTF8.self).split(
        separator: "===\n", maxSplits: 3, omittingEmptySubsequences: false
    ).map(String.init)
    let plans = parts.dropFirst().compactMap { text -> Plan? in
        guard let plan = try? Plan(text: text) else { return nil }
        promise(plan.text().utf8.elementsEqual(text.utf8), "the plan is written otherwise than it was read")
        return plan
    }
    guard let instance = try? PlanInstance(text: parts[0]) else { return }
    promise(
        instance.text().utf8.elementsEqual(parts[0].utf8),
        "the instance is written otherwise than it was read")
    for violation in verify(instance, stages: plans) {
        promise(!"\(violation)".isEmpty, "a violation has words")
    }
    for plan in plans {
        _ = checkedBound(instance, plan)
        _ = checkedDistance(instance, plan)
        if verify(instance, plan).isEmpty { sound(instance, plan) }
    }
}

private func sound(_ instance: PlanInstance, _ plan: Plan) {
    promise(Set(plan.closed).count == plan.closed.count, "a property is left twice: \(plan.closed)")
    let left = instance.properties.filter { plan.closed.contains($0.key) }
    promise(left.count == plan.closed.count, "a property that is none is left")
    promise(left.allSatisfy { instance.hold($0) == nil }, "a property is left that is held")
    promise(plan.sums.area == left.map(\.area).reduce(0, +), "the area is another")
    promise(plan.sums.net == left.compactMap(instance.net).reduce(0, +), "the net saving is another")
    for room in instance.rooms {
        let used = plan.moves.filter { $0.room == room.key }.reduce(0) { sum, move in
            sum + move.users * instance.groups.first { $0.key == move.group }!.space(instance.spaceBasis)
        }
        promise(used <= room.freeSpace, "the room \(room.key) is too small")
    }
    let activity = Dictionary(instance.groups.map { ($0.key, $0.activity) }, uniquingKeysWith: { a, _ in a })
    for places in instance.places {
        let come = plan.moves.filter { $0.room == places.room && activity[$0.group] == places.activity }.map(
            \.users
        ).reduce(0, +)
        promise(come <= places.free, "the places of \(places.room) are too few")
    }
    for property in left {
        let groups = Set(instance.groups.filter { $0.property == property.key }.map(\.key))
        let moved = plan.moves.filter { groups.contains($0.group) }.map(\.users).reduce(0, +)
        promise(moved >= property.headcount, "people are left behind in \(property.key)")
    }
    for group in instance.groups where plan.closed.contains(group.property) {
        promise(
            plan.moves.filter { $0.group == group.key }.map(\.users).reduce(0, +) == group.users,
            "users of \(group.key) are lost")
    }
    if let bound = plan.bound, instance.groups.isEmpty, instance.properties.count <= 8 {
        unbeaten(instance, plan, bound.claimed)
    }
}

/// Every choice of properties, where nobody has to move: none beats the bound.
private func unbeaten(_ instance: PlanInstance, _ plan: Plan, _ claimed: Int) {
    let properties = instance.properties
    for choice in 0..<(1 << properties.count) {
        let left = properties.indices.filter { choice >> $0 & 1 == 1 }.map { properties[$0] }
        let keys = Set(left.map(\.key))
        let area = left.map(\.area).reduce(0, +)
        guard left.allSatisfy({ instance.hold($0) == nil && $0.headcount == 0 }),
            properties.allSatisfy({ $0.forced != .leave || keys.contains($0.key) }),
            instance.exclusives.allSatisfy({ $0.properties.filter(keys.contains).count <= 1 })
        else { continue }
        if plan.stage != .reduction, area < instance.target || area > instance.ceiling ?? .max { continue }
        switch plan.stage {
        case .reduction: promise(area <= claimed, "leaving \(keys) gives \(area), the bound is \(claimed)")
        case .disruption: promise(claimed <= 0, "leaving \(keys) moves nobody, the bound is \(claimed)")
        case .saving:
            let net = left.compactMap(instance.net).reduce(0, +)
            promise(net <= claimed, "leaving \(keys) gives \(net), the bound is \(claimed)")
        }
    }
}
