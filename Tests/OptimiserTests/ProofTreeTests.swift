import PlanChecker
import PlanFiles
import Testing

@testable import Optimiser

@Suite struct ProofTreeTests {
    /// Cases alone, without the solver's search, prove the best value of small instances that every plan was
    /// tried of, and meet it.
    @Test(arguments: 0..<60)
    func theBestIsProvedByCasesAlone(seed: Int) throws {
        let instance = SmallInstance.make(seed: UInt64(1000 + seed), most: 9)
        let index = PlanIndex(instance)
        let truth = EveryPlan(instance)
        guard
            instance.properties.indices.allSatisfy({
                instance.properties[$0].forced != .leave || index.free[$0]
            }), let largest = truth.largest
        else { return }
        var model = PlanModel(index, .reduction)
        guard !model.linear.columns.isEmpty else { return }
        model.write(model.everyLink)
        let near = 0.5 / model.scale
        let proof = try #require(
            ProofTree(model.linear, CbcSolver(), model.questions()).prove(
                reached: -1, known: nil, near: near, most: 100_000))
        #expect(abs(proof.bound * model.scale - Double(largest)) <= 0.5 + 1e-6)
        let best = try #require(proof.answers.last)
        #expect(Int((Kernel.value(model, best) * model.scale).rounded()) == largest)
        #expect(Kernel.objective(model, best) != nil)
    }

    /// Users who move in units leave doubt only about how many units go where: the proof asks that too.
    @Test(arguments: 0..<30)
    func unitsAreSplitByHowManyGo(seed: Int) throws {
        var random = SeededNumbers(seed: UInt64(seed))
        // Two schools that must leave, classes of 3 and of 4, and rooms of odd sizes that both want: only how
        // many classes go where is open.
        var instance = PlanInstance(
            planDate: "2027-01-01", baselineArea: 300, target: 200,
            activities: [.init(key: "school", limitMetres: 1000)],
            properties: [
                .init(key: "a", area: 100, forced: .leave), .init(key: "b", area: 100, forced: .leave),
                .init(key: "c", area: 100, mustKeep: true),
            ],
            groups: [
                .init(
                    key: "ga", property: "a", activity: "school", users: 12, spaceLow: 100, spaceHigh: 100,
                    unit: 3),
                .init(
                    key: "gb", property: "b", activity: "school", users: 12, spaceLow: 100, spaceHigh: 100,
                    unit: 4),
            ])
        for n in 0..<4 {
            instance.rooms.append(
                .init(
                    key: "r\(n)", property: "c", activities: ["school"], freeSpace: 100 * random.int(4...10)))
            for g in ["ga", "gb"] {
                instance.moves.append(.init(group: g, room: "r\(n)", extraMetres: random.int(1...900)))
            }
        }
        guard let least = EveryPlan(instance).least else { return }
        var model = PlanModel(PlanIndex(instance), .disruption)
        model.write(model.everyLink)
        let proof = try #require(
            ProofTree(model.linear, CbcSolver(), model.questions()).prove(
                reached: -1e6, near: 0.5 / model.scale, most: 10_000))
        #expect(abs(-proof.bound * model.scale - Double(least)) <= 0.5 + 1e-6)
        // What the checker makes of these cases is the same bound.
        var plan = try #require(solvePlan(instance, options: PlanOptions(effort: .exact)).disruption)
        plan.bound?.leaves = []
        guard
            case .found(let tightened) = TightenedModel.make(
                PlanIndex(instance), .disruption, limit: nil, CbcSolver())
        else {
            Issue.record("infeasible")
            return
        }
        let certificate = Certificate(tightened, nil, CbcSolver(), cases: 10_000)
        plan.bound = certificate.bound(
            certificate.cases(above: -Double(least) / tightened.model.scale, gapMillionths: 0).leaves,
            solverClaim: least)
        #expect(try checkedBound(instance, plan)?.get() == least)
    }

    /// Cases that a row makes impossible together end there; the proof goes on with the others.
    @Test func impossibleCasesEndThereAndNotTheProof() throws {
        var linear = LinearModel()
        let x = (0..<5).map { linear.column("x\($0)", Double(10 + $0), upper: 1, whole: true) }
        linear.row("lemma0", to: 3, x.map { ($0, 2) })
        linear.row("room0", to: 3, x.dropFirst().map { ($0, 2) })
        let questions = Dictionary(
            uniqueKeysWithValues: x.map { ($0, PlanModel.Question(property: "p\($0)")) })
        let proof = try #require(
            ProofTree(linear, CbcSolver(), questions).prove(reached: 0, near: 0.5, most: 1000))
        #expect(abs(proof.bound - 14) <= 0.5)
        #expect(proof.answers.last == [0, 0, 0, 0, 1])
    }

    /// A proof that may not split at all is the relaxation, and still bounds.
    @Test func oneCaseIsTheRelaxation() throws {
        let instance = GeneratedInstance.make(40, seed: 2)
        let index = PlanIndex(instance)
        let model = PlanModel(index, .reduction)
        guard case .found(let objective, _, _) = CbcSolver().relax(model.linear) else {
            Issue.record("no relaxation")
            return
        }
        let proof = try #require(
            ProofTree(model.linear, CbcSolver(), model.questions()).prove(reached: 0, near: 0, most: 1))
        #expect(proof.leaves.count == 1 && proof.leaves[0].cases.isEmpty)
        #expect(abs(proof.bound - objective) < 1e-6 * abs(objective))
    }
}
