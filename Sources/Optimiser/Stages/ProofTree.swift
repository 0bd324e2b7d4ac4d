import PlanChecker

/// Proves that nothing in a model exceeds a goal: by its relaxation, and where that is not enough by cases, this property left and this property kept.
///
/// The plan is found before; this only shows that none is better. Which property is asked next decides how long the proof is, never whether it is right.
final class ProofTree {
    private struct Node {
        var cases: [(column: Int, left: Bool)]
        var objective: Double
        var doubtful: [(column: Int, value: Double)]
        var prices: [Double]
        var basis: [UInt8]
        /// The values, when they are whole where they must be.
        var answer: [Double]?
    }
    private let linear: LinearModel
    private let questions: [Int: PlanModel.Question]
    private let columns: [Int]
    private let relaxation: any WarmRelaxation
    /// What leaving and keeping a property has cost on average, per unit of doubt.
    private var seen: [Int: (left: Double, kept: Double, count: Int)] = [:]

    /// - Parameter questions: of the columns that may be asked.
    init(_ linear: LinearModel, _ solver: any Solver, _ questions: [Int: PlanModel.Question]) {
        self.linear = linear
        self.questions = questions
        columns = questions.keys.sorted()
        relaxation = solver.warm(linear.elastic())
    }

    /// What came out: the cases with the prices that bound them, the bound, and answers met on the way.
    struct Proof {
        var leaves: [(cases: [Plan.Case], prices: [Double])]
        var bound: Double
        var answers: [[Double]] = []
        /// The last answer is better than what was known.
        var improved = false
    }

    /// Splits until the bound is within `near` of what is reached, or `most` cases do not suffice. Nil when the solver gives up.
    ///
    /// - Parameter reached: the value of the best answer known; a case without doubt left is an answer too, and may be better.
    func prove(reached: Double, near: Double, most: Int) -> Proof? {
        guard let root = ask([], from: nil) else { return nil }
        var open = [root], closed: [Node] = [], reached = reached, answers: [[Double]] = [], improved = false
        func meet(_ node: Node?) {
            guard let node, let answer = node.answer else { return }
            // Where parts must fit together, the second best is often the one that does.
            guard node.objective > reached else { return answers.insert(answer, at: 0) }
            reached = node.objective
            improved = true
            answers.append(answer)
        }
        meet(root)
        meet(dive(root))
        var asked = 0
        // The worst case first, so that stopping early still leaves the best bound that many cases give.
        while let worst = open.indices.max(by: { open[$0].objective < open[$1].objective }) {
            let node = open[worst]
            if node.objective <= reached + near || open.count + closed.count >= most { break }
            open.swapAt(worst, open.count - 1)
            open.removeLast()
            guard let column = branch(node) else {
                closed.append(node)
                break
            }
            guard let left = ask(node.cases + [(column, true)], from: node), let kept = ask(node.cases + [(column, false)], from: node) else { return nil }
            learn(column, node, left.objective, kept.objective)
            meet(left)
            meet(kept)
            open += [left, kept]
            asked += 1
            if asked % 32 == 0 { meet(dive(left.objective > kept.objective ? left : kept)) }
        }
        let all = open + closed
        let leaves = all.map { n in (cases: n.cases.map { $0.left ? questions[$0.column]!.holds : questions[$0.column]!.not }, prices: n.prices) }
        return Proof(leaves: leaves, bound: all.map(\.objective).max() ?? root.objective, answers: answers, improved: improved)
    }

    private func ask(_ cases: [(column: Int, left: Bool)], from parent: Node?) -> Node? {
        if let parent { relaxation.basis = parent.basis }
        hold(cases)
        defer { release(cases) }
        guard case .found(let objective, let values, let prices) = relaxation.solve() else { return nil }
        let doubtful = columns.compactMap { c in values[c] > 1e-6 && values[c] < 1 - 1e-6 ? (column: c, value: values[c]) : nil }
        let own = values.prefix(linear.columns.count)
        // The dear ways out stand last; an answer takes none of them.
        let whole = doubtful.isEmpty && !values.dropFirst(own.count).contains { $0 > 1e-9 } && zip(linear.columns, own).allSatisfy { !$0.whole || abs($1 - $1.rounded()) < 1e-6 }
        return Node(cases: cases, objective: objective, doubtful: doubtful, prices: prices, basis: relaxation.basis, answer: whole ? own.map { $0 } : nil)
    }

