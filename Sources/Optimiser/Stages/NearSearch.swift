/// Looks for good answers: by diving from a case, and near an answer, with all but a few neighbouring
/// properties held as they are.
///
/// What it finds is an answer whatever happened on the way; what it misses costs cases of the proof, never
/// its truth.
struct NearSearch {
    private let relaxation: CaseRelaxation
    /// Each property's column with those of its neighbours, nearest first: users of one may move to the
    /// other.
    private let neighbourhoods: [[Int]]
    private let properties: [Int]

    init(_ relaxation: CaseRelaxation, size: Int = 18) {
        self.relaxation = relaxation
        properties = relaxation.columns.filter { relaxation.questions[$0]!.property != nil }
        var into: [Int: Int] = [:]
        var near: [Int: Set<Int>] = [:]
        for x in properties { for y in relaxation.questions[x]!.emptiedWhenHolds { into[y] = x } }
        for x in properties {
            for y in relaxation.questions[x]!.emptiedWhenNot {
                guard let there = into[y] else { continue }
                near[x, default: []].insert(there)
                near[there, default: []].insert(x)
            }
        }
        neighbourhoods = properties.map { x in
            var found = [x]
            var seen: Set = [x]
            var at = 0
            while at < found.count, found.count < size {
                for n in (near[found[at]] ?? []).sorted() where found.count < size && seen.insert(n).inserted
                { found.append(n) }
                at += 1
            }
            return found
        }
    }

    /// The first answer above the floor, the likelier way first and deepest; nil when so many questions do
    /// not show one.
    func dive(_ from: CaseRelaxation.Node, above floor: Double, most: Int) -> CaseRelaxation.Node? {
        var asked = 0
        return dive(from, above: floor, most: most, &asked)
    }

    private func dive(_ from: CaseRelaxation.Node, above floor: Double, most: Int, _ asked: inout Int)
        -> CaseRelaxation.Node?
    {
        var open: [(parent: CaseRelaxation.Node, choice: CaseRelaxation.Choice)] = []
        var node: CaseRelaxation.Node? = from
        while true {
            if let one = node, one.objective > floor {
                if one.answer != nil { return one }
                if let next = one.leastDoubtful {
                    open.append(
                        (
                            one,
                            CaseRelaxation.Choice(column: next.column, least: next.least, holds: !next.holds)
                        ))
                    open.append((one, next))
                }
            }
            guard asked < most, let (parent, choice) = open.popLast() else { return nil }
            asked += 1
            node = relaxation.ask(parent.cases + [choice], from: parent)
        }
    }

    /// The best answer that neighbourhoods lead to, one after another, until none gives a `step` more or so
    /// many questions are asked.
    func improved(_ answer: CaseRelaxation.Node, step: Double, most: Int) -> CaseRelaxation.Node {
        var best = answer
        var asked = 0
        var idle = 0
        var at = 0
        while idle < neighbourhoods.count, asked < most {
            let free = Set(neighbourhoods[at])
            at = (at + 1) % neighbourhoods.count
            idle += 1
            let held = properties.filter { !free.contains($0) }.map {
                CaseRelaxation.Choice(column: $0, holds: best.answer![$0] > 0.5)
            }
            asked += 1
            guard let around = relaxation.ask(held, from: best), around.objective > best.objective + step
            else { continue }
            guard let found = dive(around, above: best.objective + step, most: asked + 80, &asked) else {
                continue
            }
            best = found
            idle = 0
        }
        return best
    }
}

extension CaseRelaxation.Node {
    /// The doubt that is nearest to being none, settled the way it leans.
    fileprivate var leastDoubtful: CaseRelaxation.Choice? {
        func doubt(_ d: (column: Int, value: Double)) -> Double { abs(d.value - d.value.rounded()) }
        guard let next = doubtful.min(by: { (doubt($0), $0.column) < (doubt($1), $1.column) }) else {
            return nil
        }
        let whole = next.value.rounded()
        return whole > next.value
            ? CaseRelaxation.Choice(column: next.column, least: Int(whole), holds: true)
            : CaseRelaxation.Choice(column: next.column, least: Int(whole) + 1, holds: false)
    }
}
