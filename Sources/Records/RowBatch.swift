/// Accepted rows on their way from the checker to the warehouse: cells in one piece of memory, texts in
/// another, no object per cell.
///
/// Every byte of a delivery comes through here, so cells are written where they will be read, by code that
/// other targets may inline; a batch is handed from thread to thread and never copied.
public struct RowBatch: ~Copyable, @unchecked Sendable {
    /// What a cell holds; SQLite's storage classes, of which blobs never come.
    public enum Kind: UInt8, Sendable { case null, integer, real, text }

    /// One cell: its kind, and the integer, the double's bit pattern or the text's place in the pool.
    @frozen public struct Cell: Sendable {
        /// What `bits` means.
        public var kind: Kind
        /// Length of a text in bytes.
        public var length: UInt32
        /// The integer, the double's bit pattern, or the text's offset in `pool`.
        public var bits: Int64

        /// Unknown, never zero.
        @inlinable public static var null: Cell { Cell(kind: .null, length: 0, bits: 0) }
        /// A cell as it is; that a text's bits are a place in the batch's pool is the caller's matter.
        @inlinable public init(kind: Kind, length: UInt32, bits: Int64) {
            self.kind = kind
            self.length = length
            self.bits = bits
        }
    }

    /// Cells per row: the contract's columns.
    public let columnCount: Int
    /// Where each row came from, in step with the rows.
    public private(set) var positions: [Position] = []
    /// Hash of each row's record, 0 where nobody gave one; in step with the rows.
    public private(set) var hashes: [UInt64] = []

    @usableFromInline var cellRoom: UnsafeMutableBufferPointer<Cell>
    @usableFromInline var cellCount = 0
    @usableFromInline var poolRoom: UnsafeMutableBufferPointer<UInt8>
    @usableFromInline var poolCount = 0

    /// An empty batch for rows of so many cells.
    public init(columnCount: Int) {
        self.columnCount = columnCount
        cellRoom = .allocate(capacity: max(64, columnCount))
        poolRoom = .allocate(capacity: 1024)
    }

    deinit {
        cellRoom.deallocate()
        poolRoom.deallocate()
    }

    /// Rows that were ended; a row at hand does not count.
    public var rowCount: Int { positions.count }

    /// The cells of all rows, row by row; good until the batch changes.
    public var cells: UnsafeBufferPointer<Cell> { UnsafeBufferPointer(rebasing: cellRoom[..<cellCount]) }
    /// The bytes of all texts; good until the batch changes.
    public var pool: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: poolRoom[..<poolCount]) }

    @inlinable @inline(__always)
    mutating func append(_ cell: Cell) {
        if cellCount == cellRoom.count { growCells() }
        (cellRoom.baseAddress! + cellCount).initialize(to: cell)
        cellCount &+= 1
    }

    /// Appends an unknown value.
    @inlinable @inline(__always)
    public mutating func append(null: Void) { append(.null) }
    /// Appends a whole number (money in øre, a Boolean as 0 or 1).
    @inlinable @inline(__always)
    public mutating func append(integer: Int64) { append(Cell(kind: .integer, length: 0, bits: integer)) }
    /// Appends a fraction.
    @inlinable @inline(__always)
    public mutating func append(real: Double) {
        append(Cell(kind: .real, length: 0, bits: Int64(bitPattern: real.bitPattern)))
    }

    /// Appends a text, whose bytes (UTF-8) are copied into the pool. Traps above 4 GiB, which no reader's
    /// limits let through.
    @inlinable @inline(__always)
    public mutating func append(text: UnsafeBufferPointer<UInt8>) {
        let count = text.count
        let room = UnsafeMutableRawPointer(appendRoom(count))
        guard count > 0 else { return }
        let source = UnsafeRawPointer(text.baseAddress!)
        // Two words that overlap are sooner done than a call.
        switch count {
        case 1: room.storeBytes(of: source.load(as: UInt8.self), as: UInt8.self)
        case 2, 3:
            room.storeBytes(of: source.loadUnaligned(as: UInt16.self), as: UInt16.self)
            room.storeBytes(
                of: source.load(fromByteOffset: count &- 1, as: UInt8.self), toByteOffset: count &- 1,
                as: UInt8.self)
        case 4...7:
            room.storeBytes(of: source.loadUnaligned(as: UInt32.self), as: UInt32.self)
            room.storeBytes(
                of: source.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self),
                toByteOffset: count &- 4, as: UInt32.self)
        case 8...16:
            room.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
            room.storeBytes(
                of: source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self),
                toByteOffset: count &- 8, as: UInt64.self)
        default: room.copyMemory(from: source, byteCount: count)
        }
    }

    /// The same for bytes that lie nowhere in one piece; slower.
    public mutating func append(text: some Sequence<UInt8>) {
        Array(text).withUnsafeBufferPointer { append(text: $0) }
    }

    /// A text of `count` bytes that the caller writes at the address given, all of them, before anything else
    /// happens to the batch.
    @inlinable @inline(__always)
    public mutating func appendRoom(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if poolRoom.count &- poolCount < count { growPool(count) }
        append(Cell(kind: .text, length: UInt32(truncatingIfNeeded: count), bits: Int64(poolCount)))
        let start = poolRoom.baseAddress! + poolCount
        poolCount &+= count
        return start
    }

    @usableFromInline @inline(never)
    mutating func growCells() { cellRoom = Self.larger(cellRoom, holding: cellCount, atLeast: cellCount + 1) }

    @usableFromInline @inline(never)
    mutating func growPool(_ count: Int) {
        precondition(count <= UInt32.max, "a text of more than 4 GiB")
        poolRoom = Self.larger(poolRoom, holding: poolCount, atLeast: poolCount + count)
    }

    private static func larger<T>(_ room: UnsafeMutableBufferPointer<T>, holding count: Int, atLeast: Int)
        -> UnsafeMutableBufferPointer<T>
    {
        let larger = UnsafeMutableBufferPointer<T>.allocate(capacity: max(atLeast, room.count * 2))
        _ = larger.moveInitialize(fromContentsOf: room[..<count])
        room.deallocate()
        return larger
    }

    /// Takes the value of the last cell back: it is null.
    public mutating func dropLastValue() { cellRoom[cellCount - 1] = .null }

    /// Whether the last cell is null; true before the first.
    @inlinable public var lastIsNull: Bool { cellCount == 0 || cellRoom[cellCount - 1].kind == .null }

    /// Ends the row begun with the last `columnCount` appended cells.
    public mutating func endRow(_ position: Position) {
        precondition(
            cellCount == (positions.count + 1) * columnCount,
            "a row must have as many cells as the contract has columns")
        positions.append(position)
        hashes.append(0)
    }

    /// Gives the last row the hash of its record's bytes.
    public mutating func setHash(_ hash: UInt64) { hashes[hashes.count - 1] = hash }

    /// Takes back the cells of a row that turned out to be a reject.
    public mutating func abandonRow() { cellCount = positions.count * columnCount }

    /// Empties the batch and keeps its memory for the next rows.
    public mutating func removeAll() {
        (cellCount, poolCount) = (0, 0)
        positions.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
    }

    /// One cell as a value, for tests and messages.
    public func value(row: Int, column: Int) -> Value {
        let cell = cells[row * columnCount + column]
        switch cell.kind {
        case .null: return .null
        case .integer: return .integer(cell.bits)
        case .real: return .real(Double(bitPattern: UInt64(bitPattern: cell.bits)))
        case .text:
            return .text(
                String(decoding: pool[Int(cell.bits)..<Int(cell.bits) + Int(cell.length)], as: UTF8.self))
        }
    }
}
