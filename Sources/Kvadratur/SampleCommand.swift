import ArgumentParser
import Records
import Sample
import Stages

/// `kvadratur sample`: a made-up municipality's deliveries.
struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract:
            """
            Write the deliveries of a made-up municipality: all twelve register tables and all its own \
            files.
            """,
        discussion:
            """
            The same seed gives the same bytes. The delivery note beside the folder says which rows are \
            bad and why, and what is true of each property.
            """
    )

    @Option(help: "How many properties the municipality has.")
    var properties = 60
    @Option(help: "Seed of everything that is made up.")
    var seed: UInt64 = 1
    @Option(help: "Folder that the deliveries are written into.")
    var into: String
    @Option(help: "Date of the deliveries (YYYY-MM-DD).")
    var asOf = CalendarDay("2026-02-28")!
    @Option(
        help:
            """
            The delivery so many nights later: one building and one headcount in a thousand changes \
            each night.
            """
    )
    var night = 0
    @Option(help: "Dirty rows per thousand rows of the municipality's own files.")
    var dirtyPermille = 10
    @Option(help: "Percent of the properties that have data about users, use, cost and condition.")
    var dataPercent = 100
    @Flag(help: "Write the register's twelve tables only.")
    var registerOnly = false
    @Flag(help: "Write the register as bare XML instead of ZIP.")
    var plain = false
    @Flag(
        inversion: .prefixedNo,
        help:
            """
            Mark the deliveries as made up: a run refuses to mix them with others. --no-mark is for \
            tests that change them.
            """
    )
    var mark = true

    func validate() throws {
        if properties < 1 { throw ValidationError("--properties must be at least 1") }
    }

    func run() throws {
        var sample = SampleMunicipality(
            properties: properties, seed: seed, asOf: asOf.description, dirtyPermille: dirtyPermille)
        sample.night = night
        sample.dataPercent = dataPercent
        sample.registerOnly = registerOnly
        sample.plainRegister = plain
        let written = try sample.write(into: into)
        Output.write("\(written)\n")
        if mark { try SampleMark.mark(written.files.map(\.name), in: into) }
    }
}
