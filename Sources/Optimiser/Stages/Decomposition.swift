/// Tightens a model by limits on its parts, and puts a plan together from what the parts do best.
///
/// The relaxation's prices of the shared rows are what the parts may trade at. Each part is solved at those
/// prices; where the relaxation makes more of the part than the part can, the limit is written into the
/// relaxation and its prices are asked again.
struct Decomposition {
    private(set) var tightened: TightenedModel
    let cut: PlanParts
    private(set) var limits: [PartLimit] = []
    /// Answers found for each part, as values of its columns.
    private var answers: [[[Double]]]
    /// The choice that is near enough, once there is one.
    private(set) var chosen: [Double]?
    private let solver: any Solver
    /// How far each part may stay from its best without being asked again, and all of them together, in
    /// 1/weight of the stage's unit.
    private let allowed: [Double]
    private let goal: Double
    private let questions: [Int: PlanModel.Question]
    private let swaps: [SwapSearch]

    /// - Parameters:
    ///   - known: plans as values of the whole model's columns.
    ///   - allowed: how far the parts together may stay from their best, in the stage's unit; a twentieth
    ///     falls to them by their size, the
    ///     rest to those that need it.
    init(
        _ tightened: TightenedModel, _ cut: PlanParts, _ solver: any Solver, known: [[Double]],
        allowed: Double
    ) {
        self.tightened = tightened
        self.cut = cut
        self.solver = solver
        questions = tightened.model.questions()
        let model = tightened.model
        swaps = cut.parts.map { SwapSearch(rooms: PartRooms(model, $0)) }
        // Nothing left is an answer of every part that nobody forces.
        answers = cut.parts.map { part in
            let nothing = part.linear.columns.map(\.lower)
            return known.map { plan in part.columns.map { plan[$0] } }
                + (nothing.contains { $0 != 0 } ? [] : [nothing])
        }
        let size = Double(max(1, cut.parts.reduce(0) { $0 + $1.properties.count }))
        let goal = allowed * Double(PartLimit.weight(tightened.model.stage))
        self.goal = goal
        self.allowed = cut.parts.map { goal / 20 * Double($0.properties.count) / size }
    }

    /// Asks until no part can be shown to do less than the relaxation makes of it, nor to have an answer that
    /// a better choice would take.
    ///
    /// Prices come by turns from the relaxation, which makes too much of the parts, and from the choice among
    /// the answers so far, which makes too little of them: where both agree, nothing is left to gain by
    /// prices.
    /// - Parameter gapMillionths: as soon as a choice of answers is this near, nothing more is asked.
    mutating func tighten(rounds: Int, cases: Int, gapMillionths: Int = 0) {
        agree(rounds: rounds, cases: cases, gapMillionths: gapMillionths)
        guard gapMillionths > 0, chosen == nil, !cut.shared.isEmpty else { return }
        var reached = choice(near: gapMillionths)?.value
        for turn in 0..<8 {
            // Different answers bring the last hundredths of a per cent; what is farther away lacks something
            // else.
            guard chosen == nil, let value = reached,
                tightened.objective - value <= abs(value) * Double(gapMillionths) / 1e6 * 4
            else { return }
            widen(turn: turn, open: tightened.objective - value)
            reached = takeNearChoice(gapMillionths)
        }
    }

    /// How far an answer may be from its part's best, of what is still open; where users go is not settled
    /// well while answers are tried, so that many are better than they look.
    private static let wide = 4.0

    /// Gives every part more answers that are nearly as good as its best: a choice that uses up the shared
    /// rows needs many different ones.
    ///
    /// - Parameter open: how far the best choice is from the bound, in the model's numbers.
    private mutating func widen(turn: Int, open: Double) {
        let within =
            Self.wide * open * tightened.model.scale * Double(PartLimit.weight(tightened.model.stage))
        // Prices a little higher and a little lower by turns bring answers that use more of the shared rows,
        // and less.
        let factor = 1 + (turn % 2 == 0 ? 0.02 : -0.02) * Double(turn / 2)
        for k in cut.parts.indices {
            let limit = PartLimit(k, cut, tightened.model, prices: tightened.prices.map { $0 * factor })
            let known = answers[k].max { limit.value($0) < limit.value($1) }
            guard
                let tree = limit.begin(
                    cut.parts[k], questions, solver, swaps: swaps[k], known: known, near: allowed[k], most: 1)
            else { continue }
            tree.widen(turn: turn, within: within / limit.unit, most: 40)
            var seen = Set(answers[k])
            answers[k] += met(tree, k).filter { seen.insert($0).inserted }
        }
    }

    /// The answers that were met, whole where they must be.
    private func met(_ tree: ProofTree, _ k: Int) -> [[Double]] {
        tree.newAnswers().map { zip(cut.parts[k].linear.columns, $0).map { $0.whole ? $1.rounded() : $1 } }
    }

    /// The best choice among the answers, sought ten times as near as the gap, and its value.
    private func choice(near gapMillionths: Int) -> (values: [Double], value: Double)? {
        guard let values = choice(Effort(gapMillionths: gapMillionths / 10)),
            let value = Kernel.objective(tightened.model, values)
        else { return nil }
        return (values, value)
    }

