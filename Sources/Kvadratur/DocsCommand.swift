import ArgumentParser
import Stages

/// `kvadratur docs`: the project's documentation.
struct DocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract:
            """
            Write the project's documentation: one page with every feed, table, figure, rule and \
            report, and what reads what.
            """,
        discussion:
            """
            Made from pipelines/ and schemas/ alone, without a warehouse; it needs no network. The same \
            project gives the same bytes.
            """
    )

    @OptionGroup var place: RootOptions
    @Option(help: "The file to write; otherwise outbound/docs.html.")
    var into: String?

    @Option(
        help:
            "Write the reference of all keys of feeds, contracts and settings to this file, and not the page."
    )
    var keys: String?

    func run() throws {
        if let keys { return Output.write(try Docs(root: place.folder).writeKeys(into: keys)) }
        Output.write(try Docs(root: place.folder).write(into: into))
    }
}
