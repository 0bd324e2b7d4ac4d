import Foundation
import Records

/// A new file whose bytes go straight to the disk where the file system allows it.
///
/// The archive's copy of a delivery is written once and read once. Through the page cache that costs more than everything else that is done to
/// a large register, and pushes out what other programs have there.
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

    /// - Throws: `SystemFailure` when the file cannot be made.
    init(creating path: String) throws {
        self.path = path
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        // Some file systems know no such writing: they refuse here, or at the first write.
        let straight = open(path, flags | Self.direct, 0o444)
        isStraight = straight >= 0
        descriptor = isStraight ? straight : open(path, flags, 0o444)
        guard descriptor >= 0 else { throw SystemFailure("open", path, errno) }
    }

    /// Appends bytes that lie at an aligned address; a piece that is no whole number of blocks must be the last one.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            let left = bytes.count - done, whole = left & ~(Self.alignment - 1)
            if isStraight, whole == 0 { try useCache() }
            let count = Foundation.write(descriptor, bytes.baseAddress! + done, isStraight ? whole : left)
            if count < 0 {
                if errno == EINTR { continue }
                // A device that wants another alignment, or a write that stopped inside a block.
                if errno == EINVAL, isStraight { try useCache(); continue }
                throw SystemFailure("write", path, errno)
            }
            done += count
        }
    }

    private func useCache() throws {
        isStraight = false
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags & ~Self.direct) == 0 else { throw SystemFailure("fcntl", path, errno) }
    }

    /// - Throws: `SystemFailure` when the bytes are not on the disk.
    func sync() throws {
        guard fsync(descriptor) == 0 else { throw SystemFailure("fsync", path, errno) }
    }

    func close() { Foundation.close(descriptor) }
}
