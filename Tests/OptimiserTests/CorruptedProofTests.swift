import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

@Suite struct CorruptedProofTests {
    /// Plans of several parts whose proofs rest on lemmas and cases, as they are written down.
    private static let solved: [(PlanInstance, Plan)] = (1...2).flatMap { seed in
        let result = solvePlan(
            GeneratedInstance.make(90, seed: UInt64(seed)), options: PlanOptions(effort: Effort(proof: 60)))
        return [result.reduction, result.disruption, result.saving].compactMap { $0 }.filter {
            !($0.bound?.lemmas.isEmpty ?? true)
        }.map { (result.instance, $0) }
    }

    private func refused(_ what: String, _ spoil: (inout Plan.Bound, Int) -> Bool) {
        var tried = 0
        for (instance, plan) in Self.solved {
            for k in plan.bound!.lemmas.indices {
                var bad = plan
                guard spoil(&bad.bound!, k) else { continue }
                tried += 1
                #expect(!verify(instance, bad).isEmpty, "\(what), lemma \(k) of \(plan.stage)")
            }
        }
        #expect(tried > 0, "nothing to spoil: \(what)")
    }

    /// The most that the bound gains when the lemma's multiplier is gone is nothing: then it said nothing,
    /// and leaving it out is no lie.
    private static func uses(_ bound: Plan.Bound, _ k: Int) -> Bool {
        bound.leaves.contains { $0.multipliers.contains { $0.row == .lemma(k) && $0.numerator != 0 } }
    }

    @Test func whatIsWrittenIsRight() {
        #expect(Self.solved.count >= 3)
        for (instance, plan) in Self.solved {
            #expect(verify(instance, plan) == [])
            #expect((try? Plan(text: plan.text())) == plan)
        }
    }

    @Test func aCaseLeftOutOfALemmasTree() {
        refused("case missing") { bound, k in
            guard bound.lemmas[k].leaves.count > 1 else { return false }
            bound.lemmas[k].leaves.remove(at: bound.lemmas[k].leaves.count / 2)
            return true
        }
    }

    @Test func aPartLeftOutOfTheSum() {
        // The numbers of the later lemmas fall by one, as they would for who leaves a lemma out: then others'
        // multipliers mean other lemmas.
        refused("part missing") { bound, k in
            bound.lemmas.remove(at: k)
            return Self.uses(bound, bound.lemmas.count)
        }
    }

    @Test func aLemmaSaysMoreThanItsProof() {
        // More weight on the objective, or a price less, than the cases were proved with: the limit rises,
        // and the claim is too good.
        refused("weight") { bound, k in
            guard Self.uses(bound, k) else { return false }
            bound.lemmas[k].weight *= 2
            return true
        }
    }

    @Test func theProofOfAnotherPart() {
        refused("another part's proof") { bound, k in
            let other = (k + 1) % bound.lemmas.count
            guard Self.uses(bound, k), bound.lemmas.count > 1,
                Set(bound.lemmas[k].properties).isDisjoint(with: bound.lemmas[other].properties)
            else { return false }
            bound.lemmas[k].leaves = bound.lemmas[other].leaves
            return true
        }
    }

    @Test func aLemmaOfAnotherPart() {
        refused("another part's properties") { bound, k in
            let other = (k + 1) % bound.lemmas.count
            guard Self.uses(bound, k), bound.lemmas.count > 1,
                Set(bound.lemmas[k].properties).isDisjoint(with: bound.lemmas[other].properties)
            else { return false }
            bound.lemmas[k].properties = bound.lemmas[other].properties
            return true
        }
    }

    @Test func aDualThatWouldMakeTheBoundTooGood() {
        // Whichever multiplier is made larger or smaller: where the bound moves at all it moves the wrong
        // way, or the claim no longer matches.
        var random = SeededNumbers(seed: 8)
        var moved = 0
        for _ in 0..<200 {
            let (instance, plan) = Self.solved[random.int(0...(Self.solved.count - 1))]
            var bad = plan
            let leaf = random.int(0...(plan.bound!.leaves.count - 1))
            guard !plan.bound!.leaves[leaf].multipliers.isEmpty else { continue }
            let m = random.int(0...(plan.bound!.leaves[leaf].multipliers.count - 1))
            bad.bound!.leaves[leaf].multipliers[m].numerator *= random.chance(permille: 500) ? 2 : -1
            // A claim better than what any plan can do: better than what the best known plan does.
            bad.bound!.claimed = plan.sums.objective(plan.stage) + (plan.stage.maximises ? -1 : 1)
            #expect(!verify(instance, bad).isEmpty)
            moved += 1
        }
        #expect(moved > 100)
    }
}
