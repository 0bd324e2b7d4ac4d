import ArgumentParser
import Records
import Stages

/// `kvadratur diff`: two editions side by side.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what two editions say differently of each property.",
        discussion:
            """
            When the second edition follows the first, its own table of changes with their causes; \
            otherwise every figure and class of both, compared.
            """
    )

    @OptionGroup var place: RootOptions
    @Option(help: "da or en; otherwise the language of pipelines/nightly.yaml.")
    var language: Language?
    @Argument(help: "The earlier edition: its name, its date, or latest.")
    var first: String
    @Argument(help: "The later edition.")
    var second = "latest"

    func run() throws {
        Output.write(try Diff(root: place.folder, language: language).text(first, second))
    }
}
