import ArgumentParser
import Stages

/// `kvadratur check`: everything wrong with the project, at once and without a warehouse.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Check the project: every feed, contract, model, audit and report, and run the models' own tests."
    )

    @OptionGroup var place: RootOptions
    @Flag(help: "Leave the models' given/expect tests out.")
    var noTests = false

    func run() throws {
        let check = ProjectCheck(root: place.folder, runTests: !noTests)
        for finding in check.findings { Output.error(finding.description) }
        guard check.findings.isEmpty else {
            Output.error("\(Figures.findings(check.findings.count)); nothing was touched")
            throw ArgumentParser.ExitCode(Stages.ExitCode.configuration.rawValue)
        }
        Output.write(check.summary + "\n")
        for line in check.outlook { Output.error(line) }
    }
}
