import Foundation
import Records
import Warehouse

/// Tells errors of the machine (disk, memory), answers of SQLite that nobody expected and a request to stop
/// from errors of a model: the first stop the night, the second hold back a branch.
enum Systemic {
    static func isCause(of error: any Error) -> Bool {
        error is SystemFailure || error is Stopped || error is WarehouseFailure
            || WarehouseErrors.isSystemic(error) || WarehouseErrors.isUnexpected(error)
    }
}
