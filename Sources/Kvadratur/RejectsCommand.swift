import ArgumentParser
import Records
import Stages

/// `kvadratur rejects`: rows that were set aside.
struct RejectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects",
        abstract: "Show the rows that were set aside, export them to be mended, or waive one.",
        discussion: """
            An exported file is a delivery of its feed: mend it and put it into inbound/. Its rows join the \
            delivery they came from and take out of \
            force only rows with the same key. A row's number, such as 3.17, is that of its file and record.
            """)

    @OptionGroup var place: RootOptions
    @Option(help: "da or en; otherwise the language of pipelines/nightly.yaml.")
    var language: Language?
    @Option(help: "Write this feed's open rows as a CSV file with the reason and the line of each.")
    var export: String?
    @Option(
        help:
            """
            The file to export into; otherwise the name of the newest delivery concerned, in the \
            working folder.
            """
    )
    var into: String?
    @Option(help: "Let the row of this number be: it stays out of the figures and is shown with the reason.")
    var waive: String?
    @Option(help: "The role that answers for waiving a row.")
    var by: String?
    @Option(help: "Why the row need not be mended.")
    var why: String?
    @Flag(help: "Also show what later files have settled.")
    var all = false
    @Argument(help: "The feed whose rows to list; without it, how many there are of each feed.")
    var feed: String?

    func validate() throws {
        if [export != nil, waive != nil, feed != nil].filter({ $0 }).count > 1 {
            throw ValidationError("FEED, --export and --waive exclude each other")
        }
        if waive != nil, by == nil || why == nil {
            throw ValidationError("--waive needs --by ROLE and --why TEXT")
        }
        if waive == nil, by != nil || why != nil { throw ValidationError("--by and --why belong to --waive") }
        if export == nil, into != nil { throw ValidationError("--into belongs to --export") }
    }

    func run() throws {
        let rejects = try Rejects(root: place.folder, language: language)
        if let export { return Output.write(try rejects.export(export, into: into)) }
        if let waive { return Output.write(try rejects.waive(waive, by: by ?? "", why: why ?? "")) }
        Output.write(try feed.map { try rejects.list($0, all: all) } ?? rejects.overview())
    }
}
