import Glibc
import PlanChecker
import PlanFiles
import Synchronization

/// One line of the benchmark: one stage of one made-up municipality.
public struct PlanBenchRow: Sendable {
    /// Properties of the made-up municipality.
    public var properties: Int
    /// What its numbers follow from.
    public var seed: UInt64
    /// The question that was answered.
    public var stage: Plan.Stage
    /// Of the model with every link row written out, as in the LP text.
    public var columns: Int
    /// Rows of the same model.
    public var rows: Int
    /// CPU seconds of building the model and its relaxation, of looking for plans, of proving.
    public var model: Double
    /// CPU seconds of looking for plans.
    public var search: Double
    /// CPU seconds of proving.
    public var proof: Double
    /// The plan's value, what the checker says that none exceeds, and how far apart they are in millionths.
    public var objective: Int
    /// The bound that the plan claims, in the stage's unit; whether the checker confirms it, `distance` says.
    public var checkedBound: Int?
    /// How far the value can be from the best, in millionths of the bound, rounded up; nil where the checker
    /// confirms no bound.
    public var distance: Int?
    /// What the solver says of its own search; nil where the plan claims no bound.
    public var solverClaim: Int?
    /// The value of the plan made without a solver; nil where it misses the target.
    public var greedy: Int?
    /// Bytes of the written plan with its proof.
    public var proofBytes: Int
    /// Limits that the checker found broken; anything but 0 is an error of ours.
    public var violations: Int
}

/// Solves made-up instances and measures each stage; `written` gets each stage's whole model as LP text
/// before it is solved.
public func planBench(
    sizes: [Int], seeds: [UInt64], written: (Int, UInt64, Plan.Stage, String) -> Void = { _, _, _, _ in },
    each: (PlanBenchRow) -> Void
) {
    for n in sizes {
        for seed in seeds { planBench(n, seed, written, each) }
    }
}

private func planBench(
    _ n: Int, _ seed: UInt64, _ written: (Int, UInt64, Plan.Stage, String) -> Void,
    _ each: (PlanBenchRow) -> Void
) {
    let instance = GeneratedInstance.make(n, seed: seed)
    let index = PlanIndex(instance)
    let greedy = Greedy.plan(index, .disruption, target: instance.target)
    let reaches = verify(instance, greedy).isEmpty
    var limit: Int?
    var start: Plan?
    for stage in Plan.Stage.allCases {
        var whole = PlanModel(index, stage, limit: limit)
        whole.write(whole.everyLink)
        written(n, seed, stage, whole.linear.lpText())
        let watch = PhaseWatch()
        let asked = StageSolver(
            index: index, solver: CbcSolver(), effort: Effort(), begins: { watch.begin($0) })
        let answer =
            stage == .reduction ? asked.largestReduction() : asked.solve(stage, limit: limit, start: start)
        let seconds = watch.end()
        guard case .plan(let plan) = answer else { return }
        let yardstick =
            stage == .reduction ? Greedy.plan(index, .reduction, target: nil) : reaches ? greedy : nil
        each(
            PlanBenchRow(
                properties: n, seed: seed, stage: stage, columns: whole.linear.columns.count,
                rows: whole.linear.rows.count, model: seconds[.model] ?? 0,
                search: seconds[.search] ?? 0, proof: seconds[.proof] ?? 0,
                objective: plan.sums.objective(stage), checkedBound: plan.bound?.claimed,
                distance: checkedDistance(instance, plan), solverClaim: plan.bound?.solverClaim,
                greedy: yardstick?.sums.objective(stage),
                proofBytes: plan.text().utf8.count, violations: verify(instance, plan).count))
        start = stage == .reduction ? (reaches ? greedy : nil) : plan
        if stage == .disruption {
            limit = disruptionLimit(least: plan.sums.disruption, slackPermille: instance.slackPermille)
        }
    }
}

/// Adds up the process's CPU seconds by what they went to.
private final class PhaseWatch: Sendable {
    private struct State {
        var phase: StagePhase?
        var since = clock()
        var seconds: [StagePhase: Double] = [:]

        mutating func turn(to next: StagePhase?) {
            let now = clock()
            if let phase { seconds[phase, default: 0] += Double(now - since) / Double(CLOCKS_PER_SEC) }
            (phase, since) = (next, now)
        }
    }
    private let state = Mutex(State())

    func begin(_ phase: StagePhase) { state.withLock { $0.turn(to: phase) } }

    func end() -> [StagePhase: Double] {
        state.withLock { s in
            s.turn(to: nil)
            return s.seconds
        }
    }
}
