import ArgumentParser
import Stages

/// `kvadratur status`: the last runs, what is stale and what waits for whom.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the last runs, the age of each feed, what is stale and what waits for a person.")

    @OptionGroup var place: RootOptions

    func run() throws { Output.write(try Status(root: place.folder).text()) }
}
