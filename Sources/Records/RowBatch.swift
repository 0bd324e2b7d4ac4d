/// Accepted rows on their way from the checker to the warehouse: cells in one array, texts in one pool, no object per cell.
public struct RowBatch: Sendable {
    public enum Kind: UInt8, Sendable { case null, integer, real, text }

    /// One cell: its kind, and the integer, the double's bit pattern or the text's place in the pool.
    public struct Cell: Sendable {
        public var kind: Kind
        /// Length of a text in bytes.
        public var length: UInt32
        /// The integer, the double's bit pattern, or the text's offset in `pool`.
        public var bits: Int64

        public static let null = Cell(kind: .null, length: 0, bits: 0)
        public init(kind: Kind, length: UInt32, bits: Int64) {
            self.kind = kind
            self.length = length
            self.bits = bits
        }
    }

    /// Cells per row: the contract's columns.
    public let columnCount: Int
    public private(set) var cells: [Cell] = []
    public private(set) var pool: [UInt8] = []
    /// Where each row came from, in step with the rows.
    public private(set) var positions: [Position] = []
    /// Hash of each row's record, 0 where nobody gave one; in step with the rows.
    public private(set) var hashes: [UInt64] = []

    public init(columnCount: Int) { self.columnCount = columnCount }

    public var rowCount: Int { positions.count }

    public mutating func append(null: Void) { cells.append(.null) }
    public mutating func append(integer: Int64) { cells.append(Cell(kind: .integer, length: 0, bits: integer)) }
    public mutating func append(real: Double) { cells.append(Cell(kind: .real, length: 0, bits: Int64(bitPattern: real.bitPattern))) }
    public mutating func append(text: UnsafeBufferPointer<UInt8>) {
        cells.append(Cell(kind: .text, length: UInt32(text.count), bits: Int64(pool.count)))
        pool.append(contentsOf: text)
    }
    public mutating func append(text: some Sequence<UInt8>) {
        let start = pool.count
        pool.append(contentsOf: text)
        cells.append(Cell(kind: .text, length: UInt32(pool.count - start), bits: Int64(start)))
    }

    /// Takes the value of the last cell back: it is null.
    public mutating func dropLastValue() { cells[cells.count - 1] = .null }

    /// Whether the last cell is null; true before the first.
    public var lastIsNull: Bool { cells.last?.kind ?? .null == .null }

    /// Ends the row begun with the last `columnCount` appended cells.
    public mutating func endRow(_ position: Position) {
        precondition(cells.count == (positions.count + 1) * columnCount, "a row must have as many cells as the contract has columns")
        positions.append(position)
        hashes.append(0)
    }

    /// Gives the last row the hash of its record's bytes.
    public mutating func setHash(_ hash: UInt64) { hashes[hashes.count - 1] = hash }

    /// Takes back the cells of a row that turned out to be a reject.
    public mutating func abandonRow() { cells.removeLast(cells.count - positions.count * columnCount) }

    public mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        pool.removeAll(keepingCapacity: true)
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
        case .text: return .text(String(decoding: pool[Int(cell.bits)..<Int(cell.bits) + Int(cell.length)], as: UTF8.self))
        }
    }
}
