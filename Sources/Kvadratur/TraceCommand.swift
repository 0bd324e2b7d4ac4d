import ArgumentParser
import Records
import Stages

/// `kvadratur trace`: from a number in the report to file and line.
struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract:
            """
            Trace a number of the report down to file and line, and print the delivered lines from the \
            archive.
            """,
        discussion:
            """
            Either a property and a figure (kvadratur trace E-00004 m2_per_user) or a table of the \
            report, its row and a column (kvadratur trace candidates 1 cost_dkk).
            """
    )

    @OptionGroup var place: RootOptions
    @Option(help: "da or en; otherwise the language of pipelines/nightly.yaml.")
    var language: Language?
    @Argument(help: "PROPERTY FIGURE, or TABLE ROW [COLUMN] with rows counted from 1.")
    var figure: [String]

    func validate() throws {
        if !(1...3).contains(figure.count) {
            throw ValidationError("one property and a figure, or a table, a row and a column")
        }
    }

    func run() throws {
        Output.write(try Trace(root: place.folder, language: language).text(figure))
    }
}
