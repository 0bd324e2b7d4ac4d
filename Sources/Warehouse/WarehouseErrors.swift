import GRDB

/// SQLite's errors sorted by who must act.
public enum WarehouseErrors {
    /// Disk full, I/O, memory, read-only, lock or damage: nothing a model can help.
    public static func isSystemic(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        let codes: [ResultCode] = [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_READONLY, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN,
        ]
        return codes.contains(error.resultCode)
    }

    /// SQLite's own words, without the statement.
    public static func sentence(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "\(error.resultCode)"
    }
}
