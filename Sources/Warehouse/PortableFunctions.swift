import GRDB
import GRDBSQLite
import Glibc

/// `round` and `lower` as every engine has them, in place of SQLite's own, which differ between its releases
/// and know the letters A to Z alone.
///
/// Every connection that reads or builds tables registers them, so that a figure follows from its model and
/// not from the library it ran on.
enum PortableFunctions {
    /// What another engine names `rounded`: ties go away from zero, and a value a hair below a tie, which is
    /// how most decimal ties are held in binary, is one.
    ///
    /// - Parameter places: decimals, 0 to 15.
    static func rounded(_ value: Double, places: Int) -> Double {
        let scale = pow(10, Double(places))
        let scaled = abs(value) * scale
        // From here on a double has no digit that could be rounded off.
        guard scaled < 0x1p52 else { return value }
        let size = (scaled * (1 + 1e-12) + 0.5).rounded(.down) / scale
        return value < 0 && size > 0 ? -size : size
    }

    /// Small letters for all of Unicode, scalar by scalar, whatever the locale.
    static func lowered(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
        return String(result)
    }

    /// Registers both on a connection.
    static func register(on connection: OpaquePointer?) {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        for count in [CInt(1), 2] {
            sqlite3_create_function_v2(connection, "round", count, flags, nil, round, nil, nil, nil)
        }
        sqlite3_create_function_v2(connection, "lower", 1, flags, nil, lower, nil, nil, nil)
    }

    private typealias Arguments = UnsafeMutablePointer<OpaquePointer?>

    private static let round: @convention(c) (OpaquePointer?, CInt, Arguments?) -> Void = {
        context, count, values in
        guard let values, sqlite3_value_type(values[0]) != SQLITE_NULL,
            count < 2 || sqlite3_value_type(values[1]) != SQLITE_NULL
        else { return sqlite3_result_null(context) }
        let places = count < 2 ? 0 : min(max(Int(sqlite3_value_int64(values[1])), 0), 15)
        sqlite3_result_double(context, rounded(sqlite3_value_double(values[0]), places: places))
    }

    private static let lower: @convention(c) (OpaquePointer?, CInt, Arguments?) -> Void = {
        context, _, values in
        guard let values, let bytes = sqlite3_value_text(values[0]) else {
            return sqlite3_result_null(context)
        }
        let count = Int(sqlite3_value_bytes(values[0]))
        let text = UnsafeBufferPointer(start: bytes, count: count)
        // What nobody wrote in capitals is what it is.
        if text.allSatisfy({ $0 < 128 && !(65...90).contains($0) }) {
            return sqlite3_result_value(context, values[0])
        }
        var small = lowered(String(decoding: text, as: UTF8.self))
        small.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
                sqlite3_result_text(context, $0.baseAddress, CInt($0.count), transient)
            }
        }
    }

    /// SQLite copies what it is given.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