    /// Takes the best choice when it is within the gap, of which rounding the multipliers takes a little;
    /// gives its value, near or not.
    private mutating func takeNearChoice(_ gapMillionths: Int) -> Double? {
        guard let (values, value) = choice(near: gapMillionths) else { return nil }
        if tightened.objective - value <= abs(value) * Double(gapMillionths) / 1e6 * 0.97 { chosen = values }
        return value
    }

    /// Asks by turns until nothing is left to gain by prices; see `tighten`.
    private mutating func agree(rounds: Int, cases: Int, gapMillionths: Int) {
        var last: [[Double]] = cut.parts.map { _ in [] }
        var idle = 0
        var unfinished: [Int: OpenPart] = [:]
        for round in 0..<rounds {
            let chosen = round % 2 == 1
            guard let prices = chosen ? choices.prices(solver) : tightened.prices else {
                idle += 1
                if idle > 1 { return } else { continue }
            }
            var open: [OpenPart] = []
            var settled = 0.0
            for k in cut.parts.indices {
                let limit = PartLimit(k, cut, tightened.model, prices: prices)
                let relaxed = limit.value(tightened.values, cut.parts[k])
                let known = answers[k].max { limit.value($0) < limit.value($1) }
                let before = known.map(limit.value) ?? -.infinity
                guard chosen || relaxed - before > allowed[k], last[k] != limit.worth else {
                    settled += max(0, min(relaxed - before, allowed[k]))
                    continue
                }
                last[k] = limit.worth
                if var again = unfinished[k], again.limit.worth == limit.worth {
                    if let known { again.tree.know(known, worth: before / limit.unit) }
                    (again.relaxed, again.before) = (relaxed, before)
                    open.append(again)
                } else if let tree = limit.begin(
                    cut.parts[k], questions, solver, swaps: swaps[k], known: known, near: allowed[k],
                    most: cases)
                {
                    open.append(OpenPart(limit: limit, tree: tree, relaxed: relaxed, before: before, most: 0))
                }
            }
            prove(&open, settled: settled, cases: cases)
            // The same prices may come again: then the proof goes on where it stood.
            if !chosen { for part in open { unfinished[part.limit.part] = part.gap > 0 ? part : nil } }
            var progress = 0
            for part in open where take(part) { progress += 1 }
            idle = progress == 0 ? idle + 1 : 0
            if idle > 1 { return }
            guard case .found = tightened.ask() else { return }
            _ = takeNearChoice(gapMillionths)
            if self.chosen != nil { return }
        }
    }

    /// A part whose proof is under way.
    private struct OpenPart {
        var limit: PartLimit
        var tree: ProofTree
        /// What the relaxation makes of the part, and the best answer known before.
        var relaxed: Double
        var before: Double
        /// How often better answers were looked for, how often in a row in vain, and how many cases it may be
        /// split into.
        var looks = 0
        var vain = 0
        var most: Int
        /// What the last of each gained.
        var gained: (look: Double, cases: Double) = (.infinity, .infinity)
        var gap: Double { max(0, tree.gap * limit.unit) }
        /// Neither has been worth its while.
        var exhausted: Bool { vain >= 4 && gained.cases < gap / 50 }

        /// Looks for a better answer, or splits further: whichever gained more the last time.
        mutating func work(cases: Int, step: Int) {
            let before = gap
            if vain < 4, gained.look >= gained.cases || gained.cases < gap / 50 {
                tree.look(turn: looks)
                looks += 1
                gained.look = before - gap
                vain = gained.look > before / 1000 ? 0 : vain + 1
            } else {
                most += step
                let goes = most <= cases && tree.goOn(near: 0, most: most)
                gained.cases = goes ? before - gap : 0
            }
        }
    }

    /// Each part first gets a few cases, which is enough for most; then the one that is farthest from its
    /// best gets more, until the parts together are near enough. What a small part leaves of its share is
    /// thus the large ones' to use.
    private func prove(_ open: inout [OpenPart], settled: Double, cases: Int) {
        let step = 200
        for n in open.indices {
            open[n].most = max(open[n].most, min(cases, step))
            _ = open[n].tree.goOn(near: allowed[open[n].limit.part] / open[n].limit.unit, most: open[n].most)
        }
        // Asked for little, no more is done than that.
        guard cases > step else { return }
        while settled + open.reduce(0, { $0 + $1.gap }) > goal {
            let hopeful = open.indices.filter { !open[$0].exhausted && open[$0].gap > 0 }
            guard let worst = hopeful.max(by: { open[$0].gap < open[$1].gap }) else { return }
            open[worst].work(cases: cases, step: step)
        }
    }

    /// Takes the answers met and the limit proved; false when they brought nothing.
    private mutating func take(_ part: OpenPart) -> Bool {
        var limit = part.limit
        let k = limit.part
        limit.proof = part.tree.proof
        answers[k] += met(part.tree, k)
        let bound = limit.proof.bound * limit.unit
        let best = answers[k].map(limit.value).max() ?? -.infinity
        let better = best > part.before + allowed[k] / 10
        guard part.relaxed > bound + allowed[k] / 10 else { return better }
        tightened.write(
            lemma: limits.count, to: limit.proof.bound,
            zip(cut.parts[k].columns, limit.worth).map { ($0, $1 / limit.unit) })
        limits.append(limit)
        return true
    }

    private var choices: AnswerChoice { AnswerChoice(tightened.model, cut, answers) }

    /// The best choice of one answer for each part; nil when no choice keeps the shared rows.
    func choice(_ effort: Effort) -> [Double]? { choices.best(effort, solver) }
}
