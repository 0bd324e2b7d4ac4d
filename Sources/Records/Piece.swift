/// Bytes of a file on their way, at an address that straight reading and writing can use.
public struct Piece: ~Copyable, @unchecked Sendable {
    /// All of the memory, filled or not: starts at a multiple of 4096 bytes, as reading past the page cache
    /// wants it.
    public let room: UnsafeMutableRawBufferPointer
    /// How many of them are filled, from the first on.
    public var count = 0

    /// Room for so many bytes, none of them filled; freed with the piece.
    public init(byteCount: Int) { room = .allocate(byteCount: byteCount, alignment: 4096) }
    deinit { room.deallocate() }

    /// The bytes that are there.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[..<count]) }
}
