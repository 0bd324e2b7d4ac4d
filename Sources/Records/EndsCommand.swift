/// How a command ends that an error stopped, for errors of the parts below the one that knows the exit codes.
public enum CommandEnd: Sendable {
    /// What was asked for cannot be: wrong use.
    case usage
    /// The machine would not do it.
    case system
}

/// An error that a command may end with, and that says itself how.
public protocol EndsCommand: Error {
    var end: CommandEnd { get }
}
