import Foundation
import Records

/// One run at a time: an `flock` that dies with the process, and a line in the file that says who holds it.
public struct RunLock {
    /// Somebody else works; `holder` is what they wrote about themselves.
    public struct Held: Error, Sendable, CustomStringConvertible {
        /// Its process and command, and for how long it has held the lock.
        public var holder: String
        /// Who holds the lock, in English.
        public var description: String { "another run holds the lock: \(holder)" }
    }

    private let file: Int32

    /// Takes the lock and writes who has it.
    ///
    /// - Parameters:
    ///   - path: the lock's file; made where it is not there.
    ///   - command: what works, for whoever comes meanwhile.
    /// - Throws: `Held` when somebody else works, `SystemFailure` when the file cannot be locked or written.
    public init(path: String, command: String) throws {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw SystemFailure("open", path, errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            defer { close(file) }
            guard code == EWOULDBLOCK else { throw SystemFailure("flock", path, code) }
            throw Held(holder: Self.holder(file))
        }
        let line = Array("process \(getpid()), \(command)\n".utf8)
        guard ftruncate(file, 0) == 0, pwrite(file, line, line.count, 0) == line.count else {
            throw SystemFailure("write", path, errno)
        }
    }

    /// Answers at once when somebody works, before the project is read; whoever gets past this may still lose
    /// the race for the lock itself.
    ///
    /// - Throws: `Held` when somebody works.
    public static func refuseIfHeld(root: String) throws {
        let file = open(Places(root: root).lock, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        guard flock(file, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return }
        throw Held(holder: holder(file))
    }

    /// What the holder wrote about itself, and for how long it has held the lock.
    private static func holder(_ file: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 512)
        var count = 0
        // It takes the lock first and writes afterwards.
        for _ in 0..<20 {
            count = pread(file, &text, text.count, 0)
            if count != 0 { break }
            usleep(5000)
        }
        var information = stat()
        fstat(file, &information)
        let age = max(0, Int(time(nil)) - Int(information.st_mtim.tv_sec))
        let name =
            String(decoding: text.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").first.map(
                String.init) ?? "a run that has just begun"
        return "\(name), for \(age) s"
    }

    /// Lets go; a process that is killed lets go all the same.
    public func release() {
        ftruncate(file, 0)
        close(file)
    }
}
