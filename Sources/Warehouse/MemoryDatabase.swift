import GRDB
import GRDBSQLite
import Glibc

/// An SQLite database in memory with nothing in it but shapes: where the project is compiled before the
/// warehouse is touched.
///
/// A raw connection, because what is wanted is SQLite's own answer: the authorizer's list of what a statement
/// reads and the offset of an error.
final class MemoryDatabase {
    struct Failure: Error {
        var message: String
        /// Byte offset in the statement, when SQLite can tell.
        var offset: Int?
    }

    /// The text is no SELECT, or more than one.
    struct NotASelect: Error {
        /// Byte offset of what follows the SELECT.
        var offset: Int?
    }

    /// The statement waits for values from outside.
    struct BoundParameter: Error {}

    /// What the statement prepared last reads: columns by table. Named steps (`with`) stand among them under
    /// their own names.
    private(set) var reads: [String: Set<String>] = [:]
    private var handle: OpaquePointer?

    init() {
        let code = sqlite3_open_v2(
            ":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        precondition(code == SQLITE_OK, "SQLite cannot open a database in memory")
        PortableFunctions.register(on: handle)
    }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// Runs every statement of a script; the offset of a failure counts from the script's first byte.
    func run(script: String) throws {
        try script.withCString { text in
            var at = text
            while at.pointee != 0 {
                var statement: OpaquePointer?
                var rest: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v2(handle, at, -1, &statement, &rest)
                defer { sqlite3_finalize(statement) }
                guard code == SQLITE_OK, let rest,
                    statement == nil || [SQLITE_DONE, SQLITE_ROW].contains(step(statement))
                else {
                    var cause = failure()
                    // A statement that is cut off has no place of its own: where it begins.
                    cause.offset = (at - text) + (cause.offset ?? Self.start(of: String(cString: at)))
                    throw cause
                }
                at = rest
            }
        }
    }

    /// Bytes of blanks and comment lines before a statement.
    private static func start(of sql: String) -> Int {
        var start = 0
        for line in sql.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
            if !words.isEmpty, !words.hasPrefix("--") { return start + line.utf8.count - words.utf8.count }
            start += line.utf8.count + 1
        }
        return 0
    }

    /// Prepares one statement and returns its columns with their declared types; `reads` then tells what it
    /// reads.
    func prepare(_ sql: String) throws -> [(name: String, sqlType: String)] {
        reads = [:]
        let me = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_set_authorizer(handle, authorize, me)
        defer { sqlite3_set_authorizer(handle, nil, nil) }
        return try sql.withCString { text in
            var statement: OpaquePointer?
            var rest: UnsafePointer<CChar>?
            guard sqlite3_prepare_v2(handle, text, -1, &statement, &rest) == SQLITE_OK else {
                throw failure()
            }
            defer { sqlite3_finalize(statement) }
            guard sqlite3_column_count(statement) > 0 else { throw NotASelect(offset: nil) }
            if sqlite3_bind_parameter_count(statement) > 0 { throw BoundParameter() }
            if let rest { try nothingBut(rest, offset: rest - text) }
            return columns(of: statement)
        }
    }

    /// Comments and blanks may follow the statement; a second statement may not.
    private func nothingBut(_ rest: UnsafePointer<CChar>, offset: Int) throws {
        let here = reads
        defer { reads = here }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, rest, -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        guard code == SQLITE_OK, statement == nil else {
            throw NotASelect(
                offset: offset + String(cString: rest).utf8.prefix { [9, 10, 13, 32].contains($0) }.count)
        }
    }

    private func columns(of statement: OpaquePointer?) -> [(name: String, sqlType: String)] {
        (0..<sqlite3_column_count(statement)).map { index in
            (
                String(cString: sqlite3_column_name(statement, index)),
                sqlite3_column_decltype(statement, index).map { String(cString: $0) } ?? ""
            )
        }
    }

    /// All rows of a query as text, for `EXPLAIN QUERY PLAN`.
    func rows(_ sql: String) throws -> [[String]] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw failure() }
        defer { sqlite3_finalize(statement) }
        var result: [[String]] = []
        var code = step(statement)
        while code == SQLITE_ROW {
            result.append(
                (0..<sqlite3_column_count(statement)).map {
                    sqlite3_column_text(statement, $0).map { String(cString: $0) } ?? ""
                })
            code = step(statement)
        }
        guard code == SQLITE_DONE else { throw failure() }
        return result
    }

    /// An answer that nobody expected is no mistake of the project, and there is no way on: nothing was
    /// touched yet, and what does not compile for a reason that nobody knows is not to be told as the
    /// municipality's own error.
    private func step(_ statement: OpaquePointer?) -> CInt {
        let code = sqlite3_step(statement)
        if [SQLITE_ROW, SQLITE_DONE].contains(code) { return code }
        let error = DatabaseError(
            resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(handle)))
        guard WarehouseErrors.isUnexpected(error) else { return code }
        let words = Array("\(WarehouseErrors.told(error, path: ":memory: (the project's tables)"))\n".utf8)
        _ = write(STDERR_FILENO, words, words.count)
        exit(70)
    }

    fileprivate func note(table: String, column: String) {
        reads[table, default: []].insert(column)
    }

    private func failure() -> Failure {
        let offset = Int(sqlite3_error_offset(handle))
        return Failure(message: String(cString: sqlite3_errmsg(handle)), offset: offset < 0 ? nil : offset)
    }
}

private func authorize(
    _ context: UnsafeMutableRawPointer?, _ action: CInt, _ first: UnsafePointer<CChar>?,
    _ second: UnsafePointer<CChar>?,
    _ database: UnsafePointer<CChar>?, _ inner: UnsafePointer<CChar>?
) -> CInt {
    if action == SQLITE_READ, let first, let context {
        Unmanaged<MemoryDatabase>.fromOpaque(context).takeUnretainedValue()
            .note(table: String(cString: first), column: second.map { String(cString: $0) } ?? "")
    }
    return SQLITE_OK
}
