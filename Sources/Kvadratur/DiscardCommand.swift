import ArgumentParser
import Records
import Stages

/// `kvadratur discard`: a person's word on a delivery.
struct DiscardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Dismiss a held delivery.",
        discussion: """
            It never takes effect, and nobody is asked again; what is in force stays. Its bytes stay in the \
            archive.
            """)

    @OptionGroup var place: RootOptions
    @Argument(help: "The held delivery, by name or by the first eight or more digits of its SHA-256.")
    var file: String
    @Option(help: "The role that answers for it.")
    var by: String
    @Option(help: "Why it is wrong.")
    var why: String

    func run() throws {
        Output.write(
            try HeldFiles(root: place.folder).discard(file, by: by, why: why) + "; next: kvadratur run\n")
    }
}
