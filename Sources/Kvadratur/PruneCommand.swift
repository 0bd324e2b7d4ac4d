import ArgumentParser
import Records
import Stages

/// `kvadratur prune`: retention.
struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Let go of what the retention settings say need not be kept.",
        discussion: """
            Under settings: in pipelines/nightly.yaml, in days counted back from the last night. Kept for \
            good without a setting: retention.archive_days \
            (superseded deliveries), retention.editions_days, retention.ledger_days. What may name people \
            goes without one: retention.personal_days (90: \
            superseded deliveries of feeds whose contract says personal, drop or shown_from), \
            retention.refused_days (90), retention.held_days (30: files \
            with a CPR number), retention.backup_days (90: warehouses that a restore put aside). A file in \
            force, the newest of a feed, the baseline's \
            edition and files, the last good edition and the one that latest shows never go; kvadratur erase \
            takes a file in force. Each whole night does \
            the same with files at its end; this command alone lets go of the ledger's rows and gives back \
            the room that the warehouse no longer needs.
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
