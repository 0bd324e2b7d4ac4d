import ArgumentParser
import Stages

/// `kvadratur log`: what ran.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Show runs and their steps, one line each.")

    @OptionGroup var place: RootOptions
    @Flag(help: "One JSON object a line.")
    var json = false
    @Option(name: .customLong("run"), help: "This run and its steps alone.")
    var number: Int?
    @Option(help: "How many of the last runs.")
    var last = 20
    @Flag(help: "With the steps of each run.")
    var steps = false

    func validate() throws {
        if last < 1 { throw ValidationError("--last must be at least 1") }
    }

    func run() throws {
        Output.write(try Log(root: place.folder).text(run: number, last: last, steps: steps, json: json))
    }
}
