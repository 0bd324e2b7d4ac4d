/// The fields of one record while it is read: their bytes end to end, their places by ordinal.
struct CellBuffer {
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var used = 0
    private var start = 0
    private let fields: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>
    /// Offset and length of each field; a length of -1 is absent.
    private let places: UnsafeMutablePointer<(offset: Int, length: Int)>
    private let count: Int

    init(count: Int, capacity: Int = 64 << 10) {
        self.count = count
        self.capacity = capacity
        bytes = .allocate(capacity: capacity)
        fields = .allocate(capacity: max(1, count))
        places = .allocate(capacity: max(1, count))
        reset()
    }

    func deallocate() {
        bytes.deallocate()
        fields.deallocate()
        places.deallocate()
    }

    mutating func reset() {
        used = 0
        for i in 0..<count { places[i] = (0, -1) }
    }

    mutating func open() { start = used }

    mutating func append(_ text: UnsafePointer<UInt8>, _ length: Int) {
        if used + length > capacity { Growth.grow(&bytes, &capacity, used: used, by: length) }
        (bytes + used).update(from: text, count: length)
        used += length
    }

    /// Double-encoded characters in the open field.
    func openMojibake() -> Int { UTF8Bytes.mojibake(bytes + start, count: used - start) }

    /// Gives the open field to its one ordinal; false when that has a value already.
    @inline(__always)
    mutating func close(_ ordinal: Int) -> Bool {
        if places[ordinal].length >= 0 { return false }
        places[ordinal] = (start, used &- start)
        return true
    }

    /// Gives the open field to its ordinals; false when one of them has a value already.
    mutating func close(_ ordinals: [Int]) -> Bool {
        for ordinal in ordinals where places[ordinal].length >= 0 { return false }
        for ordinal in ordinals { places[ordinal] = (start, used - start) }
        return true
    }

    mutating func withFields(_ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) throws -> Void)
        rethrows
    {
        for i in 0..<count {
            fields[i] =
                places[i].length < 0
                ? UnsafeBufferPointer(start: nil, count: 0)
                : UnsafeBufferPointer(start: bytes + places[i].offset, count: places[i].length)
        }
        try body(UnsafeBufferPointer(start: fields, count: count))
    }
}
