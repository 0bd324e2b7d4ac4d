import Records
import Warehouse

/// What a night came to.
public struct NightOutcome: Sendable {
    /// Things a person must look at: each a whole message, place first, next command last.
    public var warnings: [String] = []
    /// The edition that stands for this night: published now, or before and still right; nil where there is
    /// none.
    public var edition: String?
    /// Whether it was published by this run.
    public var published = false
    /// Steps that changed something.
    public var stepsDone = 0
    /// Steps that turned out to have nothing to change.
    public var stepsSame = 0
    /// Steps that were refused, failed or were held back.
    public var stepsFailed = 0
    /// Our own error happened in some branch.
    public var broken = false

    /// 70 where something of ours went wrong, 1 where a person must look, else 0.
    public var exitCode: ExitCode { broken ? .internalError : warnings.isEmpty ? .good : .attention }
    /// The run's outcome in the ledger.
    public var word: String {
        broken ? "failed" : !warnings.isEmpty ? "attention" : published ? "published" : "unchanged"
    }
}
