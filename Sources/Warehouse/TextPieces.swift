import GRDB
import GRDBSQLite

extension Transaction {
    /// Gives a long text of one row in pieces of at most a mebibyte, as they lie in the file: a proof can be
    /// a hundred megabytes.
    ///
    /// - Parameters:
    ///   - table: the table.
    ///   - column: one of its columns of text.
    ///   - row: the row's number, of a table that has them.
    ///   - body: takes each piece, good until it returns.
    public func pieces(
        of table: String, _ column: String, row: Int64, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var blob: OpaquePointer?
        func check(_ code: CInt) throws {
            guard code == SQLITE_OK else {
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: String(cString: sqlite3_errmsg(db.sqliteConnection)))
            }
        }
        try check(sqlite3_blob_open(db.sqliteConnection, "main", table, column, row, 0, &blob))
        defer { sqlite3_blob_close(blob) }
        let size = Int(sqlite3_blob_bytes(blob))
        var piece = [UInt8](repeating: 0, count: min(size, 1 << 20))
        var at = 0
        while at < size {
            let count = min(piece.count, size - at)
            try piece.withUnsafeMutableBytes { room in
                try check(sqlite3_blob_read(blob, room.baseAddress, CInt(count), CInt(at)))
                try body(UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
            at += count
        }
    }
}
