import PlanFiles

/// Proves that nothing in a model exceeds a goal: by its relaxation, and where that is not enough by cases,
/// this property left and this property kept.
///
/// Which property is asked next decides how long the proof is, never whether it is right.
final class ProofTree {
    typealias Node = CaseRelaxation.Node
    private let relaxation: CaseRelaxation
    private let search: NearSearch
    private let swaps: SwapSearch?
    /// A dive between cases asks at most so much: a whole model may have thousands of columns that users in
    /// units leave in doubt.
    private static let depth = 256
    /// So many cases are split before answers are looked for around the best one known.
    private static let patience = 200
    /// What settling a column upwards and downwards has cost on average, per unit of doubt.
    private var seen: [Int: (up: Double, down: Double, count: Int)] = [:]

    private var root: Node?
    /// The cases so far, together everything.
    private var open: [Node] = []
    private var reached = -Double.infinity
    private var best: [Double]?
    private var answers: [[Double]] = []
    private var improved = false
    /// Cases split so far, and whether better answers may still be looked for around the best one.
    private var asked = 0
    private var mayLook = false

    /// - Parameters:
    ///   - questions: of the columns that may be asked.
    ///   - swaps: finds good answers by itself, where the model is a part.
    init(
        _ linear: LinearModel, _ solver: any Solver, _ questions: [Int: PlanModel.Question],
        swaps: SwapSearch? = nil
    ) {
        self.swaps = swaps
        relaxation = CaseRelaxation(linear, solver, questions)
        search = NearSearch(relaxation)
    }

    /// What came out: the cases with the prices that bound them, the bound, and answers met on the way.
    struct Proof {
        var leaves: [(cases: [Plan.Case], prices: RowPrices)]
        var bound: Double
        var answers: [[Double]] = []
        /// The last answer is better than what was known.
        var improved = false
    }

    /// Splits until the bound is within `near` of what is reached, or `most` cases do not suffice. Nil when
    /// the solver gives up.
    ///
    /// - Parameters:
    ///   - reached: the value of the best answer known; a case without doubt left is an answer too, and may
    ///     be better.
    ///   - known: the best answer known, when better ones should be looked for around it.
    func prove(reached: Double, known: [Double]? = nil, near: Double, most: Int) -> Proof? {
        guard begin(reached: reached, known: known, near: near, most: most) else { return nil }
        // Where the solver gives up, what was split so far still covers everything.
        _ = goOn(near: near, most: most)
        return proof
    }

    /// Asks the relaxation and looks for first answers; false when the solver gives up.
    func begin(reached: Double, known: [Double]?, near: Double, most: Int) -> Bool {
        guard let root = relaxation.ask([], from: nil) else { return false }
        (self.root, self.reached, best, mayLook) = (root, reached, known, known != nil && swaps == nil)
        open = [root]
        meet(root)
        meet(search.dive(root, above: -.infinity, most: relaxation.columns.count))
        if root.objective > self.reached + near {
            meet(search.dive(root, above: self.reached, most: min(most, relaxation.columns.count)))
        }
        return true
    }

    /// Takes an answer that was found elsewhere.
    func know(_ answer: [Double], worth: Double) { if worth > reached { (reached, best) = (worth, answer) } }

    /// The answers met since the last time.
    func newAnswers() -> [[Double]] {
        defer { answers = [] }
        return answers
    }

    /// How far the bound is above the best answer.
    var gap: Double { bound - reached }

    /// Splits on, until the bound is within `near` of what is reached or there are `most` cases; false when
    /// the solver gives up.
    func goOn(near: Double, most: Int) -> Bool {
        // The worst case first, so that stopping early still leaves the best bound that many cases give.
        while let worst = open.indices.max(by: { open[$0].objective < open[$1].objective }) {
            let node = open[worst]
            if node.objective <= reached + near || open.count >= most { break }
            // Most proofs are short: only one that is not is worth a search.
            if asked >= Self.patience, mayLook, let start = best {
                mayLook = false
                meet(around(start, from: root!, near, most))
                continue
            }
            guard let column = branch(node),
                let value = node.doubtful.first(where: { $0.column == column })?.value
            else { break }
            open.swapAt(worst, open.count - 1)
            open.removeLast()
            let (holds, not) = Self.ways(column, value)
            guard let up = relaxation.ask(node.cases + [holds], from: node),
                let down = relaxation.ask(node.cases + [not], from: node)
            else {
                open.append(node)
                return false
            }
            learn(column, value, up: node.objective - up.objective, down: node.objective - down.objective)
            meet(up)
            meet(down)
            open += [up, down]
            asked += 1
            // By turns any answer and a better one: the choice among the parts' answers needs different ones,
            // the proof needs the best.
            if asked % 32 == 0 {
                let better = up.objective > down.objective ? up : down
                meet(
                    search.dive(
                        better, above: asked % 64 == 0 ? reached : -.infinity,
                        most: min(Self.depth, relaxation.columns.count)))
            }
        }
        return true
    }

