/// A place in a delivered file.
///
/// A BBR delivery is often one line of 28 MB, so a line alone says nothing: the record's number and the byte
/// go with it.
public struct Position: Hashable, Sendable {
    /// Line, counted from 1.
    public var line: Int
    /// Column of the first offending byte in that line, counted from 1; nil where the reader cannot tell.
    public var column: Int?
    /// Offset from the start of the unpacked file, counted from 0.
    public var byte: Int
    /// Number of the record in the file, counted from 1; 0 outside any record (a header, a prolog).
    public var record: Int

    /// A place; without a byte and a record, the start of the file.
    public init(line: Int, column: Int? = nil, byte: Int = 0, record: Int = 0) {
        self.line = line
        self.column = column
        self.byte = byte
        self.record = record
    }
}
