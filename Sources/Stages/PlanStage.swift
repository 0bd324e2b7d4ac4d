import Optimiser
import PlanFiles
import Project
import Records

/// The plan of one night with its scenarios: asks the optimiser, and lets nothing pass that the checker
/// refuses.
struct PlanStage {
    let scenarios: [PlanScenario]
    /// What asks the solver; tests put a spoiler in its place.
    var solve: @Sendable (PlanInstance, PlanOptions) -> PlanResult = { solvePlan($0, options: $1) }
    var progress: (String) -> Void = { _ in }

    /// The main plan with the council's questions, and each scenario with its plan only.
    func answer(_ question: PlanQuestion) -> [PlanCase] {
        let effort = PlanEffort(question)
        progress("the three stages")
        var main = PlanCase(
            name: "main", title: [.da: "Planen", .en: "The plan"],
            targetPermille: Int(clamping: (question.settings["target_percent"] ?? 0) * 10))
        if effort.isLarge {
            main.take(solve(question.instance, effort.questionsOfLarge), question)
            main.questions = main.result
            return [main] + others(question, effort, main)
        }
        main.take(solve(question.instance, effort.plan), question)
        main.comeCloser(question, solve, effort.scenario)
        if let left = main.published?.closed, main.status == .reached, !effort.asked.isEmpty {
            // Asked of the properties that the plan leaves, largest first: so the plan must be known before.
            progress("the council's questions")
            main.questions = solve(
                question.instance,
                effort.questions(
                    about: left, in: question.instance, largest: main.result.reduction?.sums.area))
        } else {
            progress("why not more")
            main.questions = solve(
                question.instance,
                effort.questions(about: [], in: question.instance, largest: main.result.reduction?.sums.area))
        }
        return [main] + others(question, effort, main)
    }

    private func others(_ question: PlanQuestion, _ effort: PlanEffort, _ main: PlanCase) -> [PlanCase] {
        let largest = main.refused.isEmpty ? main.result.reduction : nil
        return scenarios.map { scenario in
            progress("scenario \(scenario.name)")
            return answer(scenario, question, effort, largest: largest)
        }
    }

    /// One scenario, alone.
    ///
    /// - Parameter largest: the main plan's largest reduction, which holds for a scenario with another target
    ///   too.
    func answer(_ scenario: PlanScenario, _ question: PlanQuestion, _ effort: PlanEffort, largest: Plan?)
        -> PlanCase
    {
        let asked = Scenario(
            name: scenario.name, target: scenario.targetPercent.map(question.area),
            distancePermille: scenario.distancePercent.map { Int(clamping: $0 * 10) },
            spaceBasis: scenario.spaceLow ? .low : nil, leave: scenario.leave, keep: scenario.keep)
        var one = PlanCase(
            name: scenario.name,
            title: [.da: scenario.title["da"] ?? scenario.name, .en: scenario.title["en"] ?? scenario.name],
            targetPermille: Int(
                clamping: (scenario.targetPercent ?? question.settings["target_percent"] ?? 0) * 10))
        one.unknown = asked.unknown(in: question.instance)
        let instance = asked.applied(to: question.instance)
        var options = effort.scenario
        options.largest = instance.differsInTargetAlone(from: question.instance) ? largest : nil
        one.take(solve(instance, options), question)
        if !effort.isLarge { one.comeCloser(question, solve, effort.scenario) }
        return one
    }
}

extension PlanInstance {
    /// Whether nothing but the target's ends sets this question apart from the other: then both have the same
    /// largest reduction.
    func differsInTargetAlone(from other: PlanInstance) -> Bool {
        var same = inKeyOrder()
        (same.target, same.ceiling) = (other.target, other.ceiling)
        return same == other.inKeyOrder()
    }
}

/// How hard the night works, by the settings and the number of properties: counts and no clock, so that two
/// equal nights are equal.
struct PlanEffort {
    let plan: PlanOptions
    let scenario: PlanOptions
    /// Questions about single properties that the budget allows.
    let budget: Int
    private let question: PlanQuestion

    init(_ question: PlanQuestion) {
        func whole(_ key: String, _ fallback: Int) -> Int {
            question.settings[key].map { max(0, Int(clamping: $0)) } ?? fallback
        }
        self.question = question
        let main = Effort(gapMillionths: whole("plan_gap_millionths", 1_000))
        budget = whole("question_budget", 6_000) / max(1, question.instance.properties.count)
        // Near the largest reduction a large question can be searched for minutes; a rougher answer says how
        // rough it is.
        let gap = whole("question_gap_millionths", 5_000)
        let large = budget < 20
        let side = Effort(gapMillionths: large ? max(gap, 20_000) : gap, nodes: large ? 200 : 2_000)
        // 0 % is always within reach: so nobody explains why a target is not, before it is asked.
        plan = PlanOptions(effort: main, questionEffort: side, whyNotArea: 0)
        scenario = PlanOptions(effort: side, questionEffort: side, whyNotArea: 0)
    }

    /// Targets of the frontier in percent.
    var asked: [Int] {
        let from = question.settings["frontier_from_percent"] ?? 3
        let to = question.settings["frontier_to_percent"] ?? 12
        guard from >= 0, to <= 100, from <= to else { return [] }
        // Targets near the largest reduction take minutes each on a large portfolio: the night leaves them
        // out.
        return isLarge ? [] : Array(Int(from.rounded(.up))...Int(to.rounded(.down)))
    }

    /// So many properties that single ones are not asked about at night, nor why a target is out of reach:
    /// `kvadratur plan` answers both by day.
    var isLarge: Bool { budget < 20 }

    /// Plan and core in one go.
    var questionsOfLarge: PlanOptions {
        var options = plan
        options.coreWithinPermille = Int(clamping: (question.settings["core_within_percent"] ?? 1) * 10)
        options.coreQuestions = 0
        return options
    }

    /// The target of which it is explained why it is out of reach: the target's upper end, or the next whole
    /// per cent that nobody reaches.
    func whyNotPercent(largest: Int?) -> Double {
        let high = question.settings["high_percent"] ?? 10
        let base = question.instance.baselineArea
        guard let largest, base > 0 else { return high }
        return max(high, Double((largest + question.leftBefore) * 100 / base + 1))
    }

    /// Everything the council asks next, of these left properties.
    func questions(about left: [String], in instance: PlanInstance, largest: Int?) -> PlanOptions {
        var options = plan
        options.frontier = asked.map {
            PlanTarget(permille: $0 * 10, area: question.area(ofTarget: Double($0)))
        }
        options.coreWithinPermille =
            left.isEmpty ? nil : Int(clamping: (question.settings["core_within_percent"] ?? 1) * 10)
        options.coreQuestions = min(60, budget)
        options.prices = true
        options.whyNotArea = question.area(ofTarget: whyNotPercent(largest: largest))
        let area = Dictionary(uniqueKeysWithValues: instance.properties.map { ($0.key, $0.area) })
        options.keep = Array(
            left.sorted { (-(area[$0] ?? 0), $0) < (-(area[$1] ?? 0), $1) }.prefix(min(60, budget)))
        return options
    }
}
