import ArgumentParser
import Formats
import Project
import Records
import Stages

/// `kvadratur run`: the night, or a part of it.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the night: take the deliveries, build what changed, publish the report.",
        discussion: """
            What has not changed is skipped. With --stage one stage is built again and what is downstream of \
            it is marked stale; with --from it and \
            all after it. A whole night lets go at its end of what the retention settings say (kvadratur \
            prune --help). With --as-of a night before the last one is made again from the archive, apart \
            from tonight's: the edition that was \
            published, byte for byte, or another one in outbound/rebuilt with what has changed since. The \
            ledger and outbound/latest stay as they are.
            """)

    @OptionGroup var place: RootOptions
    @Option(
        help:
            """
            Build this stage alone, whether it changed or not: \
            \(Stage.allCases.map(\.rawValue).joined(separator: ", ")).
            """
    )
    var stage: Stage?
    @Option(help: "Build this stage and all after it.")
    var from: Stage?
    @Option(help: "Build this one table alone.")
    var only: String?
    @Option(
        help:
            """
            The night's date (YYYY-MM-DD); otherwise today in the authority's time zone. A past night \
            is made again from the archive.
            """
    )
    var asOf: CalendarDay?
    @Flag(help: "Print the steps that would run, each with its reason, and change nothing.")
    var dryRun = false
    @Option(help: "Reader of register files: automatic, plain or libxml2 (the reference).")
    var reader: XMLReaderChoice = .automatic
    @Option(
        help:
            """
            A file must have lain still for so many seconds before it is taken; 0 takes files as they \
            lie. Otherwise inbound.settle_seconds of pipelines/nightly.yaml.
            """
    )
    var settle: Int?
    @Option(
        help:
            """
            Stop after so many seconds, with 74; 0 never does. Otherwise run.limit_seconds of \
            pipelines/nightly.yaml (22 hours).
            """
    )
    var limit: Int?
    @Flag(help: "Leave what the retention settings let go of until somebody runs kvadratur prune.")
    var keep = false
    @Flag(help: "Say nothing but what a person must look at.")
    var quiet = false

    func validate() throws {
        if [stage != nil, from != nil, only != nil].filter({ $0 }).count > 1 {
            throw ValidationError("--stage, --from and --only exclude each other")
        }
        if let limit, limit < 0 { throw ValidationError("--limit must be 0 or more") }
        if let settle, !(0...3600).contains(settle) { throw ValidationError("--settle must be 0 to 3600") }
    }

    func run() throws {
        let scope: Scope =
            if let stage { .only(stage) } else if let from { .from(from) } else if let only {
                .table(only)
            } else { .all }
        StopRequest.listen()
        // Before anything is opened: a disk may hang from the first byte on.
        try StopRequest.limit(to: limit ?? Settings().limitSeconds)
        if !dryRun { try RunLock.refuseIfHeld(root: place.folder) }
        let progress = Progress(mode: quiet ? .silent : nil)
        if let asOf, let past = try Rebuild(root: place.folder, asOf: asOf, progress: progress) {
            if limit == nil { try StopRequest.limit(to: past.limitSeconds) }
            return try again(past, scope)
        }
        let words =
            ["run"] + (stage.map { ["--stage", $0.rawValue] } ?? [])
            + (from.map { ["--from", $0.rawValue] } ?? []) + (only.map { ["--only", $0] } ?? [])
        var request = NightRequest(
            root: place.folder, asOf: asOf, scope: scope, reader: reader, settle: settle,
            command: words.joined(separator: " "))
        request.letsGo = !keep
        let night = try Night(request, progress: progress)
        if limit == nil { try StopRequest.limit(to: night.limitSeconds) }
        if dryRun {
            let (steps, waiting) = try night.preview()
            for step in steps {
                progress.line(
                    "\(step.stage.rawValue.padded(7))\(step.name.padded(36))  \(step.reason.sentence)")
            }
            for line in waiting { progress.line(line) }
            progress.line(
                steps.isEmpty
                    ? "Nothing would run: everything is as it was for \(night.asOf)."
                    : "\(Figures.steps(steps.count)) would run for \(night.asOf).")
            return
        }
        let outcome = try night.run()
        NightSummary(outcome: outcome, asOf: night.asOf, root: place.folder).print(to: progress)
        if outcome.exitCode != .good { throw ArgumentParser.ExitCode(outcome.exitCode.rawValue) }
    }
}

extension RunCommand {
    /// A past night, from the archive.
    private func again(_ past: Rebuild, _ scope: Scope) throws {
        guard scope == .all else {
            throw UsageFailure(
                """
                a past night is made again as a whole; nothing was changed; next: leave --stage, --from \
                and --only out
                """
            )
        }
        let outcome = try dryRun ? past.dryRun() : past.run()
        for line in outcome.lines { Output.write(line + "\n") }
        for warning in outcome.warnings { Output.error(warning) }
        if outcome.exitCode != .good { throw ArgumentParser.ExitCode(outcome.exitCode.rawValue) }
    }
}

extension Stage: ExpressibleByArgument {}
extension XMLReaderChoice: ExpressibleByArgument {}
extension CalendarDay: ExpressibleByArgument {
    /// An ISO date; anything else is refused by the command line.
    public init?(argument: String) { self.init(argument) }
}

extension String {
    /// Filled with blanks to a width.
    func padded(_ width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }
}
