import ArgumentParser
import Records
import Stages

/// `kvadratur restore`: a backup in the warehouse's place.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract:
            "Put a backup in the warehouse's place. It is checked first; the old warehouse is kept aside.",
        discussion:
            """
            Deliveries that nights since the backup took go from the archive back into inbound/, so \
            that the next run brings everything up to date.
            """
    )

    @OptionGroup var place: RootOptions
    @Argument(help: "A file that kvadratur backup wrote.")
    var from: String

    func run() throws {
        StopRequest.listen()
        for line in try Backup(root: place.folder).restore(from: from) { Output.write(line + "\n") }
    }
}
