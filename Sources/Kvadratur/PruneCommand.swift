import ArgumentParser
import Records
import Stages

/// `kvadratur prune`: retention.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Let go of what the retention settings say need not be kept.",
        discussion: """
            Under settings: in pipelines/nightly.yaml, in days counted back from the last night: retention.archive_days (superseded deliveries), \
            retention.editions_days, retention.refused_days, retention.ledger_days. Without a setting everything is kept, but \
            a file that is held for a CPR number goes after retention.held_days (30). A file in force, the \
            newest of a feed, the baseline's edition and files, the last good edition and the one that latest shows never go. \
            The warehouse then gives back the room of what went from it.
            """)

    @OptionGroup var place: RootOptions
    @Flag(help: "Say what would go, and remove nothing.")
    var dryRun = false

    func run() throws {
        StopRequest.listen()
        let done = try Prune(root: place.folder).prune(dryRun: dryRun)
        Output.write(done.text)
        if let failure = done.failure { throw failure }
    }
}
