import ArgumentParser
import Records
import Stages

/// `kvadratur explain`: why a property has its class, or what a table is made of.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            """
            Explain a property's class, figures and flags down to file and line, or a table: what it \
            reads and what became of it.
            """
    )

    @OptionGroup var place: RootOptions
    @Option(help: "da or en; otherwise the language of pipelines/nightly.yaml.")
    var language: Language?
    @Argument(help: "A property's key or name, or a table such as core_building.")
    var name: String

    func run() throws {
        Output.write(try Explain(root: place.folder, language: language).text(name))
    }
}

extension Language: ExpressibleByArgument {}
