import Testing

@testable import Optimiser

@Suite struct AnswerChoiceTests {
    /// Small instances of one or two parts: with more, trying every choice takes too long.
    private static let cuts = (0..<60).map {
        PlanModel(PlanIndex(DecompositionTests.instance($0)), .disruption)
    }.map { ($0, PlanParts($0)) }.filter { (1...2).contains($0.1.parts.count) }

    /// Made-up answers of which few fit: the best choice is the one that trying every choice shows, for few
    /// answers and for so many that it is asked by stages.
    @Test(arguments: [30, 300]) func itIsTheBestOfEveryChoice(count: Int) {
        var kept = 0
        var none = 0
        for (n, (model, cut)) in Self.cuts.enumerated() {
            var random = SeededNumbers(seed: UInt64(n))
            let answers = cut.parts.map { part in
                (0..<count / cut.parts.count).map { _ in
                    part.linear.columns.map { Double(random.int(Int($0.lower)...Int(min($0.upper, 9)))) }
                }
            }
            let choice = AnswerChoice(model, cut, answers).best(.exact, CbcSolver())
            let best = Self.best(model, cut, answers)
            #expect((choice == nil) == (best == nil))
            if let choice, let best {
                #expect(abs(Kernel.value(model, choice) - best) <= 1e-6 * max(1, abs(best)))
            }
            if best == nil { none += 1 } else { kept += 1 }
        }
        #expect(kept > 15, "\(kept) with a choice, \(none) without")
    }

    /// The value of the best choice, by trying all of them and every column that no part has; nil where none
    /// keeps the shared rows.
    private static func best(_ model: PlanModel, _ cut: PlanParts, _ answers: [[[Double]]]) -> Double? {
        /// What some columns add to the objective and to each shared row.
        func sums(_ values: [(column: Int, value: Double)]) -> [Double] {
            let at = Dictionary(uniqueKeysWithValues: values.map { ($0.column, $0.value) })
            let worth = values.reduce(0) { $0 + model.linear.columns[$1.column].objective * $1.value }
            return [worth]
                + cut.shared.map { r in
                    zip(model.linear.rows[r].columns, model.linear.rows[r].factors).reduce(0) {
                        $0 + (at[Int($1.0)] ?? 0) * $1.1
                    }
                }
        }
        var open = [sums([])]
        for (part, own) in zip(cut.parts, answers) {
            let each = own.map { sums(Array(zip(part.columns, $0))) }
            open = open.flatMap { a in each.map { zip(a, $0).map(+) } }
        }
        for c in cut.loose {
            let column = model.linear.columns[c]
            let each = (Int(column.lower)...Int(column.upper)).map { sums([(c, Double($0))]) }
            open = open.flatMap { a in each.map { zip(a, $0).map(+) } }
        }
        let rows = cut.shared.map { model.linear.rows[$0] }
        return open.filter { choice in
            zip(rows, choice.dropFirst()).allSatisfy { $1 >= $0.lower - 1e-9 && $1 <= $0.upper + 1e-9 }
        }.map { $0[0] }.max()
    }
}
