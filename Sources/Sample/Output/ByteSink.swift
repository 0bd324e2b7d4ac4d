import Glibc

/// A growing stream of bytes with a fixed buffer in front of whatever takes them. The hot path copies bytes
/// and nothing else; the first failure is kept and thrown at the end, so that a field costs no error check.
final class ByteSink {
    private let buffer: UnsafeMutablePointer<UInt8>
    private static let capacity = 1 << 18
    private var used = 0
    private var failure: (any Error)?
    private let drain: (UnsafeRawBufferPointer) throws -> Void
    /// Bytes taken so far.
    var total: Int { drained + used }
    private var drained = 0

    init(drain: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.drain = drain
        buffer = .allocate(capacity: ByteSink.capacity)
    }

    deinit { buffer.deallocate() }

    @inline(__always)
    func put(byte: UInt8) {
        if used == ByteSink.capacity { pass() }
        buffer[used] = byte
        used += 1
    }

    /// At most the buffer's size in one call.
    @inline(__always)
    func put(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        if used + count > ByteSink.capacity { pass() }
        memcpy(buffer + used, bytes, count)
        used += count
    }

    @inline(__always)
    func put(ascii text: StaticString) { put(text.utf8Start, text.utf8CodeUnitCount) }

    /// UTF-8, as the municipality's own files are written.
    func put(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes { put(byte: byte) }
        }
    }

    /// A whole number in decimal digits.
    @inline(__always)
    func put(_ number: Int) {
        if used + 24 > ByteSink.capacity { pass() }
        var rest = number.magnitude
        if number < 0 {
            buffer[used] = 45
            used += 1
        }
        var width = 1
        var limit: UInt = 10
        while rest >= limit, width < 19 {
            width += 1
            limit *= 10
        }
        var at = used + width
        used = at
        repeat {
            at -= 1
            buffer[at] = 48 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
    }

    /// Exactly `width` digits with leading zeros.
    @inline(__always)
    func put(_ number: Int, width: Int) {
        if used + width > ByteSink.capacity { pass() }
        var rest = number
        var at = used + width
        used = at
        for _ in 0..<width {
            at -= 1
            buffer[at] = 48 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    func put(_ identity: Identity) {
        if used + 36 > ByteSink.capacity { pass() }
        identity.write(to: buffer + used)
        used += 36
    }

    /// `YYYY-MM-DDThh:mm:ss[.f]Z`.
    func put(_ moment: Moment) {
        let day = Day(
            number: moment.seconds >= 0 ? moment.seconds / 86_400 : (moment.seconds - 86_399) / 86_400)
        let second = moment.seconds - day.number * 86_400
        put(day)
        put(byte: 84)
        put(second / 3600, width: 2)
        put(byte: 58)
        put(second / 60 % 60, width: 2)
        put(byte: 58)
        put(second % 60, width: 2)
        if moment.digits > 0 {
            put(byte: 46)
            var shown = moment.fraction
            for _ in moment.digits..<7 { shown /= 10 }
            put(shown, width: moment.digits)
        }
        put(byte: 90)
    }

    /// `YYYY-MM-DD`.
    func put(_ day: Day) {
        let (y, m, d) = day.civil
        put(y, width: 4)
        put(byte: 45)
        put(m, width: 2)
        put(byte: 45)
        put(d, width: 2)
    }

    /// Passes on what is left and throws the first failure there was.
    func finish() throws {
        pass()
        if let failure { throw failure }
    }

    private func pass() {
        if used > 0, failure == nil {
            do { try drain(UnsafeRawBufferPointer(start: buffer, count: used)) } catch { failure = error }
        }
        drained += used
        used = 0
    }
}
