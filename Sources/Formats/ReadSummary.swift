import Records

/// What a reader saw in one delivery that it read to the end.
public struct ReadSummary: Hashable, Sendable {
    /// Records as read, those set aside included.
    public var records = 0
    /// Records set aside by the reader itself.
    public var rejected = 0
    /// Names that no field asked for, and how often they came (XML: elements; CSV: records).
    public var unknownFields: [String: Int] = [:]
    /// Fields that a CSV header lacks, or that no record of an XML file had.
    public var missingFields: [Int] = []
    /// Worth knowing, nothing set aside: at most one fault per code, with the first place and a count.
    public var notes: [Fault] = []
    /// Unpacked bytes.
    public var bytes = 0
    /// `plain`, `libxml2` or `csv`.
    public var reader: String

    /// Nothing seen yet, by a reader of this name.
    public init(reader: String) { self.reader = reader }
}
