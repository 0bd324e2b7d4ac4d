import Formats
import Project
import Records
import Warehouse

/// Which exit code an error ends with.
public enum Failure {
    public static func code(of error: any Error) -> ExitCode {
        switch error {
        case is ConfigurationFailure: .configuration
        case is RunLock.Held: .locked
        case is UsageFailure: .usage
        case is Status.NothingYet, is PastNightGone, is Rebuild.Unmade: .attention
        case is SystemFailure, is WarehouseFailure: .system
        default: WarehouseErrors.isSystemic(error) ? .system : .internalError
        }
    }
}