    private func emptied(_ c: (column: Int, left: Bool)) -> [Int] { c.left ? questions[c.column]!.emptiedWhenHolds : questions[c.column]!.emptiedWhenNot }

    private func hold(_ cases: [(column: Int, left: Bool)]) {
        for c in cases {
            relaxation.box(c.column, lower: c.left ? 1 : 0, upper: c.left ? 1 : 0)
            for y in emptied(c) where y != c.column { relaxation.box(y, lower: 0, upper: 0) }
        }
    }

    private func release(_ cases: [(column: Int, left: Bool)]) {
        for c in cases {
            for column in [c.column] + emptied(c) { relaxation.box(column, lower: linear.columns[column].lower, upper: linear.columns[column].upper) }
        }
    }

    /// Settles the least doubtful property again and again: often ends in an answer, which tells how far the proof must go.
    private func dive(_ from: Node) -> Node? {
        var node = from
        while node.answer == nil {
            guard let next = node.doubtful.min(by: { (min($0.value, 1 - $0.value), $0.column) < (min($1.value, 1 - $1.value), $1.column) }) else { return nil }
            guard let deeper = ask(node.cases + [(next.column, next.value > 0.5)], from: node) else { return nil }
            node = deeper
        }
        return node
    }

    /// The property whose two cases promise to bring the bound down most.
    private func branch(_ node: Node) -> Int? {
        let candidates = node.doubtful.sorted { (abs($0.value - 0.5), $0.column) < (abs($1.value - 0.5), $1.column) }
        var tried = 0
        for c in candidates where seen[c.column] == nil && tried < 8 {
            tried += 1
            var fall: [Double] = []
            for left in [true, false] {
                relaxation.basis = node.basis
                let cases = node.cases + [(c.column, left)]
                hold(cases)
                if case .found(let objective, _, _) = relaxation.solve(steps: 40) { fall.append(node.objective - objective) } else { fall.append(0) }
                release(cases)
            }
            learn(c.column, node, node.objective - fall[0], node.objective - fall[1])
        }
        func promise(_ c: (column: Int, value: Double)) -> Double {
            guard let s = seen[c.column] else { return 0 }
            let n = Double(s.count)
            return max(s.left / n * (1 - c.value), 1e-9) * max(s.kept / n * c.value, 1e-9)
        }
        return candidates.max { (promise($0), $1.column) < (promise($1), $0.column) }?.column
    }

    private func learn(_ column: Int, _ node: Node, _ left: Double, _ kept: Double) {
        guard let value = node.doubtful.first(where: { $0.column == column })?.value else { return }
        var s = seen[column] ?? (0, 0, 0)
        s.left += max(0, node.objective - left) / max(1 - value, 1e-6)
        s.kept += max(0, node.objective - kept) / max(value, 1e-6)
        s.count += 1
        seen[column] = s
    }
}

extension LinearModel {
    /// The same model with a dear way out of every row that cases can make impossible: an impossible case then shows as a very low bound,
    /// with prices that prove it.
    func elastic() -> LinearModel {
        var out = self
        let dear = 64 * max(1, columns.map { abs($0.objective) * max(1, min($0.upper, 1e6)) }.max() ?? 1)
        for r in rows.indices where rows[r].lower > -.infinity || rows[r].name == "disruption" {
            let largest = rows[r].factors.map(abs).max() ?? 1
            // The rows that hold the parts together have a price of their own, which can be high.
            let column = out.column("way\(r)", rows[r].name == "target" || rows[r].name == "disruption" ? -8 * dear : -dear, upper: .infinity, whole: false)
            out.rows[r].columns.append(Int32(column))
            // One unit of the way out is worth one unit of the row's largest column.
            out.rows[r].factors.append(rows[r].lower > -.infinity ? largest : -largest)
        }
        return out
    }
}
