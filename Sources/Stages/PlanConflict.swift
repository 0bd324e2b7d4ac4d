import Optimiser
import PlanFiles

extension WhyNot {
    /// The same explanation with the places of an activity said once where every locality's are in it: lifting the whole is no less than lifting one.
    func gathered(_ instance: PlanInstance) -> WhyNot {
        let locality = Dictionary(uniqueKeysWithValues: instance.properties.map { ($0.key, $0.locality) })
        var homes: [String: Set<String>] = [:]
        for g in instance.groups where g.users > 0 { homes[g.activity, default: []].insert(locality[g.property] ?? "") }
        var named: [String: Set<String>] = [:]
        for case .places(let activity, let place?) in conflict { named[activity, default: []].insert(place) }
        var out = self, said: Set<String> = []
        out.conflict = conflict.compactMap { limit in
            guard case .places(let activity, .some) = limit, (homes[activity]?.count ?? 0) > 1, named[activity] == homes[activity] else { return limit }
            return said.insert(activity).inserted ? .places(activity: activity, locality: nil) : nil
        }
        return out
    }
}
