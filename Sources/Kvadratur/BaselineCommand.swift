import ArgumentParser
import Stages

/// `kvadratur baseline`: the frozen starting point that every reduction is measured against.
struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Show the frozen baseline, or freeze the last published night as the baseline.")

    @OptionGroup var place: RootOptions
    @Flag(
        help:
            """
            Freeze the last published night. Later nights are measured against it; a register \
            correction never becomes a saving.
            """
    )
    var freeze = false

    func run() throws {
        let baseline = try Baseline(root: place.folder)
        if freeze { try baseline.freeze() }
        Output.write(try baseline.text())
    }
}
