import PlanFiles
import Testing

@testable import Optimiser

@Suite struct PlacementTests {
    /// Whatever is left and kept, nobody is without a place, no room is too full, no unit is split, and going
    /// back is going back.
    @Test(arguments: 0..<120)
    func everyStepKeepsEveryLimit(seed: Int) {
        let index = PlanIndex(SmallInstance.make(seed: UInt64(seed), most: 12))
        let model = PlanModel(index, .disruption)
        var random = SeededNumbers(seed: UInt64(seed))
        for part in PlanParts(model).parts {
            let rooms = PartRooms(model, part)
            let worth = rooms.properties.map { _ in Double(random.int(-50...400)) }
            let cost = rooms.arcs.map { _ in Double(random.int(0...30)) }
            let price = rooms.rooms.map { _ in Double(random.int(0...3)) }
            var now = Placement(rooms, worth: worth, cost: cost, price: price)
            for _ in 0..<60 {
                let p = random.int(0...(rooms.properties.count - 1))
                let mark = now.mark
                let before = (now.left, now.users, now.spare, now.value)
                let was = now.left[p]
                let left = was ? false : now.leave(p)
                if was {
                    now.keep(p)
                    now.draw(into: Array(rooms.rooms.indices))
                }
                #expect(now.left[p] == left)
                expectSound(now, rooms, worth, cost, price)
                if random.chance(permille: 400) {
                    now.undo(to: mark)
                    #expect(
                        now.left == before.0 && now.users == before.1 && abs(now.spare - before.2) < 1e-6
                            && abs(now.value - before.3) < 1e-6)
                }
            }
        }
    }

    private func expectSound(
        _ now: Placement, _ rooms: PartRooms, _ worth: [Double], _ cost: [Double], _ price: [Double]
    ) {
        var free = rooms.rooms.map(\.limit)
        var seats = rooms.seats
        var value = 0.0
        for (a, n) in now.users.enumerated() {
            let arc = rooms.arcs[a]
            let home = rooms.properties.firstIndex { $0.groups.contains(arc.group) }!
            #expect(n >= 0 && n <= arc.most && n % rooms.groups[arc.group].unit == 0)
            if n > 0 {
                #expect(
                    now.left[home]
                        && (rooms.rooms[arc.room].property < 0 || !now.left[rooms.rooms[arc.room].property]))
            }
            free[arc.room] -= n * arc.take
            if arc.seats >= 0 { seats[arc.seats] -= n }
            value -= cost[a] * Double(n)
        }
        #expect(free.allSatisfy { $0 >= 0 } && seats.allSatisfy { $0 >= 0 })
        for (p, property) in rooms.properties.enumerated() {
            for g in property.groups {
                #expect(
                    rooms.groups[g].arcs.reduce(0) { $0 + now.users[$1] }
                        == (now.left[p] ? rooms.groups[g].users : 0))
            }
            if now.left[p] {
                value += worth[p]
                #expect(!property.rivals.contains { now.left[$0] })
            }
        }
        let spare = rooms.rooms.indices.filter {
            rooms.rooms[$0].property < 0 || !now.left[rooms.rooms[$0].property]
        }.reduce(0.0) { $0 + price[$1] * Double(free[$1]) }
        #expect(abs(now.value - value) < 1e-6 && abs(now.spare - spare) < 1e-6)
    }
}
