import ArgumentParser
import Records
import Stages

/// `kvadratur plan`: tonight's plan, its scenarios, and the council's questions.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract:
            """
            Show which properties the plan leaves, and answer: what if we keep this one, why not more, \
            is this plan right.
            """,
        discussion: """
            Without an option the plan of the last night is shown. --keep and --why-not ask the solver anew \
            with tonight's tables and change nothing. \
            --verify needs neither warehouse nor solver. Exit code 1 means that the target is not reached, \
            that the checker refused, or that a plan to verify proves nothing.
            """)

    @OptionGroup var place: RootOptions
    @Option(help: "Show this scenario of pipelines/5_plan/scenarios.")
    var scenario: String?
    @Option(help: "What is lost when this property is kept, and what replaces it.")
    var keep: String?
    @Option(help: "Which limits together put this target (such as 10%) out of reach.")
    var whyNot: String?
    @Option(
        help:
            "Check a stored plan against its instance: a plan, an instance or a folder of an edition's plan/."
    )
    var verify: String?
    @Option(help: "The instance of the plan to verify, when it does not lie beside it.")
    var instance: String?
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Sizes of made-up municipalities to measure the optimiser on.", visibility: .hidden))
    var bench: [Int] = []
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Seeds of the made-up municipalities.", visibility: .hidden))
    var seeds: [UInt64] = [1]
    @Option(help: ArgumentHelp("Folder for the benchmark's models as LP files.", visibility: .hidden))
    var models: String?
    @Option(help: "da or en; otherwise the project's language.")
    var language: Language?

    /// The target asked of, in percent.
    private var percent: Double? {
        guard var text = whyNot else { return nil }
        if text.hasSuffix("%") { text.removeLast() }
        text = String(text.map { $0 == "," ? "." : $0 }.filter { $0 != " " })
        return Double(text).flatMap { $0 >= 0 && $0 <= 100 ? $0 : nil }
    }

    func validate() throws {
        if [scenario, keep, whyNot, verify].compactMap({ $0 }).count > 1 {
            throw ValidationError("--scenario, --keep, --why-not and --verify exclude each other")
        }
        if whyNot != nil, percent == nil {
            throw ValidationError("--why-not takes a target in percent, such as 10%")
        }
        if bench.contains(where: { $0 < 1 }) { throw ValidationError("--bench takes numbers of properties") }
        if instance != nil, verify == nil { throw ValidationError("--instance goes with --verify") }
    }

    func run() throws {
        if !bench.isEmpty { return try PlanBenchTable.print(sizes: bench, seeds: seeds, models: models) }
        let answer: PlanDesk.Answer
        do {
            if let verify {
                answer = try PlanVerification(language: language ?? .da).check(verify, instance: instance)
            } else {
                let desk = try PlanDesk(root: place.folder, language: language)
                if let keep {
                    answer = try desk.keep(keep)
                } else if let percent {
                    answer = try desk.whyNot(percent: percent)
                } else {
                    answer = try desk.plan(scenario: scenario)
                }
            }
        } catch let unknown as PlanDesk.Unknown {
            throw ValidationError(unknown.description)
        } catch let unreadable as PlanVerification.Unreadable {
            Output.error(unreadable.description)
            throw ArgumentParser.ExitCode(Stages.ExitCode.attention.rawValue)
        }
        Output.write(answer.text)
        if !answer.good { throw ArgumentParser.ExitCode(Stages.ExitCode.attention.rawValue) }
    }
}
