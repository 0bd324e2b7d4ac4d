import Records
import Warehouse

/// What a night came to.
public struct NightOutcome: Sendable {
    /// Things a person must look at: each a whole message, place first, next command last.
    public var warnings: [String] = []
    public var edition: String?
    public var published = false
    public var stepsDone = 0
    public var stepsSame = 0
    public var stepsFailed = 0
    /// Our own error happened in some branch.
    public var broken = false

    public var exitCode: ExitCode { broken ? .internalError : warnings.isEmpty ? .good : .attention }
    /// The run's outcome in the ledger.
    public var word: String {
        broken ? "failed" : !warnings.isEmpty ? "attention" : published ? "published" : "unchanged"
    }
}
