import GRDB
import Records
import Testing

@testable import Warehouse

/// Whose matter an answer of SQLite is: the machine's, a model's, or nobody's whom we know.
@Suite struct WarehouseErrorsTests {
    @Test(arguments: [ResultCode.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_READONLY, .SQLITE_BUSY])
    func theMachines(_ code: ResultCode) {
        let error = DatabaseError(resultCode: code, message: "m")
        #expect(WarehouseErrors.isSystemic(error) && !WarehouseErrors.isUnexpected(error))
        #expect(
            "\(WarehouseErrors.told(error, path: "/x"))".hasPrefix("/x: m; the step at hand was rolled back"))
    }

    @Test(arguments: [ResultCode.SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH])
    func aModels(_ code: ResultCode) {
        let error = DatabaseError(resultCode: code, message: "m")
        #expect(
            !WarehouseErrors.isSystemic(error) && !WarehouseErrors.isUnexpected(error)
                && WarehouseErrors.told(error, path: "/x") is DatabaseError)
    }

    @Test(arguments: [ResultCode.SQLITE_INTERNAL, .SQLITE_PROTOCOL, .SQLITE_MISUSE, ResultCode(rawValue: 99)])
    func nobodys(_ code: ResultCode) {
        let told = WarehouseErrors.told(
            DatabaseError(resultCode: code, message: "line\nline", sql: "SELECT 1"), path: "/x")
        #expect(WarehouseErrors.isUnexpected(told) && !WarehouseErrors.isSystemic(told))
        #expect(
            "\(told)".hasPrefix(
                """
                /x: SQLite gave an answer that nobody expected (code \(code.rawValue), line line): our \
                own error
                """
            ) && !"\(told)".contains("\n"))
    }
}
