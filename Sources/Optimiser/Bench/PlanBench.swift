import Glibc
import PlanChecker

/// One line of the benchmark.
public struct PlanBenchRow: Sendable {
    public var properties: Int
    public var stage: Plan.Stage
    public var cpuSeconds: Double
    public var objective: Int
    public var checkedBound: Int?
    /// Distance to the checked bound in millionths.
    public var distance: Int?
    public var solverClaim: Int?
    public var violations: Int
}

/// Solves generated instances of these sizes and measures each stage.
public func planBench(sizes: [Int], seed: UInt64, targetPermille: Int = 80, effort: Effort = Effort(), skip: Set<Plan.Stage> = [], each: (PlanBenchRow) -> Void) {
    for n in sizes {
        let instance = GeneratedInstance.make(n, seed: seed, targetPermille: targetPermille)
        let index = PlanIndex(instance), solver = CbcSolver()
        var limit: Int?, start: Plan? = Greedy.plan(index, .reduction, target: nil)
        for stage in Plan.Stage.allCases {
            let before = clock()
            if skip.contains(stage) { continue }
            let asked = StageSolver(index: index, solver: solver, effort: effort)
            let answer = stage == .reduction ? asked.largestReduction() : asked.solve(stage, limit: limit, start: start)
            let seconds = Double(clock() - before) / Double(CLOCKS_PER_SEC)
            guard case .plan(let plan) = answer else { print("\(n) \(stage): \(answer)"); break }
            let found = verify(instance, plan)
            if !found.isEmpty { print(found.prefix(3)) }
            each(
                PlanBenchRow(
                    properties: n, stage: stage, cpuSeconds: seconds, objective: plan.sums.objective(stage), checkedBound: plan.bound?.claimed,
                    distance: checkedDistance(instance, plan), solverClaim: plan.bound?.solverClaim, violations: found.count))
            start = stage == .reduction ? Greedy.plan(index, .disruption, target: instance.target) : plan
            if stage == .disruption { limit = disruptionLimit(least: plan.sums.disruption, slackPermille: instance.slackPermille) }
        }
    }
}
