import Glibc

/// The system stopped us: which call, on which path, and why.
public struct SystemFailure: Error, Sendable, CustomStringConvertible {
    /// The name of the call, such as `rename`.
    public var call: String
    /// The path it was about, or in words what it was for.
    public var path: String
    /// Its `errno`.
    public var code: Int32

    /// A call that failed, on a path, with its `errno`.
    public init(_ call: String, _ path: String, _ code: Int32) {
        self.call = call
        self.path = path
        self.code = code
    }

    /// `path: call failed: reason (errno n)`, in English.
    public var description: String {
        "\(path): \(call) failed: \(String(cString: strerror(code))) (errno \(code))"
    }

    /// Whether an `errno` is about the machine and not about the file: nobody's delivery is to blame for it.
    public static func isMachine(_ code: Int32) -> Bool {
        [EIO, ENOMEM, EMFILE, ENFILE, ENOSPC, EDQUOT, EROFS, ESTALE, ENODEV, EFBIG].contains(code)
    }
}