    /// What the cases prove so far.
    var proof: Proof {
        let leaves = open.map { n in
            (
                cases: n.cases.map { relaxation.questions[$0.column]!.answered(least: $0.least, $0.holds) },
                prices: n.prices
            )
        }
        return Proof(leaves: leaves, bound: bound, answers: answers, improved: improved)
    }

    private var bound: Double { open.map(\.objective).max() ?? .infinity }

    private func meet(_ node: Node?) {
        guard let node, let answer = node.answer else { return }
        // Where parts must fit together, the second best is often the one that does.
        guard node.objective > reached else { return answers.insert(answer, at: 0) }
        reached = node.objective
        improved = true
        if best != nil { best = answer }
        answers.append(answer)
    }

    /// Looks for a better answer by trying very many, where the model is a part; `turn` is how often that was
    /// done.
    func look(turn: Int) {
        guard let swaps, let root else { return }
        // From the best one known and from nothing by turns.
        let start = turn % 2 == 0 ? best : nil
        let left = swaps.best(
            worth: relaxation.linear.columns.map(\.objective), prices: root.prices, start: start, tries: 300,
            turn: turn)
        meet(held(from: root, left.contains))
    }

    /// Looks for answers that are nearly as good as the best one.
    func widen(turn: Int, within: Double, most: Int) {
        guard let swaps, let root else { return }
        let found = swaps.several(
            worth: relaxation.linear.columns.map(\.objective), prices: root.prices,
            start: turn % 2 == 0 ? best : nil, tries: 100, turn: turn, within: within, most: most)
        for left in found { meet(held(from: root, left.contains)) }
    }

    /// The best answer that leaves just these properties; nil when there is none.
    private func held(from root: Node, _ left: (Int) -> Bool) -> Node? {
        let cases = relaxation.columns.filter { relaxation.questions[$0]!.property != nil }.map {
            CaseRelaxation.Choice(column: $0, holds: left($0))
        }
        guard let node = relaxation.ask(cases, from: root) else { return nil }
        return node.answer != nil ? node : search.dive(node, above: -.infinity, most: 60)
    }

    /// A better answer in the neighbourhoods of this one; nil when there is none.
    private func around(_ known: [Double], from root: Node, _ near: Double, _ most: Int) -> Node? {
        guard let start = held(from: root, { known[$0] > 0.5 }) else { return nil }
        let better = search.improved(start, step: near / 8, most: most)
        return better.objective > start.objective ? better : nil
    }

    private static func ways(_ column: Int, _ value: Double) -> (
        holds: CaseRelaxation.Choice, not: CaseRelaxation.Choice
    ) {
        let least = Int(value.rounded(.up))
        return (
            .init(column: column, least: least, holds: true),
            .init(column: column, least: least, holds: false)
        )
    }

    /// The column whose two cases promise to bring the bound down most.
    private func branch(_ node: Node) -> Int? {
        func part(_ value: Double) -> Double { value - value.rounded(.down) }
        let candidates = node.doubtful.sorted {
            (abs(part($0.value) - 0.5), $0.column) < (abs(part($1.value) - 0.5), $1.column)
        }
        var tried = 0
        for c in candidates where seen[c.column] == nil && tried < 8 {
            tried += 1
            let (holds, not) = Self.ways(c.column, c.value)
            learn(
                c.column, c.value, up: relaxation.fall(node, holds, steps: 40),
                down: relaxation.fall(node, not, steps: 40))
        }
        func promise(_ c: (column: Int, value: Double)) -> Double {
            guard let s = seen[c.column] else { return 0 }
            let n = Double(s.count)
            return max(s.up / n * (1 - part(c.value)), 1e-9) * max(s.down / n * part(c.value), 1e-9)
        }
        return candidates.max { (promise($0), $1.column) < (promise($1), $0.column) }?.column
    }

    private func learn(_ column: Int, _ value: Double, up: Double, down: Double) {
        let part = value - value.rounded(.down)
        var s = seen[column] ?? (0, 0, 0)
        s.up += max(0, up) / max(1 - part, 1e-6)
        s.down += max(0, down) / max(part, 1e-6)
        s.count += 1
        seen[column] = s
    }
}
