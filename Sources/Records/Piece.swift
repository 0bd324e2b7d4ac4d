/// Bytes of a file on their way, at an address that straight reading and writing can use.
public struct Piece: ~Copyable, @unchecked Sendable {
    public let room: UnsafeMutableRawBufferPointer
    /// How many of them are filled, from the first on.
    public var count = 0

    public init(byteCount: Int) { room = .allocate(byteCount: byteCount, alignment: 4096) }
    deinit { room.deallocate() }

    /// The bytes that are there.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[..<count]) }
}
