import Formats
import Project
import Records
import Reports
import Warehouse

/// Which exit code an error ends with.
public enum Failure {
    /// The number that the process ends with and that the ledger keeps: an exit code, or 128 and the signal
    /// that stopped us.
    public static func status(of error: any Error) -> Int32 {
        (error as? Stopped)?.exitCode ?? code(of: error).rawValue
    }

    /// The exit code of an error; whatever is not known here is our own (70).
    public static func code(of error: any Error) -> ExitCode {
        switch error {
        case is ConfigurationFailure: .configuration
        case is RunLock.Held: .locked
        case is UsageFailure, is PlanDesk.Unknown: .usage
        case is Status.NothingYet, is PastNightGone, is Rebuild.Unmade, is PlanVerification.Unreadable:
            .attention
        case is SystemFailure, is WarehouseFailure, is Prune.Unshrunk, is Rebuild.HarmedArchive,
            is AlteredDelivery, is ArchiveWriter.Failure:
            .system
        case let error as any EndsCommand:
            switch error.end {
            case .usage: .usage
            case .system: .system
            }
        case let error as ReportError where error.isSystem: .system
        default: WarehouseErrors.isSystemic(error) ? .system : .internalError
        }
    }
}
