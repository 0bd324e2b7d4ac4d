import Fingerprints
import Foundation
import Records

/// Every file that was ever claimed, by its SHA-256: the truth from which `raw` can be rebuilt.
///
/// `archive/ab/SHA/NAME` holds the bytes, `archive/ab/SHA/claimed` the night that took them and, a line each, when and under which name the
/// same bytes came again: with both a lost warehouse can be made again.
public struct Archive: Sendable {
    public let folder: String

    public struct Entry: Sendable {
        public var sha256: String
        public var name: String
        public var path: String
        public var claimedOn: String
        /// The times that the bytes came again: the night and the name.
        public var again: [Arrival] = []
    }

    public struct Arrival: Hashable, Sendable {
        public var claimedOn: String
        public var name: String
    }

    func folder(of sha: String) -> String { "\(folder)/\(sha.prefix(2))/\(sha)" }

    /// Where a file is copied to while its fingerprint, and so its place, is not known for certain.
    static let incoming = "/.incoming.part"

    /// Copies a file's bytes in; nothing happens when they are there already.
    ///
    /// - Parameters:
    ///   - sha: the bytes' fingerprint, nil when nobody has read them yet: they are read once, while they are copied.
    ///   - state: the file as it was when its feed was looked for, where there is no fingerprint to tell.
    /// - Throws: `Refusal` when the bytes are others than announced.
    func keep(_ path: String, name: String, sha256 sha: String?, as state: FileState? = nil, claimedOn: String) throws -> Entry {
        if let sha, let entry = try entry(sha) { return entry }
        let incoming = self.folder + Self.incoming
        try Durable.makeFolder(self.folder)
        defer { unlink(incoming) }
        let copied = try Self.copy(path, to: incoming).hex
        guard copied == sha ?? copied, state == nil || FileState(path) == state else { throw Refusal(.changedWhileRead) }
        if let entry = try entry(copied) { return entry }
        let folder = folder(of: copied)
        try Durable.makeFolder(folder)
        // The mark beside it has a name of its own.
        let name = name == "claimed" ? "claimed.file" : name
        let target = folder + "/" + name
        do { try Durable.rename(incoming, to: target) } catch {
            rmdir(folder)
            throw error
        }
        try Durable.write((claimedOn + "\n").utf8, to: folder + "/claimed")
        try Durable.syncFolder(of: folder)
        return Entry(sha256: copied, name: name, path: target, claimedOn: claimedOn)
    }

    /// The entry of these bytes; nil when there is none that is whole.
    ///
    /// - Throws: `SystemFailure` when the machine cannot read what is there.
    public func entry(_ sha: String) throws -> Entry? {
        let folder = folder(of: sha)
        let names = try Durable.list(folder)
        guard names.contains("claimed"), let name = names.first(where: { $0 != "claimed" && !$0.hasSuffix(".part") }) else { return nil }
        errno = 0
        guard let text = FileManager.default.contents(atPath: folder + "/claimed") else {
            throw SystemFailure("read", folder + "/claimed", errno == 0 ? EIO : errno)
        }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        let again = lines.dropFirst().compactMap { line -> Arrival? in
            let parts = line.split(separator: " ", maxSplits: 1)
            return parts.count == 2 ? Arrival(claimedOn: String(parts[0]), name: String(parts[1])) : nil
        }
        return Entry(sha256: sha, name: name, path: folder + "/" + name, claimedOn: lines.first.map(String.init) ?? "", again: again)
    }

    /// Writes down that the bytes came once more; nothing happens when that is known.
    public func remember(_ sha: String, claimedOn: String, name: String) throws {
        let arrival = Arrival(claimedOn: claimedOn, name: name.replacing("\n", with: " "))
        guard let entry = try entry(sha), !entry.again.contains(arrival) else { return }
        let lines = [entry.claimedOn] + (entry.again + [arrival]).map { "\($0.claimedOn) \($0.name)" }
        try Durable.write((lines.joined(separator: "\n") + "\n").utf8, to: folder(of: sha) + "/claimed")
    }

    /// Lets go of bytes that may not be kept.
    func forget(_ sha: String) throws {
        guard FileManager.default.fileExists(atPath: folder(of: sha)) else { return }
        try Durable.removeTree(folder(of: sha))
    }

    /// Everything in the archive, by fingerprint.
    ///
    /// - Throws: `SystemFailure` when a part of it cannot be read: a delivery that is passed over would be lost without a word.
    public func all() throws -> [Entry] {
        try Durable.list(folder).flatMap { shelf in try Durable.list(folder + "/" + shelf).compactMap(entry) }
    }

    /// Copies a file, synced, and gives the fingerprint of the very bytes that were written: nobody can change the file between two readings.
    @discardableResult
    static func copy(_ path: String, to target: String) throws -> Fingerprint {
        let source = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard source >= 0 else { throw SystemFailure("open", path, errno) }
        defer { close(source) }
        let copy = try StraightFile(creating: target)
        defer { copy.close() }
        let make = { Piece(byteCount: StraightFile.piece) }
        func read(_ send: (inout Piece) throws -> Void) throws -> Fingerprint {
            var printer = Fingerprinter(), piece = make()
            repeat {
                piece.count = try Durable.readAll(from: source, into: piece.room, path: path)
                let isLast = piece.count < piece.room.count
                printer.update(piece.bytes)
                try send(&piece)
                if isLast { return printer.finish() }
                try StopRequest.check()
            } while true
        }
        // A large file is fingerprinted while the disk is waited for.
        let print =
            if FileState(path)?.size ?? 0 < 8 << 20 {
                try read { try copy.write($0.bytes) }
            } else {
                try Conveyor(depth: 2, name: "reads for the archive", stackBytes: 512 << 10, make: make).run(fill: read) { try copy.write($0.bytes) }
            }
        try copy.sync()
        return print
    }
}
