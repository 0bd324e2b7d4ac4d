/// Where the bytes of one delivery come from.
public enum Delivery: Sendable {
    /// A regular file; a link, folder, pipe or device under that name is refused and not opened for reading.
    case path(String)
    /// An open descriptor: a regular file from its start, or a pipe (plain or gzip; a ZIP needs a file).
    case descriptor(Int32)
    /// Bytes in memory, handed on in pieces of at most `piece` bytes, for tests and fuzzers.
    case bytes([UInt8], piece: Int = 64 << 10)
}

/// What was seen of a delivery that was read to its end.
public struct DeliverySummary: Hashable, Sendable {
    /// How the delivery was packed, told from its bytes.
    public enum Packing: String, Sendable { case none, zip, gzip }
    /// How it was packed.
    public var packing: Packing
    /// Name of the member that was read; nil when the delivery is not an archive.
    public var member: String?
    /// Names of the members that were left alone, in the archive's order.
    public var otherMembers: [String]
    /// Bytes of what was read, unpacked.
    public var unpackedBytes: Int
    /// Bytes of the delivery as it lay there; of a plain one the same.
    public var packedBytes: Int

    init(
        packing: Packing, member: String? = nil, otherMembers: [String] = [], unpackedBytes: Int = 0,
        packedBytes: Int = 0
    ) {
        self.packing = packing
        self.member = member
        self.otherMembers = otherMembers
        self.unpackedBytes = unpackedBytes
        self.packedBytes = packedBytes
    }
}
