import ArgumentParser
import Sample
import Records
import Stages

/// `kvadratur sample`: a made-up municipality's deliveries.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Write the deliveries of a made-up municipality: all twelve register tables and all its own files.",
        discussion: "The same seed gives the same bytes. The delivery note beside the files says which rows are bad and why, and what is true of each property.")

    @Option(help: "How many properties the municipality has.")
    var properties = 60
    @Option(help: "Seed of everything that is made up.")
    var seed: UInt64 = 1
    @Option(help: "Folder that the deliveries are written into.")
    var into: String
    @Option(help: "Date of the deliveries (YYYY-MM-DD).")
    var asOf: CalendarDay = CalendarDay("2026-02-28")!

    func validate() throws {
        if properties < 1 { throw ValidationError("--properties must be at least 1") }
    }

    func run() throws {
        let summary = try SampleMunicipality(properties: properties, seed: seed, asOf: asOf.description).write(into: into)
        Output.write("\(summary)\n")
    }
}
