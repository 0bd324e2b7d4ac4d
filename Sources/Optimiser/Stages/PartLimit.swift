import PlanFiles

/// A limit on one part: what its columns can sum to at given prices for the shared rows.
///
/// Everything is in whole numbers, since the checker writes the same sum down from the instance.
struct PartLimit {
    let part: Int
    /// The objective counts this many times, so that prices can be whole.
    let weight: Int
    /// The solver's numbers are this many times smaller; a power of two, so that dividing is exact.
    let unit: Double
    /// Rows of the whole model with their whole prices.
    private(set) var prices: [(row: Int, price: Int)]
    /// Worth of each of the part's columns, in 1/`weight` of the stage's unit.
    let worth: [Double]
    /// What the part reaches at most, in its model's numbers, and the cases that prove it.
    var proof = ProofTree.Proof(leaves: [], bound: .infinity)

    /// Areas and distances are small numbers and need finer prices than øre.
    static func weight(_ stage: Plan.Stage) -> Int { stage == .saving ? 1 : 1 << 12 }

    /// - Parameter prices: of the whole model's shared rows, in the model's own unit.
    init(_ k: Int, _ cut: PlanParts, _ model: PlanModel, prices: [Double]) {
        part = k
        weight = Self.weight(model.stage)
        self.prices = []
        let unit = model.scale * Double(weight)
        let part = cut.parts[k]
        var worth = part.columns.map { model.linear.columns[$0].objective * unit }
        for s in part.shared {
            let price = (prices[s.row] * unit).rounded()
            guard price != 0, abs(price) < 1e15 else { continue }
            for t in s.terms { worth[t.column] -= price * t.factor }
            self.prices.append((s.row, Int(price)))
        }
        self.worth = worth
        var small = 1.0
        while (worth.map { abs($0) }.max() ?? 1) / small > 65_536 { small *= 2 }
        self.unit = small
    }

    /// What these values of the whole model's columns sum to.
    func value(_ values: [Double], _ part: PlanParts.Part) -> Double {
        zip(part.columns, worth).reduce(0) { $0 + values[$1.0] * $1.1 }
    }

    /// What values of the part's own columns sum to.
    func value(_ own: [Double]) -> Double { zip(own, worth).reduce(0) { $0 + $1.0 * $1.1 } }

    /// The part's own model with this worth, in the solver's numbers.
    func model(_ part: PlanParts.Part) -> LinearModel {
        var linear = part.linear
        for c in worth.indices { linear.columns[c].objective = worth[c] / unit }
        return linear
    }

    /// Begins the proof of the limit from the part's best answer known; nil when the solver gives up.
    func begin(
        _ part: PlanParts.Part, _ all: [Int: PlanModel.Question], _ solver: any Solver,
        swaps: SwapSearch? = nil, known: [Double]?, near: Double, most: Int
    ) -> ProofTree? {
        var questions: [Int: PlanModel.Question] = [:]
        for (at, c) in part.columns.enumerated() {
            guard var q = all[c] else { continue }
            q.emptiedWhenHolds = q.emptiedWhenHolds.compactMap(part.place(of:))
            q.emptiedWhenNot = q.emptiedWhenNot.compactMap(part.place(of:))
            questions[at] = q
        }
        let tree = ProofTree(model(part), solver, questions, swaps: swaps)
        return tree.begin(
            reached: (known.map(value) ?? -.infinity) / unit, known: known, near: near / unit, most: most)
            ? tree : nil
    }
}

extension PlanParts.Part {
    /// Where a column of the whole model stands in the part.
    func place(of column: Int) -> Int? {
        var low = 0
        var high = columns.count
        while low < high {
            let middle = (low + high) / 2
            if columns[middle] < column { low = middle + 1 } else { high = middle }
        }
        return low < columns.count && columns[low] == column ? low : nil
    }
}
