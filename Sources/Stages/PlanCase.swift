import Optimiser
import PlanChecker
import PlanFiles
import Records

/// The plan or one scenario: what was asked, what came back, and what of it may be published.
struct PlanCase {
    enum Status: String {
        case reached
        /// A plan exists, but none that reaches the target; what is published comes closest.
        case notReached = "not_reached"
        case infeasible
        case empty
    }
    let name: String
    let title: [Language: String]
    /// The target as asked, in thousandths of the baseline.
    let targetPermille: Int
    private(set) var result: PlanResult!
    /// The same question with everything the council asks next.
    var questions: PlanResult?
    /// The plan that came closest to a target out of reach, with the lowered target's result.
    private(set) var closest: PlanResult?
    /// Plans that the checker confirmed from their written text: reduction, disruption, saving; or the greedy
    /// one alone.
    private(set) var confirmed: [Plan] = []
    /// How far each of them is from the best possible in millionths, as the checker finds it.
    private(set) var distances: [(stage: Plan.Stage, millionths: Int?)] = []
    /// What the checker refused: then nothing is published.
    private(set) var refused: [Violation] = []
    /// Properties that a scenario names and nobody has.
    var unknown: [String] = []

    init(name: String, title: [Language: String], targetPermille: Int) {
        self.name = name
        self.title = title
        self.targetPermille = targetPermille
    }

    /// The plan whose properties are shown.
    var published: Plan? { refused.isEmpty ? confirmed.last : nil }
    /// The result that the published plan belongs to.
    var shown: PlanResult { closest ?? result }

    var status: Status {
        switch result.situation {
        case .planned, .greedyOnly, .fellBack: published == nil ? .notReached : .reached
        case .noProperties: .empty
        case .nothingFree, .targetOutOfReach, .gaveUp, .refused: .notReached
        case .noPlanAtTarget, .badInstance: .infeasible
        }
    }

    mutating func take(_ result: PlanResult, _ question: PlanQuestion) {
        var result = result
        confirm(&result)
        self.result = result
    }

    /// Where the target is out of reach, the plan at the largest reduction found is what the council can
    /// have.
    mutating func comeCloser(
        _ question: PlanQuestion, _ solve: (PlanInstance, PlanOptions) -> PlanResult, _ options: PlanOptions
    ) {
        guard case .targetOutOfReach(_, let largest, _) = result.situation, largest > 0 else { return }
        var lowered = result.instance
        lowered.target = largest
        var answer = solve(lowered, options)
        guard answer.plan != nil else { return }
        confirm(&answer)
        closest = answer
    }

    /// Reads instance and plans back from their text and asks the checker: what is believed is what stands in
    /// the files.
    ///
    /// What was read takes the place of what was found, which says the same: long proofs are held once.
    private mutating func confirm(_ result: inout PlanResult) {
        (confirmed, distances) = ([], [])
        if case .refused(let violations) = result.situation { refused = violations }
        guard let plan = result.plan else { return }
        let stages =
            plan.stage == .saving
            ? [result.reduction, result.disruption, result.saving].compactMap { $0 } : [plan]
        do {
            let instance = try PlanInstance(text: result.instance.text())
            let plans = try stages.map { try Plan(text: $0.text()) }
            refused = verify(instance, stages: plans)
            if refused.isEmpty { confirmed = plans }
            distances = confirmed.map { ($0.stage, checkedDistance(instance, $0)) }
        } catch {
            refused = [.unknown(kind: "line", key: "\(error)")]
        }
        for read in confirmed where plan.stage == .saving {
            switch read.stage {
            case .reduction: result.reduction = read
            case .disruption: result.disruption = read
            case .saving: result.saving = read
            }
        }
    }
}

extension PlanCase {
    /// Distance of the published plan from the best possible in millionths: the worst of its stages', since
    /// each rests on the one before.
    var checkedGap: Int? {
        let known = distances.compactMap(\.millionths)
        return published != nil && known.count == distances.count ? known.max() : nil
    }

    /// The same by the solver's own word.
    var claimedGap: Int? {
        guard let plan = published, let claim = plan.bound?.solverClaim else { return nil }
        let objective = plan.sums.objective(plan.stage)
        let base = max(Int128(claim).magnitude, 1)
        return Int(clamping: ((Int128(claim) - Int128(objective)).magnitude * 1_000_000 + base - 1) / base)
    }

    /// Files that let anybody check it again, by path below the edition; each is written when it is asked
    /// for.
    var files: [(path: String, content: () -> String)] {
        guard let result else { return [] }
        let shown = closest ?? result
        let folder = "plan/\(name)."
        var files: [(path: String, content: () -> String)] = [
            (folder + "instance.txt", { shown.instance.text() })
        ]
        for plan in refused.isEmpty ? confirmed : [] {
            files.append((folder + plan.stage.rawValue + ".plan.txt", { plan.text() }))
        }
        for stage in Plan.Stage.allCases {
            if let text = shown.lpTexts[stage] { files.append((folder + stage.rawValue + ".lp", { text })) }
        }
        return files
    }
}
