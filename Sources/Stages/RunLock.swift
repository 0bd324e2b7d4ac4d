import Foundation

/// One run at a time: an `flock` that dies with the process, and a line in the file that says who holds it.
public struct RunLock {
    /// Somebody else works; `holder` is what they wrote about themselves.
    public struct Held: Error, Sendable, CustomStringConvertible {
        public var holder: String
        public var description: String { "another run holds the lock: \(holder)" }
    }

    private let file: Int32

    public init(path: String, command: String) throws {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw SystemFailure("open", path, errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            var text = [UInt8](repeating: 0, count: 512)
            let count = pread(file, &text, text.count, 0)
            var information = stat()
            fstat(file, &information)
            close(file)
            guard code == EWOULDBLOCK else { throw SystemFailure("flock", path, code) }
            let age = max(0, Int(time(nil)) - Int(information.st_mtim.tv_sec))
            let holder = String(decoding: text.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").first.map(String.init) ?? "unknown"
            throw Held(holder: "\(holder), for \(age) s")
        }
        let line = Array("process \(getpid()), \(command)\n".utf8)
        guard ftruncate(file, 0) == 0, pwrite(file, line, line.count, 0) == line.count else { throw SystemFailure("write", path, errno) }
    }

    public func release() {
        ftruncate(file, 0)
        close(file)
    }
}
