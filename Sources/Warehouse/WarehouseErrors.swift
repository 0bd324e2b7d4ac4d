import GRDB
import Records

/// SQLite's errors sorted by who must act.
public enum WarehouseErrors {
    /// Disk full, I/O, memory, read-only, lock or damage: nothing a model can help.
    public static func isSystemic(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        let codes: [ResultCode] = [
            .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_READONLY, .SQLITE_BUSY, .SQLITE_LOCKED,
            .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_CANTOPEN,
        ]
        return codes.contains(error.resultCode)
    }

    /// What a model's own text and rows can bring about: a value that does not fit, a key that stands twice,
    /// too large a number.
    private static let ofModels: [ResultCode] = [
        .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE, .SQLITE_INTERRUPT,
        .SQLITE_ABORT,
    ]

    /// A code that nothing here should ever meet: neither the machine's nor a model's. Nobody knows what it
    /// means for what was written.
    public static func isUnexpected(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return error is UnexpectedCode }
        return !isSystemic(error) && !ofModels.contains(error.resultCode)
    }

    /// An error of the machine with the path that it is about, a statement that was interrupted as what it
    /// is, and any other as it came.
    static func told(_ error: DatabaseError, path: String) -> any Error {
        if error.resultCode == .SQLITE_INTERRUPT { do { try StopRequest.check() } catch { return error } }
        if isUnexpected(error) {
            return UnexpectedCode(
                path: path, code: error.extendedResultCode.rawValue, message: sentence(error))
        }
        return isSystemic(error) ? WarehouseFailure.system(path: path, error) : error
    }

    /// SQLite's own words, without the statement.
    public static func sentence(_ error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "\(error.resultCode)"
    }
}

/// SQLite answered with a code that nothing here should ever meet.
public struct UnexpectedCode: Error, CustomStringConvertible {
    /// The warehouse's file.
    public var path: String
    /// SQLite's extended result code.
    public var code: Int32
    /// SQLite's own words, without the statement.
    public var message: String

    /// Path, code, what became of the work and the next command, in English.
    public var description: String {
        """
        \(path): SQLite gave an answer that nobody expected (code \(code), \
        \(message.replacing("\n", with: " "))): our own error; the step at hand was rolled back and \
        nothing was published; next: kvadratur run, and if it comes again, kvadratur restore FILE with \
        a backup
        """
    }
}
