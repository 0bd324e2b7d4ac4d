import PlanFiles

/// A small town that a person can check by head: two schools with room for each other, an office, a listed
/// hall and a lease.
///
/// Shared by the tests of the written forms and those of the checker, hence a target of its own.
package enum Example {
    /// The question: at least 300 of 1,000 m², and at most one of the two schools.
    package static let instance = PlanInstance(
        planDate: "2027-01-01", baselineArea: 1000, target: 300, slackPermille: 100, annualiseYears: 10,
        backlogYears: 20,
        activities: [.init(key: "office", limitMetres: 5000), .init(key: "school", limitMetres: 4000)],
        properties: [
            .init(
                key: "a-school", locality: "north", area: 300, saving: 900_000_01, oneOffCost: 100_000_00,
                proceeds: 50_000_00, backlog: 2_000_000_00),
            .init(key: "b-school", locality: "north", area: 300, saving: 800_000_00),
            .init(key: "c-hall", locality: "south", area: 200, saving: 100_000_00, listed: true),
            .init(key: "d-lease", locality: "south", area: 100, saving: 70_000_00, exitFrom: "2027-01-02"),
            .init(key: "e-office", locality: "south", area: 60, saving: 50_000_00),
            .init(key: "f-office", locality: "south", area: 40, saving: 40_000_00, mustKeep: true),
        ],
        rooms: [
            .init(key: "a-room", property: "a-school", activities: ["school"], freeSpace: 2000),
            .init(key: "b-room", property: "b-school", activities: ["school"], freeSpace: 2000),
            .init(key: "f-room", property: "f-office", activities: ["office", "school"], freeSpace: 5000),
        ],
        groups: [
            .init(
                key: "a-pupils", property: "a-school", activity: "school", users: 12, spaceLow: 150,
                spaceHigh: 200),
            .init(
                key: "b-pupils", property: "b-school", activity: "school", users: 30, spaceLow: 150,
                spaceHigh: 200),
            .init(
                key: "e-staff", property: "e-office", activity: "office", users: 4, spaceLow: 700,
                spaceHigh: 1000, unit: 4),
        ],
        moves: [
            .init(group: "a-pupils", room: "b-room", extraMetres: 700),
            .init(group: "a-pupils", room: "f-room", extraMetres: 3900),
            .init(group: "b-pupils", room: "a-room", extraMetres: 700),
            .init(group: "b-pupils", room: "f-room", extraMetres: 4100),
            .init(group: "e-staff", room: "f-room", extraMetres: 1000),
        ],
        exclusives: [.init(key: "one-school", properties: ["a-school", "b-school"])])

    /// Both what can be left is left: 10 + 2 pupils and 4 members of staff move.
    package static var plan: Plan {
        var plan = Plan(
            stage: .reduction, closed: ["a-school", "e-office"],
            moves: [
                .init(group: "a-pupils", room: "b-room", users: 10),
                .init(group: "a-pupils", room: "f-room", users: 2),
                .init(group: "e-staff", room: "f-room", users: 4),
            ])
        plan.sums.area = 360
        plan.sums.saving = 950_000_01
        plan.sums.oneOffCost = 100_000_00
        plan.sums.proceeds = 50_000_00
        plan.sums.backlog = 2_000_000_00
        // 10 · 20 · saving − 20 · (one-off − proceeds) + 10 · backlog
        plan.sums.net = 200 * 950_000_01 - 20 * 50_000_00 + 10 * 2_000_000_00
        plan.sums.usersMoved = 16
        plan.sums.disruption = 10 * 700 + 2 * 3900 + 4 * 1000
        // One of the schools at 300 m² (exclusive), and the office.
        plan.bound = .init(
            claimed: 360, solverClaim: 360, denominator: 1,
            leaves: [.init(cases: [], multipliers: [.init(row: .exclusive("one-school"), numerator: 300)])])
        return plan
    }
}
