/// A SHA-256 as 64 lower-case hexadecimal digits: the name of a file's bytes, a contract or a model.
public struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 64 digits, lower case.
    public let hex: String
    /// Takes the digits as they stand, as they come from the ledger or a file; nothing is checked.
    public init(hex: String) { self.hex = hex }
    /// All 64 digits.
    public var description: String { hex }
    /// The first eight digits, for people.
    public var short: String { String(hex.prefix(8)) }
    /// By the digits; means nothing, but is the same everywhere.
    public static func < (a: Fingerprint, b: Fingerprint) -> Bool { a.hex < b.hex }
}
