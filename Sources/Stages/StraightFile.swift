import Foundation
import Records

/// A file whose bytes go straight to the disk, or come from there, where the file system allows it.
///
/// The archive's copy of a delivery is written once and seldom read. Through the page cache that costs more
/// than everything else that is done to a large register, and pushes out what other programs have there.
final class StraightFile {
    static let alignment = 4096
    /// Bytes that are written at once; every write but the last must be of this size.
    static let piece = 1 << 20

    /// `O_DIRECT`, which the C library hides from Swift.
    #if arch(arm64)
        private static let direct: Int32 = 0o200000
    #else
        private static let direct: Int32 = 0o40000
    #endif

    private let descriptor: Int32
    private let path: String
    private var isStraight: Bool

    /// A new file in place of one that a killed run left.
    ///
    /// - Throws: `SystemFailure` when the file cannot be made.
    convenience init(creating path: String) throws {
        // What was left may not be written to, by whoever is not root: it goes first.
        try Durable.remove(path)
        try self.init(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
    }

    /// - Throws: `SystemFailure` when the file cannot be opened.
    convenience init(reading path: String) throws { try self.init(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }

    private init(_ path: String, _ flags: Int32) throws {
        self.path = path
        // Some file systems know no such way: they refuse here, or at the first call.
        let straight = open(path, flags | Self.direct, 0o444)
        isStraight = straight >= 0
        descriptor = isStraight ? straight : open(path, flags, 0o444)
        guard descriptor >= 0 else { throw SystemFailure("open", path, errno) }
    }

    /// Appends bytes that lie at an aligned address; a piece that is no whole number of blocks must be the
    /// last one.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let left = bytes.count - done
            let whole = left & ~(Self.alignment - 1)
            if isStraight, whole == 0 { try useCache() }
            let count = Foundation.write(descriptor, bytes.baseAddress! + done, isStraight ? whole : left)
            if count < 0 {
                if errno == EINTR { continue }
                // A device that wants another alignment, or a write that stopped inside a block.
                if errno == EINVAL, isStraight {
                    try useCache()
                    continue
                }
                throw SystemFailure("write", path, errno)
            }
            done += count
        }
    }

    /// Reads on to an aligned address: as many bytes as there is room for, fewer at the end of the file only.
    func read(into room: UnsafeMutableRawBufferPointer) throws -> Int {
        var done = 0
        while done < room.count {
            let count = Foundation.read(descriptor, room.baseAddress! + done, room.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                // Another alignment, or a call that stopped inside a block.
                if errno == EINVAL, isStraight {
                    try useCache()
                    continue
                }
                throw SystemFailure("read", path, errno)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    private func useCache() throws {
        isStraight = false
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags & ~Self.direct) == 0 else {
            throw SystemFailure("fcntl", path, errno)
        }
    }

    /// - Throws: `SystemFailure` when the bytes are not on the disk.
    func sync() throws {
        guard fsync(descriptor) == 0 else { throw SystemFailure("fsync", path, errno) }
    }

    func close() { Foundation.close(descriptor) }
}
