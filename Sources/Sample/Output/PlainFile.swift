import Glibc
import Records

/// Something that takes a file's bytes in order.
protocol ByteTarget: AnyObject {
    func write(_ bytes: UnsafeRawBufferPointer) throws
    /// Completes the file under its real name.
    func close() throws
}

/// The system would not take a file.
public struct SampleWriteError: EndsCommand, CustomStringConvertible {
    /// The machine's matter, and nobody's mistake.
    public var end: CommandEnd { .system }
    /// What was to be written.
    public let path: String
    /// The system's reason.
    public let reason: String
    /// Path and reason, in English.
    public var description: String { "\(path): cannot be written: \(reason)" }

    static func last(_ path: String) -> SampleWriteError {
        SampleWriteError(path: path, reason: String(cString: strerror(errno)))
    }
}

/// A file that gets its name only when it is whole, so that a run beside it never reads half of it.
final class PlainFile: ByteTarget {
    private let path: String
    private var descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SampleWriteError.last(path) }
    }

    deinit {
        if descriptor >= 0 {
            _ = Glibc.close(descriptor)
            _ = unlink(path + ".part")
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while rest.count > 0 {
            let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw SampleWriteError.last(path)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }

    func close() throws {
        let closing = descriptor
        descriptor = -1
        guard Glibc.close(closing) == 0, rename(path + ".part", path) == 0 else {
            throw SampleWriteError.last(path)
        }
    }
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws {
    var built = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
        built += (built.isEmpty || built.hasSuffix("/") ? "" : "/") + part
        if mkdir(built, 0o755) != 0, errno != EEXIST { throw SampleWriteError.last(built) }
    }
}
