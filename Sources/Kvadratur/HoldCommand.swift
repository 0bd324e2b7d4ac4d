import ArgumentParser
import Records
import Stages

/// `kvadratur hold`: a person's word on a delivery.
struct HoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Take a delivery out of force again.",
        discussion: """
            For a delivery that took effect and should not have. What it had replaced is in force again, \
            until it is released.
            """)

    @OptionGroup var place: RootOptions
    @Argument(help: "The delivery in force, by name or by the first eight or more digits of its SHA-256.")
    var file: String
    @Option(help: "The role that answers for it.")
    var by: String
    @Option(help: "Why it is wrong.")
    var why: String
    @Option(help: "The night's date (YYYY-MM-DD); otherwise the last one that ran.")
    var asOf: CalendarDay?

    func run() throws {
        Output.write(
            try HeldFiles(root: place.folder).hold(file, by: by, why: why, asOf: asOf)
                + "; next: kvadratur run\n")
    }
}
