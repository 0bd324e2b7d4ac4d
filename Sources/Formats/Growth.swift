/// Room for bytes that are appended one after the other.
enum Growth {
    /// Moves the bytes that are used to a place twice as large, or large enough for `count` more.
    static func grow(
        _ bytes: inout UnsafeMutablePointer<UInt8>, _ capacity: inout Int, used: Int, by count: Int
    ) {
        let larger = max(capacity * 2, used + count)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        fresh.update(from: bytes, count: used)
        bytes.deallocate()
        (bytes, capacity) = (fresh, larger)
    }
}
