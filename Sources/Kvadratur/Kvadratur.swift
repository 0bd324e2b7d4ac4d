import ArgumentParser
import Foundation
import Records
import Stages

/// The command. Every subcommand is one file; `help` and the man page are made from these texts.
@main
struct Kvadratur: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kvadratur",
        abstract:
            """
            Reads a municipality's building register and its records of use, cost and condition each \
            night, and says which square metres it can do without.
            """,
        discussion: """
            Deliveries go into inbound/, the report appears in outbound/latest. Exit codes: 0 published, \
            nothing to look at; 1 a person must look; \
            64 wrong use; 70 our own error; 74 the system stopped us; 75 another run holds the lock; 78 \
            configuration; 128 + n stopped by signal n.
            """,
        version: Program.version,
        subcommands: [
            RunCommand.self, CheckCommand.self, FeedCommand.self, StatusCommand.self, SampleCommand.self,
            DemoCommand.self, NewCommand.self, LayerCommand.self, DiffLayerCommand.self, BaselineCommand.self,
            PlanCommand.self, ExplainCommand.self, TraceCommand.self, RejectsCommand.self, LogCommand.self,
            RetryCommand.self, ReleaseCommand.self, HoldCommand.self, DiscardCommand.self, DiffCommand.self,
            BackupCommand.self, RestoreCommand.self, ExportCommand.self, PruneCommand.self, EraseCommand.self,
            DocsCommand.self,
        ])

    static func main() {
        do {
            try Surroundings.prepare()
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ArgumentParser.ExitCode {
            Foundation.exit(code.rawValue)
        } catch let failure as ConfigurationFailure {
            for finding in failure.findings { Output.error(finding.description) }
            Output.error(
                """
                \(Figures.findings(failure.findings.count)); nothing was touched. Mend them and run: \
                kvadratur check
                """
            )
            Foundation.exit(Stages.ExitCode.configuration.rawValue)
        } catch let stopped as Stopped {
            Output.error(stopped.description)
            Foundation.exit(stopped.exitCode)
        } catch let held as RunLock.Held {
            Output.error(
                "\(held.description); nothing was touched. Wait for it, or look with: kvadratur status")
            Foundation.exit(Stages.ExitCode.locked.rawValue)
        } catch let failure as SystemFailure {
            Output.error(
                """
                \(failure)\n  what was done before stays whole, and so does the last edition; mend it \
                and give the command again
                """
            )
            Foundation.exit(Stages.ExitCode.system.rawValue)
        } catch {
            let code = Self.exitCode(for: error)
            if code == .success {
                print(Self.fullMessage(for: error))
                Foundation.exit(0)
            }
            if Self.isUsage(error) {
                Output.error(Self.fullMessage(for: error))
                Foundation.exit(Stages.ExitCode.usage.rawValue)
            }
            Output.error("\(error)")
            Foundation.exit(Failure.code(of: error).rawValue)
        }
    }

    private static func isUsage(_ error: any Error) -> Bool { exitCode(for: error) == .validationFailure }
}

/// Options that every command has.
struct RootOptions: ParsableArguments {
    @Option(help: "The folder that holds pipelines/, schemas/, inbound/ and outbound/.")
    var root = "."

    /// The root without a slash at its end.
    var folder: String { root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root }
}
