import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

@Suite struct CorruptedPlanTests {
    /// The ways a plan is spoiled, one idea each.
    enum Corruption: Int, CaseIterable {
        case userDropped, userAdded, moveLost, capacityByOne, sumByOneOere, areaByOne, disruptionByOne,
            mustKeepLeft, listedLeft, leaseEndedEarly, boundTooGood
        case tooFar, propertyUnclosed, intoLeftProperty, limitByOne, caseMissing, placesByOne, peopleByOne,
            notJudged
    }

    /// The checker finds fault with every one of 1,000 plans that were spoiled a little; it found none with
    /// the plans before.
    @Test func everyCorruptionIsCaught() throws {
        var random = SeededNumbers(seed: 5)
        var spoiled = 0
        var kinds: Set<Int> = []
        let solved = (0..<8).compactMap { seed -> (PlanInstance, Plan)? in
            let result = solvePlan(GeneratedInstance.make(40, seed: UInt64(100 + seed)))
            return result.saving.map { (result.instance, $0) }
        }
        try #require(solved.count >= 5)
        for (instance, plan) in solved { #expect(verify(instance, plan) == []) }
        while spoiled < 1000 {
            let (instance, plan) = solved[spoiled % solved.count]
            let kind = Corruption.allCases[random.int(0...(Corruption.allCases.count - 1))]
            guard let (badInstance, badPlan) = spoil(instance, plan, kind, &random) else { continue }
            #expect(!verify(badInstance, badPlan).isEmpty, "\(kind)")
            spoiled += 1
            kinds.insert(kind.rawValue)
        }
        #expect(kinds.count == Corruption.allCases.count)
    }

    private func spoil(
        _ instance: PlanInstance, _ plan: Plan, _ kind: Corruption, _ random: inout SeededNumbers
    ) -> (PlanInstance, Plan)? {
        var i = instance
        var p = plan
        guard !p.moves.isEmpty, !p.closed.isEmpty else { return nil }
        let m = random.int(0...(p.moves.count - 1))
        let c = random.int(0...(p.closed.count - 1))
        let closed = i.properties.firstIndex { $0.key == p.closed[c] }!
        switch kind {
        case .userDropped: p.moves[m].users -= 1
        case .userAdded: p.moves[m].users += 1
        case .moveLost: p.moves.remove(at: m)
        case .capacityByOne:
            let room = i.rooms.firstIndex { $0.key == p.moves[m].room }!
            let used = p.moves.filter { $0.room == p.moves[m].room }.reduce(0) { sum, v in
                sum + v.users * i.groups.first { $0.key == v.group }!.spaceHigh
            }
            i.rooms[room].freeSpace = used - 1
        case .sumByOneOere: p.sums.saving += random.chance(permille: 500) ? 1 : -1
        case .areaByOne: p.sums.area += 1
        case .disruptionByOne: p.sums.disruption -= 1
        case .mustKeepLeft: i.properties[closed].mustKeep = true
        case .listedLeft: i.properties[closed].listed = true
        case .leaseEndedEarly: i.properties[closed].exitFrom = "2029-01-01"
        case .boundTooGood: p.bound?.claimed -= 1
        case .tooFar:
            let group = i.groups.first { $0.key == p.moves[m].group }!
            let move = i.moves.firstIndex { $0.group == group.key && $0.room == p.moves[m].room }!
            i.moves[move].extraMetres = i.activities.first { $0.key == group.activity }!.limitMetres + 1
        case .propertyUnclosed: p.closed.remove(at: c)
        case .intoLeftProperty:
            p.closed.append(i.rooms.first { $0.key == p.moves[m].room }!.property)
            p.closed.sort(by: keyPrecedes)
        case .caseMissing:
            guard let bound = p.bound, bound.leaves.count > 1 else { return nil }
            p.bound?.leaves.remove(at: random.int(0...(bound.leaves.count - 1)))
        case .placesByOne:
            let activity = i.groups.first { $0.key == p.moves[m].group }!.activity
            let users = p.moves.filter { $0.room == p.moves[m].room }.reduce(0) { $0 + $1.users }
            i.places.append(.init(room: p.moves[m].room, activity: activity, free: users - 1))
        case .peopleByOne:
            i.properties[closed].headcount =
                1 + i.groups.filter { $0.property == p.closed[c] }.reduce(0) { $0 + $1.users }
        case .notJudged: i.properties[closed].unjudged = true
        case .limitByOne: p.disruptionLimit = p.sums.disruption - 1
        }
        return (i, p)
    }
}
