import Foundation
import Warehouse

/// Tells errors of the machine (disk, memory) from errors of a model: the first stop the night, the second hold back a branch.
enum Systemic {
    static func isCause(of error: any Error) -> Bool {
        error is SystemFailure || WarehouseErrors.isSystemic(error)
    }
}
