import Testing

@testable import Optimiser

@Suite struct AnswerChoiceTests {
    /// Made-up answers of which hardly any two fit: the best choice is the one that trying every pair shows, for few answers and for very many.
    @Test(arguments: 0..<12, [20, 140])
    func itIsTheBestOfEveryChoice(seed: Int, count: Int) throws {
        let index = PlanIndex(DecompositionTests.instance(seed)), target = PlanModel(index, .disruption)
        let cut = PlanParts(target)
        guard cut.parts.count == 2, cut.loose.isEmpty else { return }
        var random = SeededNumbers(seed: UInt64(seed))
        let answers = cut.parts.map { part in
            (0..<count).map { _ in part.linear.columns.map { $0.whole ? Double(random.int(Int($0.lower)...Int($0.upper))) : Double(random.int(0...Int(min($0.upper, 9)))) } }
        }
        let choice = AnswerChoice(target, cut, answers).best(.exact, CbcSolver())
        var best: Double?
        for a in answers[0] {
            for b in answers[1] {
                var values = target.linear.columns.map(\.lower)
                for (part, answer) in zip(cut.parts, [a, b]) { for (c, v) in zip(part.columns, answer) { values[c] = v } }
                let keeps = cut.shared.allSatisfy { r in
                    let row = target.linear.rows[r], sum = zip(row.columns, row.factors).reduce(0) { $0 + values[Int($1.0)] * $1.1 }
                    return sum >= row.lower - 1e-9 && sum <= row.upper + 1e-9
                }
                if keeps { best = max(best ?? -.infinity, Kernel.value(target, values)) }
            }
        }
        #expect((choice == nil) == (best == nil))
        if let choice, let best { #expect(abs(Kernel.value(target, choice) - best) <= 1e-6 * max(1, abs(best))) }
    }
}
