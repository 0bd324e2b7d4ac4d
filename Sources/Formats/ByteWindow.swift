/// The last bytes of a stream: appended at the end, dropped at the front, contiguous in between.
final class ByteWindow {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var head = 0
    private var tail = 0
    /// Offset in the stream of the first byte kept.
    private(set) var start = 0

    init(capacity: Int = 512 << 10) {
        self.capacity = capacity
        storage = .allocate(capacity: capacity)
    }

    deinit { storage.deallocate() }

    var count: Int { tail - head }
    /// Offset in the stream behind the last byte.
    var end: Int { start + count }

    /// The bytes from `offset` (an offset in the stream) on.
    func bytes(from offset: Int) -> UnsafePointer<UInt8> { UnsafePointer(storage + head + (offset - start)) }

    func append(_ piece: UnsafeRawBufferPointer) {
        if piece.isEmpty { return }
        if tail + piece.count > capacity { makeRoom(piece.count) }
        (storage + tail).update(
            from: piece.baseAddress!.assumingMemoryBound(to: UInt8.self), count: piece.count)
        tail += piece.count
    }

    func drop(before offset: Int) {
        let n = min(max(0, offset - start), count)
        head += n
        start += n
    }

    private func makeRoom(_ more: Int) {
        let kept = count
        if kept + more > capacity {
            let larger = max(capacity * 2, kept + more)
            let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
            fresh.update(from: storage + head, count: kept)
            storage.deallocate()
            storage = fresh
            capacity = larger
        } else if head > 0 {
            storage.update(from: storage + head, count: kept)
        }
        head = 0
        tail = kept
    }
}
