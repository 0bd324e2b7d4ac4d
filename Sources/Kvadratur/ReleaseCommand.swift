import ArgumentParser
import Records
import Stages

/// `kvadratur release`: a person's word on a delivery.
struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Let a held delivery take effect.",
        discussion: """
            The gate holds a delivery that differs too much from what is in force. Released, it is taken as \
            it is, and the night runs. Without FILE it lists what is held.
            """)

    @OptionGroup var place: RootOptions
    @Argument(
        help:
            """
            The held delivery, by name or by the first eight or more digits of its SHA-256; without it: \
            what is held.
            """
    )
    var file: String?
    @Option(help: "The role that answers for it.")
    var by: String?
    @Option(help: "Why it is right.")
    var why: String?
    @Option(help: "The night's date (YYYY-MM-DD); otherwise today in the authority's time zone.")
    var asOf: CalendarDay?
    @Flag(help: "Do not run the night at once.")
    var later = false

    func validate() throws {
        if file != nil, by == nil || why == nil {
            throw ValidationError("releasing needs --by ROLE and --why TEXT")
        }
    }

    func run() throws {
        let held = try HeldFiles(root: place.folder)
        guard let file else { return Output.write(try held.list()) }
        StopRequest.listen()
        let progress = Progress()
        if let asOf, try Rebuild(root: place.folder, asOf: asOf, progress: progress) != nil {
            throw UsageFailure(
                """
                the night of \(asOf) is past: nothing can be released into it; nothing was changed; \
                next: kvadratur release without --as-of
                """
            )
        }
        Output.write(try held.release(file, by: by ?? "", why: why ?? "") + "\n")
        if later { return }
        let night = try Night(
            NightRequest(root: place.folder, asOf: asOf, command: "release"), progress: progress)
        let outcome = try night.run()
        NightSummary(outcome: outcome, asOf: night.asOf, root: place.folder).print(to: progress)
        if outcome.exitCode != .good { throw ArgumentParser.ExitCode(outcome.exitCode.rawValue) }
    }
}
