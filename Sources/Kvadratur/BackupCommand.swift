import ArgumentParser
import Records
import Stages

/// `kvadratur backup`: a checked copy of the warehouse.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the warehouse, also while a night runs, and check the copy.",
        discussion:
            """
            The copy holds the ledger, the history and the baseline. The archive in .kvadratur/archive \
            is plain files that never change: copy it along.
            """
    )

    @OptionGroup var place: RootOptions
    @Option(help: "The file to write; an earlier backup of that name is replaced when the new one is whole.")
    var into: String

    func run() throws {
        StopRequest.listen()
        Output.write(try Backup(root: place.folder).write(into: into))
    }
}
