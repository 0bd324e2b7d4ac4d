import PlanChecker
import PlanFiles

/// A limit, or a family of limits, that can be lifted to see what it costs.
public enum PlanConstraint: Hashable, Sendable {
    /// Users of the activity need a place when their property is left; in one locality or, with nil,
    /// everywhere.
    case places(activity: String, locality: String?)
    /// Users of the activity move no farther than its limit.
    case distance(activity: String, metres: Int)
    /// The property is to be kept; with nil all that are.
    case mustKeep(property: String?)
    /// The property is protected by law; with nil all that are.
    case listed(property: String?)
    /// A guard protects the property; with nil all that have one.
    case guarded(property: String?)
    /// Nobody could say where the property's users would go; with nil all of these.
    case unjudged(property: String?)
    /// The property's lease ends after the plan's day; with nil all of these.
    case lease(property: String?)
    /// A scenario keeps the property; with nil all that it keeps.
    case forcedKeep(property: String?)
    /// Of these properties one at most may be left; with nil all such limits.
    case exclusive(key: String?)
    /// Every user needs the space of the interval's high end.
    case spaceHigh
}

extension PlanInstance {
    /// The instance without these limits.
    func lifting(_ constraints: some Sequence<PlanConstraint>) -> PlanInstance {
        var i = self
        let locality = Dictionary(uniqueKeysWithValues: properties.map { ($0.key, $0.locality) })
        func each(_ key: String?, _ change: (inout Property) -> Void) {
            for p in i.properties.indices where key == nil || i.properties[p].key == key {
                change(&i.properties[p])
            }
        }
        for c in constraints {
            switch c {
            case .places(let activity, let place):
                var spared: [String: Int] = [:]
                for g in i.groups.indices
                where i.groups[g].activity == activity
                    && (place == nil || locality[i.groups[g].property] == place)
                {
                    spared[i.groups[g].property, default: 0] += i.groups[g].users
                    i.groups[g].users = 0
                }
                for p in i.properties.indices {
                    i.properties[p].headcount = max(
                        0, i.properties[p].headcount - (spared[i.properties[p].key] ?? 0))
                }
            case .distance(let activity, _):
                for a in i.activities.indices where i.activities[a].key == activity {
                    i.activities[a].limitMetres = Self.largest
                }
            case .mustKeep(let key): each(key) { $0.mustKeep = false }
            case .listed(let key): each(key) { $0.listed = false }
            case .guarded(let key): each(key) { $0.guarded = false }
            case .unjudged(let key): each(key) { $0.unjudged = false }
            case .lease(let key): each(key) { $0.exitFrom = nil }
            case .forcedKeep(let key): each(key) { if $0.forced == .keep { $0.forced = .free } }
            case .exclusive(let key): i.exclusives.removeAll { key == nil || $0.key == key }
            case .spaceHigh: i.spaceBasis = .low
            }
        }
        return i
    }

    /// Families of limits that this instance really has, in a fixed order.
    var constraintFamilies: [PlanConstraint] {
        var out: [PlanConstraint] = []
        if properties.contains(where: \.mustKeep) { out.append(.mustKeep(property: nil)) }
        if properties.contains(where: \.listed) { out.append(.listed(property: nil)) }
        if properties.contains(where: \.guarded) { out.append(.guarded(property: nil)) }
        if properties.contains(where: \.unjudged) { out.append(.unjudged(property: nil)) }
        if properties.contains(where: { ($0.exitFrom ?? "") > planDate }) {
            out.append(.lease(property: nil))
        }
        if properties.contains(where: { $0.forced == .keep }) { out.append(.forcedKeep(property: nil)) }
        if !exclusives.isEmpty { out.append(.exclusive(key: nil)) }
        let activityOf = Dictionary(uniqueKeysWithValues: groups.map { ($0.key, $0.activity) })
        var farthest: [String: Int] = [:]
        for m in moves {
            if let a = activityOf[m.group] { farthest[a] = max(farthest[a] ?? 0, m.extraMetres) }
        }
        for a in activities where (farthest[a.key] ?? 0) > a.limitMetres {
            out.append(.distance(activity: a.key, metres: a.limitMetres))
        }
        return out
    }

    /// The single limits of a family; the family itself where it has none.
    func members(of family: PlanConstraint) -> [PlanConstraint] {
        func keys(_ test: (Property) -> Bool, _ make: (String) -> PlanConstraint) -> [PlanConstraint] {
            properties.filter(test).map { make($0.key) }
        }
        switch family {
        case .places(let activity, nil):
            let homes = Set(groups.filter { $0.activity == activity && $0.users > 0 }.map(\.property))
            let localities = Set(properties.filter { homes.contains($0.key) }.map(\.locality))
            return localities.sorted(by: keyPrecedes).map { .places(activity: activity, locality: $0) }
        case .mustKeep(nil): return keys(\.mustKeep) { .mustKeep(property: $0) }
        case .listed(nil): return keys(\.listed) { .listed(property: $0) }
        case .guarded(nil): return keys(\.guarded) { .guarded(property: $0) }
        case .unjudged(nil): return keys(\.unjudged) { .unjudged(property: $0) }
        case .lease(nil): return keys({ ($0.exitFrom ?? "") > planDate }, { .lease(property: $0) })
        case .forcedKeep(nil): return keys({ $0.forced == .keep }, { .forcedKeep(property: $0) })
        case .exclusive(nil): return exclusives.map { .exclusive(key: $0.key) }
        default: return [family]
        }
    }
}
