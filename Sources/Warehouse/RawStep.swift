import GRDB
import GRDBSQLite

/// One step of a raw prepared statement, for loops in which GRDB's rows would cost more than the work itself.
///
/// - Returns: whether there is a row; false when the statement has come to its end.
/// - Throws: `DatabaseError` as GRDB would, so that `WarehouseErrors` sorts it.
@inline(__always)
func step(_ raw: OpaquePointer) throws -> Bool {
    let code = sqlite3_step(raw)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    throw stepFailure(code, raw)
}

@inline(never)
private func stepFailure(_ code: CInt, _ raw: OpaquePointer) -> DatabaseError {
    DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(raw))),
        sql: sqlite3_sql(raw).map { String(cString: $0) })
}
