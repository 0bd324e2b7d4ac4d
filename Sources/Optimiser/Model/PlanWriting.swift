import PlanFiles

extension PlanIndex {
    /// The written plan for a set of left properties and the users on each arc, with every sum counted.
    func plan(_ stage: Plan.Stage, left: some Sequence<Int>, users: [Int], limit: Int? = nil) -> Plan {
        var plan = Plan(stage: stage, disruptionLimit: limit)
        for p in left.sorted() {
            let property = instance.properties[p]
            plan.closed.append(property.key)
            plan.sums.area += property.area
            plan.sums.saving += property.saving
            plan.sums.oneOffCost += property.oneOffCost
            plan.sums.proceeds += property.proceeds
            plan.sums.backlog += property.backlog
            plan.sums.net += net[p]
        }
        for (a, n) in users.enumerated() where n > 0 {
            plan.moves.append(
                Plan.Move(group: groups[arcs[a].group].key, room: rooms[arcs[a].room].key, users: n))
            plan.sums.usersMoved += n
            plan.sums.disruption += n * arcs[a].metres
        }
        plan.moves.sort {
            $0.group == $1.group ? keyPrecedes($0.room, $1.room) : keyPrecedes($0.group, $1.group)
        }
        return plan
    }
}
