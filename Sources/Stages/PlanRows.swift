import Optimiser
import PlanFiles
import Records
import Warehouse

/// What the optimiser found, as rows of the plan's tables.
struct PlanRows {
    let question: PlanQuestion
    let cases: [PlanCase]
    private let da: PlanWords
    private let en: PlanWords

    init(_ question: PlanQuestion, _ cases: [PlanCase]) {
        self.question = question
        self.cases = cases
        da = PlanWords(.da, question)
        en = PlanWords(.en, question)
    }

    /// Every table with its rows, but for the files.
    var tables: [(table: EngineTables.Table, rows: [[Value]])] {
        [
            (PlanTables.result, cases.enumerated().map { result($1, position: $0 + 1) }),
            (PlanTables.chosen, cases.flatMap(chosen)), (PlanTables.moved, cases.flatMap(moved)),
            (PlanTables.part, parts),
            (PlanTables.frontier, frontier), (PlanTables.core, core), (PlanTables.constraint, constraints),
        ]
    }

    /// The rows of the table of files, each made when its turn comes: of all proofs one is held as text.
    var files: some Collection<[Value]> {
        cases.flatMap(\.files).lazy.map { [.text($0.path), .text($0.content())] }
    }

    private func result(_ one: PlanCase, position: Int) -> [Value] {
        let plan = one.published
        let s = plan?.sums
        let reduction = one.result.reduction
        let greedy = one.shown.greedy.sums
        func sum(_ value: Int?) -> Value { value.map { .integer(Int64($0)) } ?? .null }
        let scale = question.instance.netScale
        return [
            .integer(Int64(position)), .text(one.name), .text(one.title[.da] ?? one.name),
            .text(one.title[.en] ?? one.name), .text(one.status.rawValue),
            plan == nil ? .null : .text(one.shown.situation == .greedyOnly ? "greedy" : "solver"),
            sum(one.targetPermille), sum(one.result.instance.target),
            sum(question.instance.baselineArea), sum(reduction?.sums.area), sum(reduction?.bound?.claimed),
            sum(plan?.closed.count), sum(s?.area), sum(s?.saving),
            sum(s.map { $0.net / max(1, scale) }), sum(s?.oneOffCost), sum(s?.proceeds), sum(s?.backlog),
            sum(s?.usersMoved), sum(s?.disruption), sum(one.checkedGap),
            sum(one.claimedGap), sum(plan == nil ? nil : greedy.saving), sum(plan == nil ? nil : greedy.area),
            .integer(plan == nil ? 0 : 1), .text(one.result.solver),
            .text(da.headline(one)), .text(en.headline(one)),
        ]
    }

    private func chosen(_ one: PlanCase) -> [[Value]] {
        guard let plan = one.published else { return [] }
        let home = Dictionary(uniqueKeysWithValues: one.shown.instance.groups.map { ($0.key, $0.property) })
        let far = distances(one.shown.instance)
        var users: [String: Int] = [:]
        var metres: [String: Int] = [:]
        for m in plan.moves {
            users[home[m.group] ?? "", default: 0] += m.users
            metres[home[m.group] ?? "", default: 0] += m.users * (far[m.group]?[m.room] ?? 0)
        }
        return plan.closed.map {
            [.text(one.name), .text($0), .integer(Int64(users[$0] ?? 0)), .integer(Int64(metres[$0] ?? 0))]
        }
    }

    /// Of the question that the night asks, whatever the answer is.
    private var parts: [[Value]] {
        guard !cases.isEmpty else { return [] }
        return Discussions(question.instance).parts.enumerated().flatMap { place, part -> [[Value]] in
            let free = Set(part.free)
            return part.properties.map {
                [.text($0), .integer(Int64(place + 1)), .integer(free.contains($0) ? 1 : 0)]
            }
        }
    }

    private func moved(_ one: PlanCase) -> [[Value]] {
        guard let plan = one.published else { return [] }
        let instance = one.shown.instance
        let far = distances(instance)
        let groups = Dictionary(uniqueKeysWithValues: instance.groups.map { ($0.key, $0) })
        let rooms = Dictionary(uniqueKeysWithValues: instance.rooms.map { ($0.key, $0) })
        var left = rooms.mapValues(\.freeSpace)
        for m in plan.moves {
            left[m.room, default: 0] -= m.users * (groups[m.group]?.space(instance.spaceBasis) ?? 0)
        }
        return plan.moves.map { m in
            let space = m.users * (groups[m.group]?.space(instance.spaceBasis) ?? 0)
            return [
                .text(one.name), .text(m.group), .text(m.room), .text(groups[m.group]?.property ?? ""),
                .text(rooms[m.room]?.property ?? ""),
                .text(groups[m.group]?.activity ?? ""), .integer(Int64(m.users)), .integer(Int64(space)),
                .integer(Int64(far[m.group]?[m.room] ?? 0)),
                .integer(Int64(left[m.room] ?? 0)),
            ]
        }
    }

    private func distances(_ instance: PlanInstance) -> [String: [String: Int]] {
        var far: [String: [String: Int]] = [:]
        for m in instance.moves { far[m.group, default: [:]][m.room] = m.extraMetres }
        return far
    }
}
