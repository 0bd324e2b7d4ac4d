import Records

/// One row of a sheet as it comes, cell by cell, and the line that it becomes: the sheet's row is the line,
/// its column the field, and a line end inside a cell is a vertical tab (`CSVScanner` puts it back), so that
/// no row takes two lines.
final class RowText {
    /// What stands for a line end inside a cell: no XML has it.
    static let lineEnd: UInt8 = 0x0B
    static let separator = UInt8(ascii: ";")
    static let quote = UInt8(ascii: "\"")
    /// As many rows and columns as Excel has.
    static let mostRows = 1 << 20
    static let mostColumns = 1 << 14

    private let limits: Limits
    private let packed: Int
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    /// Lines after which nothing more is wanted.
    private let enough: Int

    @exclusivity(unchecked) private var bytes: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var capacity = 64 << 10
    @exclusivity(unchecked) private var used = 0
    @exclusivity(unchecked) private var cells: ContiguousArray<(column: Int, start: Int, end: Int)> = []
    @exclusivity(unchecked) private var column = 0
    @exclusivity(unchecked) private var start = 0

    @exclusivity(unchecked) private var out: UnsafeMutablePointer<UInt8>
    @exclusivity(unchecked) private var outCapacity = 128 << 10
    @exclusivity(unchecked) private var outUsed = 0
    private var meter: UnpackMeter
    /// Number of the row in hand, and of the last one whose line was written.
    @exclusivity(unchecked) private(set) var row = 0
    @exclusivity(unchecked) private var written = 0

    /// - Parameter packed: bytes of the delivery, against which what comes out is held.
    init(
        limits: Limits, packed: Int, enough: Int = .max,
        sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) {
        self.limits = limits
        self.packed = packed
        self.enough = enough
        self.sink = sink
        meter = UnpackMeter(limits: limits, packed: packed)
        bytes = .allocate(capacity: capacity)
        out = .allocate(capacity: outCapacity)
    }

    deinit {
        bytes.deallocate()
        out.deallocate()
    }

    // MARK: - cells

    /// Begins a row; rows come in their order.
    func begin(row number: Int) throws {
        guard number > row else {
            throw Refusal(
                .notATable, at: Position(line: number),
                detail: "row \(number) stands behind row \(row) in the workbook")
        }
        guard number <= Self.mostRows else {
            throw Refusal(.limit, detail: "more than \(Self.mostRows) rows")
        }
        row = number
        used = 0
        cells.removeAll(keepingCapacity: true)
    }

    /// Begins a cell; `column` is counted from 1.
    @inline(__always)
    func open(column number: Int) {
        column = number
        start = used
    }

    @inline(__always)
    func append(_ byte: UInt8) {
        if used == capacity { grow(1) }
        bytes[used] = byte
        used &+= 1
    }

    @inline(__always)
    func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let base = text.baseAddress else { return }
        if used + text.count > capacity { grow(text.count) }
        (bytes + used).update(from: base, count: text.count)
        used &+= text.count
    }

    func append(_ text: some Sequence<UInt8>) { for byte in text { append(byte) } }

    /// Ends the cell; an empty one is none.
    func close() throws {
        guard used > start else { return }
        guard column <= Self.mostColumns, column > (cells.last?.column ?? 0) else {
            throw Refusal(
                .notATable, at: Position(line: row), detail: "the cells of row \(row) are not in their order")
        }
        if used - start > limits.csvFieldBytes {
            throw Refusal(
                .limit, at: Position(line: row), detail: "a cell of more than \(limits.csvFieldBytes) bytes")
        }
        cells.append((column, start, used))
    }

    /// What the open cell has so far.
    var opened: UnsafeMutableBufferPointer<UInt8> {
        UnsafeMutableBufferPointer(start: bytes + start, count: used - start)
    }
    func shorten(to count: Int) { used = start + count }

    var isBlank: Bool { cells.isEmpty }

    private func grow(_ count: Int) { Growth.grow(&bytes, &capacity, used: used, by: count) }

    // MARK: - lines

    /// Ends the row: its line is written as often as it stands there. A row without a cell is only counted: a
    /// million formatted empty ones come to nothing.
    func end(times: Int = 1) throws {
        defer { row += times - 1 }
        if cells.isEmpty { return }
        guard row + times - 1 <= Self.mostRows else {
            throw Refusal(.limit, detail: "more than \(Self.mostRows) rows")
        }
        var blank = row - written - 1
        while blank > 0 {
            let count = min(blank, 32 << 10)
            try room(count)
            (out + outUsed).update(repeating: 10, count: count)
            outUsed += count
            blank -= count
        }
        for _ in 0..<times { try line() }
        written = row + times - 1
        if written >= enough {
            try flush()
            throw XMLEvents.Enough()
        }
    }

    func finish() throws { try flush() }

    private func line() throws {
        // Twice as long where every byte is a quote.
        try room(used * 2 + cells.count * 2 + (cells.last?.column ?? 0) + 2)
        var at = outUsed
        var last = 1
        let out = self.out
        let bytes = self.bytes
        for cell in cells {
            while last < cell.column {
                out[at] = Self.separator
                at &+= 1
                last &+= 1
            }
            var special = false
            var i = cell.start
            while i < cell.end {
                let byte = bytes[i]
                if byte == Self.separator || byte == Self.quote || byte < 0x20 { special = true }
                out[at &+ i &- cell.start] = byte
                i &+= 1
            }
            if special { at = quoted(cell.start, cell.end, at) } else { at &+= cell.end &- cell.start }
        }
        out[at] = 10
        outUsed = at + 1
    }

    private func quoted(_ start: Int, _ end: Int, _ from: Int) -> Int {
        var at = from
        var i = start
        out[at] = Self.quote
        at += 1
        while i < end {
            switch bytes[i] {
            case Self.quote:
                out[at] = Self.quote
                out[at + 1] = Self.quote
                at += 2
            case 13:
                // One line end, whether it is written with one character or two.
                if i + 1 == end || bytes[i + 1] != 10 {
                    out[at] = Self.lineEnd
                    at += 1
                }
            case 10:
                out[at] = Self.lineEnd
                at += 1
            // A zero would end a file that was copied while it was written.
            case 0: break
            default:
                out[at] = bytes[i]
                at += 1
            }
            i += 1
        }
        out[at] = Self.quote
        return at + 1
    }

    private func room(_ count: Int) throws {
        if outUsed + count > outCapacity || outUsed >= 64 << 10 { try flush() }
        guard count > outCapacity else { return }
        out.deallocate()
        outCapacity = count
        out = .allocate(capacity: count)
    }

    private func flush() throws {
        guard outUsed > 0 else { return }
        // A row that says "a million times" is a bomb like any other.
        try meter.add(outUsed)
        let count = outUsed
        outUsed = 0
        try sink(UnsafeRawBufferPointer(start: out, count: count))
    }
}
