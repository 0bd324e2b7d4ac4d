import ArgumentParser
import Records
import Stages

/// `kvadratur retry`: what was refused or held back, again.
struct RetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract:
            "Run again what was refused or held back: refused files go back into inbound/ and the night runs."
    )

    @OptionGroup var place: RootOptions
    @Flag(help: "All refused files that lie there still, not those of the last refusing run alone.")
    var all = false
    @Option(help: "The night's date (YYYY-MM-DD); otherwise today in the authority's time zone.")
    var asOf: CalendarDay?

    func run() throws {
        StopRequest.listen()
        let progress = Progress()
        if let asOf, try Rebuild(root: place.folder, asOf: asOf, progress: progress) != nil {
            throw UsageFailure(
                """
                the night of \(asOf) is past: nothing of it can be tried again; nothing was changed; \
                next: kvadratur retry
                """
            )
        }
        for line in try Retry(root: place.folder).putBack(all: all) { progress.line(line) }
        let night = try Night(
            NightRequest(root: place.folder, asOf: asOf, command: "retry"), progress: progress)
        let outcome = try night.run()
        NightSummary(outcome: outcome, asOf: night.asOf, root: place.folder).print(to: progress)
        if outcome.exitCode != .good { throw ArgumentParser.ExitCode(outcome.exitCode.rawValue) }
    }
}
