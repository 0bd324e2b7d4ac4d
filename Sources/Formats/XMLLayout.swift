/// The outer form of a register file: `<root>`, an optional header, then records with flat fields.
public struct XMLLayout: Hashable, Sendable {
    /// Local name of the outermost element; another one is refused.
    public var root: String
    /// Local name of the element that is a record.
    public var record: String
    /// An element beside the records that carries no data, such as `UDTRAEK`; it may be missing.
    public var header: String?

    /// Names of the elements; without a header nothing but records may stand under the root.
    public init(root: String, record: String, header: String? = nil) {
        self.root = root
        self.record = record
        self.header = header
    }
}

/// Which of the two XML readers takes a file.
public enum XMLReaderChoice: String, Hashable, Sendable, CaseIterable {
    /// The plain reader; throws `PlainReaderDeclined` when the file needs libxml2.
    case automatic
    /// The plain reader only (the same as `automatic`; kept apart so that a benchmark can name it).
    case plain
    /// The reference.
    case libxml2
}

/// The plain reader met something it is not sure of.
///
/// Records may have been delivered before this is thrown. The caller takes back everything of the file and
/// reads it again with `XMLReaderChoice.libxml2`, whose answer (records, rejects or a refusal) counts.
public struct PlainReaderDeclined: Error, Hashable, Sendable {
    /// What it met, in a few words.
    public var reason: String
    /// Offset in the unpacked file, near the construct.
    public var byte: Int
}
