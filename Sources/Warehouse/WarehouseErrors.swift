import GRDB
import Records

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

    /// An error of the machine with the path that it is about, a statement that was interrupted as what it is, and any other as it came.
    static func told(_ error: DatabaseError, path: String) -> any Error {
        if error.resultCode == .SQLITE_INTERRUPT { do { try StopRequest.check() } catch { return error } }
        return isSystemic(error) ? WarehouseFailure.system(path: path, error) : error
    }

    /// SQLite's own words, without the statement.
    public static func sentence(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "\(error.resultCode)"
    }
}
