import Formats
import Glibc

/// Writes one file of a delivery in its container, under its real name only when it is whole.
enum Packing {
    /// `member` is the name inside a ZIP. Returns the bytes before packing.
    @discardableResult
    static func write(
        _ path: String, _ container: Container, member: String, _ body: (ByteSink) throws -> Void
    ) throws -> Int {
        var total = 0
        switch container {
        case .plain:
            let file = try PlainFile(path)
            let sink = ByteSink { try file.write($0) }
            try body(sink)
            total = sink.total
            try file.close()
        case .gzip:
            try ArchiveWriter.gzip(path: path + ".part") { write in total = try feed(write, body) }
            try publish(path)
        case .zip:
            try withoutActuallyEscaping(body) { body in
                let produce: (([UInt8]) throws -> Void) throws -> Void = { write in
                    total = try feed(write, body)
                }
                try ArchiveWriter.zip(path: path + ".part", members: [(name: member, produce: produce)])
            }
            try publish(path)
        }
        return total
    }

    private static func feed(_ write: ([UInt8]) throws -> Void, _ body: (ByteSink) throws -> Void) throws
        -> Int
    {
        try withoutActuallyEscaping(write) { write in
            let sink = ByteSink { try write(Array($0)) }
            try body(sink)
            return sink.total
        }
    }

    private static func publish(_ path: String) throws {
        guard rename(path + ".part", path) == 0 else { throw SampleWriteError.last(path) }
    }
}
