import GRDB
import GRDBSQLite
import Records

extension Transaction {
    /// Steps through the rows of a query where they lie, without a value of ours each; false from `body` ends
    /// it.
    func scan(_ sql: String, _ body: (OpaquePointer) throws -> Bool) throws {
        let statement = try db.makeStatement(sql: sql)
        let raw = statement.sqliteStatement
        defer { withExtendedLifetime(statement) { _ = sqlite3_reset(raw) } }
        while try step(raw) { if try !body(raw) { return } }
    }

    /// Runs a statement once for each list of whole numbers.
    func each(_ sql: String, of numbers: some Sequence<[Int64]>) throws {
        let statement = try db.makeStatement(sql: sql)
        let raw = statement.sqliteStatement
        defer { withExtendedLifetime(statement) {} }
        for list in numbers {
            for (index, number) in list.enumerated() { sqlite3_bind_int64(raw, CInt(index + 1), number) }
            defer { sqlite3_reset(raw) }
            while try step(raw) {}
        }
    }

    /// The values that a column has in a part of a table, each once, in the order of their first rows. Rows
    /// of one value mostly follow each other.
    func distinct(_ columns: [String], of table: String, where condition: String) throws -> [[Value]] {
        var seen: Set<UInt64> = []
        var last: UInt64?
        var result: [[Value]] = []
        try scan("SELECT \(columns.map(quoted).joined(separator: ", ")) FROM \(table) WHERE \(condition)") {
            raw in
            let hash = Cell.hash(raw, 0..<columns.count)
            if hash != last, seen.insert(hash).inserted {
                result.append((0..<columns.count).map { Cell.value(raw, $0) })
            }
            last = hash
            return true
        }
        return result
    }
}

/// A cell of the row that a statement stands on.
enum Cell {
    static func value(_ raw: OpaquePointer, _ column: Int) -> Value {
        let column = CInt(column)
        switch sqlite3_column_type(raw, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(raw, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(raw, column))
        case SQLITE_NULL: return .null
        default: return .text(sqlite3_column_text(raw, column).map { String(cString: $0) } ?? "")
        }
    }

    /// The number, or nil where there is none.
    @inline(__always)
    static func number(_ raw: OpaquePointer, _ column: Int) -> Double? {
        let column = CInt(column)
        switch sqlite3_column_type(raw, column) {
        case SQLITE_INTEGER, SQLITE_FLOAT: return sqlite3_column_double(raw, column)
        default: return nil
        }
    }

    /// One number for the values of some cells of a row.
    static func hash(_ raw: OpaquePointer, _ columns: Range<Int>) -> UInt64 {
        var hash = CellHash()
        for column in columns {
            let column = CInt(column)
            switch sqlite3_column_type(raw, column) {
            case SQLITE_NULL: hash.addNull()
            case SQLITE_INTEGER: hash.add(sqlite3_column_int64(raw, column))
            case SQLITE_FLOAT: hash.add(sqlite3_column_double(raw, column))
            default:
                // The text first: it may be turned into UTF-8 by asking for it.
                let text = sqlite3_column_text(raw, column)
                hash.add(text: UnsafeRawPointer(text), Int(sqlite3_column_bytes(raw, column)))
            }
        }
        return hash.value
    }
}
