/// A SHA-256 as 64 lower-case hexadecimal digits: the name of a file's bytes, a contract or a model.
public struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let hex: String
    public init(hex: String) { self.hex = hex }
    public var description: String { hex }
    /// The first eight digits, for people.
    public var short: String { String(hex.prefix(8)) }
    public static func < (a: Fingerprint, b: Fingerprint) -> Bool { a.hex < b.hex }
}
