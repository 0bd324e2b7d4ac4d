import ArgumentParser
import Stages

/// `kvadratur status`: the last runs, what is stale and what waits for whom.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the last runs, the age of each feed, what is stale and what waits for a person.")

    @OptionGroup var place: RootOptions
    @Option(help: "List the rows set aside of this feed, each with its place and reason.")
    var rejects: String?

    func run() throws {
        let status = try Status(root: place.folder)
        Output.write(try rejects.map(status.rejects) ?? status.text())
    }
}
