/// Lets a reader pass over records whose bytes are known: it finds their ends, but reads no field of them.
public struct RecordSieve {
    /// Called once, before the first record, with what the meaning of a record's bytes depends on besides the
    /// layout: the encoding, a header.
    public let begin: (_ form: String) throws -> Void
    /// Whether a record is to be read, told from its own bytes and its number in the file; nil when all are.
    /// What a reader passes over is counted as a record and nothing else. A record that is to be read may be
    /// asked for again when its end was not where it seemed.
    public let wants: ((_ raw: UnsafeBufferPointer<UInt8>, _ number: Int) throws -> Bool)?

    /// A sieve; without `wants` every record is read.
    public init(
        begin: @escaping (_ form: String) throws -> Void = { _ in },
        wants: ((_ raw: UnsafeBufferPointer<UInt8>, _ number: Int) throws -> Bool)? = nil
    ) {
        self.begin = begin
        self.wants = wants
    }

    /// Every record is read.
    public static var open: RecordSieve { RecordSieve() }
}
