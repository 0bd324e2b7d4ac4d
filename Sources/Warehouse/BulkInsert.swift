import GRDB
import GRDBSQLite
import Records

/// Rows in bulk through one raw prepared statement: cells are bound where they lie in the batch, without a
/// `String` each.
///
/// Its methods throw as those of `Transaction` do.
public final class BulkInsert {
    private let statement: Statement
    private let columnCount: Int
    private let file: Int64
    /// Rows inserted so far.
    public private(set) var inserted = 0

    /// - Parameters:
    ///   - transaction: the one in which the rows come or go as a whole.
    ///   - table: a table whose columns are the batch's and then `_file`, `_line`, `_record`, `_hash`.
    ///   - columnCount: the batch's columns.
    ///   - file: what stands in `_file` of every row.
    public init(_ transaction: Transaction, table: String, columnCount: Int, file: Int64) throws {
        let marks = Array(repeating: "?", count: columnCount + 4).joined(separator: ",")
        statement = try transaction.db.makeStatement(sql: "INSERT INTO \(quoted(table)) VALUES (\(marks))")
        self.columnCount = columnCount
        self.file = file
    }

    /// Inserts every row of the batch, with the file's number and its own place and hash behind its cells.
    ///
    /// - Throws: the error of SQLite; what was inserted before it is the transaction's to take back.
    public func insert(_ batch: borrowing RowBatch) throws {
        let raw = statement.sqliteStatement
        let pool = batch.pool
        let cells = batch.cells
        var next = 0
        for row in 0..<batch.rowCount {
            let position = batch.positions[row]
            for column in 0..<columnCount {
                bind(cells[next], at: CInt(column + 1), pool, raw)
                next += 1
            }
            sqlite3_bind_int64(raw, CInt(columnCount + 1), file)
            sqlite3_bind_int64(raw, CInt(columnCount + 2), Int64(position.line))
            sqlite3_bind_int64(raw, CInt(columnCount + 3), Int64(position.record))
            sqlite3_bind_int64(raw, CInt(columnCount + 4), Int64(bitPattern: batch.hashes[row]))
            defer { sqlite3_reset(raw) }
            _ = try step(raw)
        }
        // The bindings point into the batch, which is about to be used again.
        sqlite3_clear_bindings(raw)
        inserted += batch.rowCount
    }

    private func bind(
        _ cell: RowBatch.Cell, at index: CInt, _ pool: UnsafeBufferPointer<UInt8>, _ raw: OpaquePointer
    ) {
        switch cell.kind {
        case .null: sqlite3_bind_null(raw, index)
        case .integer: sqlite3_bind_int64(raw, index, cell.bits)
        case .real: sqlite3_bind_double(raw, index, Double(bitPattern: UInt64(bitPattern: cell.bits)))
        case .text:
            UnsafeRawPointer(pool.baseAddress! + Int(cell.bits)).withMemoryRebound(
                to: CChar.self, capacity: Int(cell.length)
            ) {
                _ = sqlite3_bind_text(raw, index, $0, CInt(cell.length), nil)
            }
        }
    }
}
