/// Something wrong with the project itself (`pipelines/`, `schemas/`), with its place.
public struct Finding: Error, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Path relative to the project's root.
    public var file: String
    /// Counted from 1; nil for the file as a whole.
    public var line: Int?
    /// Counted from 1; means nothing without a line.
    public var column: Int?
    /// Stable code, such as `unknown_column`.
    public var code: String
    /// What is wrong, in one sentence without a full stop.
    public var message: String

    /// A finding; without a line it is of the file as a whole.
    public init(file: String, line: Int? = nil, column: Int? = nil, code: String, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.code = code
        self.message = message
    }

    /// `file:line:column: message (code)`.
    public var description: String {
        let place = file + (line.map { ":\($0)" } ?? "") + (line == nil ? "" : column.map { ":\($0)" } ?? "")
        return "\(place): \(message) (\(code))"
    }

    /// By place (a file as a whole before its lines), then by code and message: the order in which `check`
    /// tells them.
    public static func < (a: Finding, b: Finding) -> Bool {
        (a.file, a.line ?? 0, a.column ?? 0, a.code, a.message) < (
            b.file, b.line ?? 0, b.column ?? 0, b.code, b.message
        )
    }
}
