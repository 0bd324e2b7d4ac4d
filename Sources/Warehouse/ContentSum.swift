import GRDB
import GRDBSQLite

/// What a table holds, as one number: the 128-bit sum of its rows' hashes.
///
/// A sum, so that the order of rows does not matter and rows that go or come change it without a look at all
/// the others. It tells equal content from changed content by accident, not against somebody who builds
/// collisions: who can write rows needs no collision.
struct ContentSum: Hashable {
    private(set) var sum: UInt128 = 0
    private(set) var rows = 0

    init() {}

    /// Adds every row of a query as it comes. In order, each row's number is part of its hash: for tables
    /// without a key, whose order is all that readers could lean on.
    static func of(_ sql: String, in transaction: Transaction, ordered: Bool = false) throws -> ContentSum {
        let statement = try transaction.db.makeStatement(sql: sql)
        let raw = statement.sqliteStatement
        var result = ContentSum()
        defer { sqlite3_reset(raw) }
        let columns = sqlite3_column_count(raw)
        while try step(raw) {
            var hash = RowHash(number: ordered ? result.rows : 0)
            for column in 0..<columns { hash.add(raw, column) }
            result.sum &+= hash.value
            result.rows += 1
        }
        return result
    }

    static func + (a: ContentSum, b: ContentSum) -> ContentSum {
        var result = a
        result.sum &+= b.sum
        result.rows += b.rows
        return result
    }

    static func - (a: ContentSum, b: ContentSum) -> ContentSum {
        var result = a
        result.sum &-= b.sum
        result.rows -= b.rows
        return result
    }
}

/// The hash of one row, in two lanes of 64 bits; kinds are told apart, so that 1, 1.0 and '1' differ.
private struct RowHash {
    private var a: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var b: UInt64 = 0xC2B2_AE3D_27D4_EB4F

    init(number: Int) { mix(UInt64(number)) }

    var value: UInt128 {
        UInt128(Self.fold(a ^ b &* 3, 0xA076_1D64_78BD_642F)) << 64
            | UInt128(Self.fold(b ^ a &* 5, 0xE703_7ED1_A0B4_28DB))
    }

    mutating func add(_ row: OpaquePointer?, _ column: CInt) {
        let kind = sqlite3_column_type(row, column)
        mix(UInt64(kind))
        switch kind {
        case SQLITE_INTEGER: mix(UInt64(bitPattern: sqlite3_column_int64(row, column)))
        case SQLITE_FLOAT: mix(sqlite3_column_double(row, column).bitPattern)
        case SQLITE_NULL: break
        default:
            guard let bytes = sqlite3_column_blob(row, column) else {
                mix(0)
                break
            }
            add(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(row, column))))
        }
    }

    private mutating func add(_ bytes: UnsafeRawBufferPointer) {
        mix(UInt64(bytes.count))
        var at = 0
        while at + 8 <= bytes.count {
            mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
            at += 8
        }
        guard at < bytes.count else { return }
        var last: UInt64 = 0
        for byte in bytes[at...] { last = last << 8 | UInt64(byte) }
        mix(last)
    }

    @inline(__always) private mutating func mix(_ word: UInt64) {
        a = Self.fold(a ^ word, 0x2D35_8DCC_AA6C_78A5)
        b = Self.fold(b &+ word, 0x8BB8_4B93_962E_ACC9)
    }

    /// Both halves of the product, so that high bits reach low ones.
    @inline(__always) private static func fold(_ word: UInt64, _ factor: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}

extension ContentSum {
    /// 32 hexadecimal digits and the row count, as the ledger keeps them.
    var text: String {
        Self.hex(UInt64(truncatingIfNeeded: sum >> 64)) + Self.hex(UInt64(truncatingIfNeeded: sum))
            + " \(rows)"
    }

    init?(text: String) {
        let parts = text.split(separator: " ")
        guard parts.count >= 2, parts[0].count == 32, let high = UInt64(parts[0].prefix(16), radix: 16),
            let low = UInt64(parts[0].suffix(16), radix: 16),
            let count = Int(parts[1])
        else { return nil }
        sum = UInt128(high) << 64 | UInt128(low)
        rows = count
    }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
