import ArgumentParser
import Records
import Sample
import Stages

/// `kvadratur demo`: the made-up municipality in a folder of its own.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Play a night of a made-up municipality in a folder of its own, and say where its report is.",
        discussion:
            """
            The folder is laid over the program's own pipelines/ and schemas/. Its deliveries are \
            marked: a run refuses to mix them with others. Played again, it takes up where it was.
            """
    )

    @OptionGroup var place: RootOptions
    @Option(help: "How many properties the municipality has.")
    var properties = 60
    @Option(help: "Seed of everything that is made up.")
    var seed: UInt64 = 1
    @Option(
        help:
            """
            The night's date (YYYY-MM-DD); otherwise today in Denmark, so that nothing in the report is \
            stale.
            """
    )
    var asOf: CalendarDay?
    @Argument(help: "The folder.")
    var folder = SampleMark.folder

    func validate() throws {
        if properties < 1 { throw ValidationError("--properties must be at least 1") }
    }

    func run() throws {
        StopRequest.listen()
        let demo = try Demo(root: place.folder, folder: folder)
        let progress = Progress()
        if try demo.prepare() {
            guard let day = asOf ?? CalendarDay.today(in: "Europe/Copenhagen") else {
                throw UsageFailure("give the night's date: --as-of YYYY-MM-DD")
            }
            progress.line(demo.before(properties: properties))
            let inbound = folder + "/inbound"
            let written = try SampleMunicipality(properties: properties, seed: seed, asOf: day.description)
                .write(into: inbound)
            try SampleMark.mark(written.files.map(\.name), in: inbound)
        }
        let night = try Night(
            NightRequest(root: folder, asOf: asOf, settle: 0, command: "demo"), progress: progress)
        let outcome = try night.run()
        NightSummary(outcome: outcome, asOf: night.asOf, root: folder).print(to: progress)
        // Its dirt is there on purpose: that somebody must look at it is no news.
        guard [.good, .attention].contains(outcome.exitCode) else {
            throw ArgumentParser.ExitCode(outcome.exitCode.rawValue)
        }
        progress.line(demo.after())
    }
}
