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

    /// One number for the values of some cells: two lists of cells have the same only if they hold the same,
    /// but for one chance in 2^64.
    static func hash(_ raw: OpaquePointer, _ columns: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        @inline(__always) func mix(_ word: UInt64) {
            let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
            hash = product.high ^ product.low ^ (hash &<< 1)
        }
        for column in columns {
            let column = CInt(column)
            switch sqlite3_column_type(raw, column) {
            case SQLITE_NULL: mix(0xA5)
            case SQLITE_INTEGER:
                mix(1)
                mix(UInt64(bitPattern: sqlite3_column_int64(raw, column)))
            case SQLITE_FLOAT:
                mix(2)
                mix(sqlite3_column_double(raw, column).bitPattern)
            default:
                let length = Int(sqlite3_column_bytes(raw, column))
                mix(UInt64(length) &<< 8 | 3)
                guard let bytes = UnsafeRawPointer(sqlite3_column_text(raw, column)) else { continue }
                var at = 0
                while at + 8 <= length {
                    mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                    at += 8
                }
                var rest: UInt64 = 0
                while at < length {
                    rest = rest &<< 8 | UInt64(bytes.load(fromByteOffset: at, as: UInt8.self))
                    at += 1
                }
                mix(rest)
            }
        }
        return hash
    }
}
