import Glibc
import Records

/// The bytes of a delivery as they lie there, packed or not, in pieces.
final class PackedSource {
    private enum Kind {
        case file(Int32, ours: Bool, before: stat)
        case pipe(Int32)
        case memory([UInt8], piece: Int)
    }

    private let kind: Kind
    /// Bytes that are read ahead at once: every piece changes threads, which costs as much as reading it
    /// does.
    static let pieceBytes = 1 << 20
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
    /// Bytes at the start of `buffer` that were looked at and not yet handed on.
    private var peeked = 0
    private var offset = 0
    let path: String

    init(_ delivery: Delivery) throws {
        switch delivery {
        case .path(let path):
            self.path = path
            // Never follow a link, and never wait for the other end of a fifo.
            let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            if descriptor < 0 {
                let error = errno
                buffer.deallocate()
                if error == ELOOP || error == ENXIO { throw Refusal(.notAFile) }
                throw Self.failed(path, error)
            }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                Glibc.close(descriptor)
                buffer.deallocate()
                throw Refusal(.notAFile)
            }
            kind = .file(descriptor, ours: true, before: status)
        case .descriptor(let descriptor):
            path = ""
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                lseek(descriptor, 0, SEEK_SET) == 0
            {
                kind = .file(descriptor, ours: false, before: status)
            } else {
                kind = .pipe(descriptor)
            }
        case .bytes(let bytes, let piece):
            path = ""
            kind = .memory(bytes, piece: max(1, piece))
        }
    }

    deinit { buffer.deallocate() }

    func close() {
        if case .file(let descriptor, ours: true, _) = kind { Glibc.close(descriptor) }
    }

    /// Size of the whole, where it is known before the end.
    var size: Int? {
        switch kind {
        case .file(_, _, let before): Int(before.st_size)
        case .pipe: nil
        case .memory(let bytes, _): bytes.count
        }
    }

    /// A descriptor that can be read at any place, or the bytes themselves; nil for a pipe.
    var descriptor: Int32? { if case .file(let descriptor, _, _) = kind { descriptor } else { nil } }
    var memory: [UInt8]? { if case .memory(let bytes, _) = kind { bytes } else { nil } }

    /// The first bytes, without taking them.
    func peek(_ count: Int) throws -> [UInt8] {
        if case .memory(let bytes, _) = kind { return Array(bytes.prefix(count)) }
        while peeked < count {
            let n = try readSome(into: UnsafeMutableRawBufferPointer(rebasing: buffer[peeked...]))
            if n == 0 { break }
            peeked += n
        }
        return Array(buffer[..<min(count, peeked)])
    }

    /// The next piece, valid until the next call; nil at the end.
    func next() throws -> UnsafeRawBufferPointer? {
        if case .memory(let bytes, let piece) = kind {
            let n = min(piece, bytes.count - offset)
            if n <= 0 { return nil }
            bytes.withUnsafeBytes {
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + min(n, buffer.count)]))
            }
            let count = min(n, buffer.count)
            offset += count
            return UnsafeRawBufferPointer(rebasing: buffer[..<count])
        }
        let have = peeked > 0 ? peeked : try readSome(into: buffer)
        peeked = 0
        return have == 0 ? nil : UnsafeRawBufferPointer(rebasing: buffer[..<have])
    }

    /// `O_DIRECT`, which the C library hides from Swift.
    #if arch(arm64)
        private static let direct: Int32 = 0o200000
    #else
        private static let direct: Int32 = 0o40000
    #endif

    /// From here on a large file is read once, from front to back: past the page cache, where filling it
    /// would cost more than reading the records. What was read so far ends at a whole block; a file system
    /// that does not know such reading says so, and is read as ever.
    ///
    /// - Returns: whether it is such a file. Then the disk is waited for, and whoever reads ahead meanwhile
    ///   saves that time.
    func readsToTheEnd(from least: Int) -> Bool {
        guard let size, size >= least, descriptor != nil, peeked % buffer.count == 0 else { return false }
        passCache(true)
        return true
    }

    /// The next piece in a container of its own; false at the end.
    func next(into piece: inout Piece) throws -> Bool {
        guard peeked == 0 else {
            piece.room.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<peeked]))
            piece.count = peeked
            peeked = 0
            return true
        }
        piece.count = try readSome(into: piece.room)
        return piece.count > 0
    }

    private var passesCache = false

    private func passCache(_ on: Bool) {
        guard let descriptor else { return }
        let flags = fcntl(descriptor, F_GETFL)
        passesCache =
            flags >= 0 && fcntl(descriptor, F_SETFL, on ? flags | Self.direct : flags & ~Self.direct) == 0
            && on
    }

    /// The last `count` bytes (fewer when the file is shorter); empty for a pipe.
    func tail(_ count: Int) throws -> [UInt8] {
        switch kind {
        case .memory(let bytes, _): return Array(bytes.suffix(count))
        case .pipe: return []
        case .file(let descriptor, _, let before):
            let start = max(0, Int(before.st_size) - count)
            var bytes = [UInt8](repeating: 0, count: Int(before.st_size) - start)
            var have = 0
            while have < bytes.count {
                let n = bytes.withUnsafeMutableBytes {
                    pread(descriptor, $0.baseAddress! + have, $0.count - have, off_t(start + have))
                }
                if n < 0 && errno == EINTR { continue }
                if n < 0 { throw Self.failed(path, errno) }
                if n == 0 { break }
                have += n
            }
            return Array(bytes[..<have])
        }
    }

    /// Goes back to the first byte.
    func rewind() {
        offset = 0
        peeked = 0
        if let descriptor { lseek(descriptor, 0, SEEK_SET) }
    }

    /// Refuses a file whose size or time changed while it was read: its owner is still writing.
    func checkUnchanged() throws {
        guard case .file(let descriptor, _, let before) = kind else { return }
        var after = stat()
        guard fstat(descriptor, &after) == 0, after.st_size == before.st_size,
            after.st_mtim.tv_sec == before.st_mtim.tv_sec,
            after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
        else { throw Refusal(.changedWhileRead) }
    }

    private func readSome(into target: UnsafeMutableRawBufferPointer) throws -> Int {
        let descriptor: Int32
        switch kind {
        case .file(let d, _, _), .pipe(let d): descriptor = d
        case .memory: return 0
        }
        while true {
            let n = Glibc.read(descriptor, target.baseAddress, target.count)
            if n >= 0 { return n }
            if errno == EINVAL, passesCache {
                passCache(false)
                continue
            }
            if errno != EINTR { throw Self.failed(path, errno) }
        }
    }

    /// A file that may not be read is its owner's matter and refused; a disk that fails is not, and stops the
    /// night.
    private static func failed(_ path: String, _ error: Int32) -> any Error {
        SystemFailure.isMachine(error)
            ? SystemFailure("read", path, error)
            : Refusal(.unreadable, detail: String(cString: strerror(error)))
    }
}
