import PlanFiles

/// Something wrong with an instance itself: it states no question that can be answered.
public enum InstanceFault: Error, Equatable, Sendable {
    case duplicate(kind: String, key: String)
    case unknown(kind: String, key: String, namedBy: String)
    case negative(field: String, key: String)
    case badDate(String, key: String)
    case intervalReversed(group: String)
    case moveToItself(group: String, room: String)
    case activityNotTaken(group: String, room: String)
    case tooLarge(field: String, key: String)
    /// The group's users are not so many whole units.
    case brokenUnit(group: String)
}

extension PlanInstance {
    /// The largest number that any field may hold; sums of a million of them still fit 64 bits.
    public static let largest = 1_000_000_000_000

    /// Everything wrong with the instance, in the order of its parts; empty when it states a question.
    public func faults() -> [InstanceFault] {
        var found: [InstanceFault] = []
        func unique(_ kind: String, _ keys: [String]) -> Set<String> {
            var seen: Set<String> = []
            for k in keys where !seen.insert(k).inserted { found.append(.duplicate(kind: kind, key: k)) }
            return seen
        }
        func size(_ value: Int, _ field: String, _ key: String, from least: Int = 0) {
            if value < least { found.append(.negative(field: field, key: key)) }
            if value > Self.largest { found.append(.tooLarge(field: field, key: key)) }
        }
        for (v, f) in [
            (baselineArea, "baseline_area"), (target, "target"), (ceiling ?? 0, "ceiling"),
            (slackPermille, "slack_permille"),
        ] { size(v, f, "") }
        size(annualiseYears, "annualise_years", "", from: 1)
        size(backlogYears ?? 1, "backlog_years", "", from: 1)
        for (v, f) in [(annualiseYears, "annualise_years"), (backlogYears ?? 1, "backlog_years")]
        where v > 100 { found.append(.tooLarge(field: f, key: "")) }
        if !isDate(planDate) { found.append(.badDate(planDate, key: "plan_date")) }

        let activityKeys = unique("activity", activities.map(\.key))
        for a in activities { size(a.limitMetres, "limit_metres", a.key) }
        let propertyKeys = unique("property", properties.map(\.key))
        for p in properties {
            for (v, f) in [
                (p.area, "area"), (p.oneOffCost, "one_off_cost"), (p.proceeds, "proceeds"),
                (p.backlog, "backlog"), (p.headcount, "people"),
            ] { size(v, f, p.key) }
            size(p.saving, "saving", p.key, from: -Self.largest)
            if let d = p.exitFrom, !isDate(d) { found.append(.badDate(d, key: p.key)) }
            if annualiseYears >= 1, (backlogYears ?? 1) >= 1, net(p) == nil {
                found.append(.tooLarge(field: "net", key: p.key))
            }
        }
        _ = unique("room", rooms.map(\.key))
        for r in rooms {
            if !propertyKeys.contains(r.property) {
                found.append(.unknown(kind: "property", key: r.property, namedBy: r.key))
            }
            for a in r.activities where !activityKeys.contains(a) {
                found.append(.unknown(kind: "activity", key: a, namedBy: r.key))
            }
            size(r.freeSpace, "free_space", r.key)
        }
        _ = unique("places", places.map { $0.room + "\t" + $0.activity })
        let roomOf = Dictionary(rooms.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a })
        for p in places {
            if roomOf[p.room]?.activities.contains(p.activity) != true {
                found.append(.unknown(kind: "room", key: p.room, namedBy: "places \(p.activity)"))
            }
            size(p.free, "places", p.room)
        }
        _ = unique("group", groups.map(\.key))
        for g in groups {
            if !propertyKeys.contains(g.property) {
                found.append(.unknown(kind: "property", key: g.property, namedBy: g.key))
            }
            if !activityKeys.contains(g.activity) {
                found.append(.unknown(kind: "activity", key: g.activity, namedBy: g.key))
            }
            size(g.users, "users", g.key)
            // A user without space would be held back by no room, not even a room that is left.
            for (v, f) in [(g.spaceLow, "space_low"), (g.spaceHigh, "space_high")] {
                size(v, f, g.key, from: 1)
            }
            size(g.unit, "unit", g.key, from: 1)
            if g.unit >= 1, g.users % g.unit != 0 { found.append(.brokenUnit(group: g.key)) }
            if g.spaceLow > g.spaceHigh { found.append(.intervalReversed(group: g.key)) }
        }
        let groupOf = Dictionary(groups.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a })
        _ = unique("move", moves.map { $0.group + "\t" + $0.room })
        for m in moves {
            size(m.extraMetres, "extra_metres", m.group)
            guard let g = groupOf[m.group] else {
                found.append(.unknown(kind: "group", key: m.group, namedBy: "move"))
                continue
            }
            guard let r = roomOf[m.room] else {
                found.append(.unknown(kind: "room", key: m.room, namedBy: m.group))
                continue
            }
            if r.property == g.property { found.append(.moveToItself(group: g.key, room: r.key)) }
            if !r.activities.contains(g.activity) {
                found.append(.activityNotTaken(group: g.key, room: r.key))
            }
        }
        _ = unique("exclusive", exclusives.map(\.key))
        for e in exclusives {
            for p in e.properties where !propertyKeys.contains(p) {
                found.append(.unknown(kind: "property", key: p, namedBy: e.key))
            }
            if Set(e.properties).count != e.properties.count {
                found.append(.duplicate(kind: "exclusive", key: e.key))
            }
        }
        return found
    }
}

/// True for `yyyy-MM-dd` where the month has such a day.
func isDate(_ text: String) -> Bool {
    let b = Array(text.utf8)
    guard b.count == 10, b[4] == 45, b[7] == 45 else { return false }
    let digits = b.enumerated().allSatisfy {
        $0.offset == 4 || $0.offset == 7 || (48...57).contains($0.element)
    }
    guard digits else { return false }
    let year = b[..<4].reduce(0) { $0 * 10 + Int($1 - 48) }
    let month = Int(b[5] - 48) * 10 + Int(b[6] - 48)
    let day = Int(b[8] - 48) * 10 + Int(b[9] - 48)
    guard (1...12).contains(month) else { return false }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return (1...[31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]).contains(day)
}
