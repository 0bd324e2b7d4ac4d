import Glibc

/// The system stopped us: which call, on which path, and why.
public struct SystemFailure: Error, Sendable, CustomStringConvertible {
    public var call: String
    public var path: String
    public var code: Int32

    public init(_ call: String, _ path: String, _ code: Int32) {
        self.call = call
        self.path = path
        self.code = code
    }

    public var description: String {
        "\(path): \(call) failed: \(String(cString: strerror(code))) (errno \(code))"
    }

    /// Whether an `errno` is about the machine and not about the file: nobody's delivery is to blame for it.
    public static func isMachine(_ code: Int32) -> Bool {
        [EIO, ENOMEM, EMFILE, ENFILE, ENOSPC, EDQUOT, EROFS, ESTALE, ENODEV, EFBIG].contains(code)
    }
}
