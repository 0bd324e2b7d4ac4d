import Foundation

/// How a command ends, for cron and for scripts. What to do then is in docs/OPERATING.md.
public enum ExitCode: Int32, Sendable {
    /// Published, nothing to look at.
    case good = 0
    /// A person must look: something was rejected, refused, missing or held back.
    case attention = 1
    /// The command was written wrongly.
    case usage = 64
    /// Our own error.
    case internalError = 70
    /// The system stopped us: disk, I/O, memory.
    case system = 74
    /// Another run holds the lock.
    case locked = 75
    /// The project's own files are wrong.
    case configuration = 78
}
