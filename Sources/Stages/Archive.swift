import Foundation
import Records

/// Every file that was ever claimed, by its SHA-256: the truth from which `raw` can be rebuilt.
///
/// `archive/ab/SHA/NAME` holds the bytes, `archive/ab/SHA/claimed` the night that took them: with both a lost warehouse can be made again.
public struct Archive: Sendable {
    public let folder: String

    public struct Entry: Sendable {
        public var sha256: String
        public var name: String
        public var path: String
        public var claimedOn: String
    }

    func folder(of sha: String) -> String { "\(folder)/\(sha.prefix(2))/\(sha)" }

    /// Copies a file's bytes in; nothing happens when they are there already.
    public func keep(_ path: String, name: String, sha256 sha: String, claimedOn: String) throws -> Entry {
        if let entry = entry(sha) { return entry }
        let folder = folder(of: sha)
        try Durable.makeFolder(folder)
        // The mark beside it has a name of its own.
        let name = name == "claimed" ? "claimed.file" : name
        let target = folder + "/" + name
        try Self.copy(path, to: target + ".part")
        guard try fingerprint(ofFile: target + ".part").hex == sha else { throw Refusal(.changedWhileRead) }
        try Durable.rename(target + ".part", to: target)
        try Durable.write((claimedOn + "\n").utf8, to: folder + "/claimed")
        try Durable.syncFolder(of: folder)
        return Entry(sha256: sha, name: name, path: target, claimedOn: claimedOn)
    }

    /// The entry of these bytes, when it is whole.
    public func entry(_ sha: String) -> Entry? {
        let folder = folder(of: sha)
        let names = Durable.names(in: folder)
        guard names.contains("claimed"), let name = names.first(where: { $0 != "claimed" && !$0.hasSuffix(".part") }),
            let text = FileManager.default.contents(atPath: folder + "/claimed")
        else { return nil }
        let day = String(decoding: text, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        return Entry(sha256: sha, name: name, path: folder + "/" + name, claimedOn: day)
    }

    /// Everything in the archive, by fingerprint.
    public func all() -> [Entry] {
        Durable.names(in: folder).flatMap { shelf in Durable.names(in: folder + "/" + shelf).compactMap(entry) }
    }

    static func copy(_ path: String, to target: String) throws {
        let source = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard source >= 0 else { throw SystemFailure("open", path, errno) }
        defer { close(source) }
        let file = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o444)
        guard file >= 0 else { throw SystemFailure("open", target, errno) }
        defer { close(file) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(source, buffer.baseAddress!, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemFailure("read", path, errno)
            }
            if count == 0 { break }
            try Durable.writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: file, path: target)
        }
        guard fsync(file) == 0 else { throw SystemFailure("fsync", target, errno) }
    }
}
