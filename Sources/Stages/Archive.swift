import Fingerprints
import Foundation
import Records

/// Every file that was ever claimed, by its SHA-256: the truth from which `raw` can be rebuilt.
///
/// `archive/ab/SHA/NAME` holds the bytes, `archive/ab/SHA/claimed` the night that took them and, a line each,
/// when and under which name the same bytes came again; `decided` says what was held, released or discarded,
/// `waived` which rows a person let be. With them a lost warehouse can be made again.
struct Archive: Sendable {
    let folder: String
    /// Another archive that is looked into and never written to, for what this one has not: a delivery is
    /// tried beside the real one.
    var beneath: String?

    init(folder: String, beneath: String? = nil) { (self.folder, self.beneath) = (folder, beneath) }

    struct Entry: Sendable {
        var sha256: String
        var name: String
        var path: String
        var claimedOn: String
        /// The times that the bytes came again: the night and the name.
        var again: [Arrival] = []
        /// What was decided of it, oldest first.
        var decisions: [Decision] = []
        /// Rows that were set aside of it and that a person let be.
        var waivers: [Waiver] = []

        /// Why it is held, where it still is.
        var heldWords: Wording? {
            guard let last = decisions.last, last.verdict != .released else { return nil }
            let held = decisions.last { $0.verdict == .held } ?? last
            return Wording(da: held.by, en: held.why)
        }
    }

    /// A word on whether a delivery takes effect: the gate's, with its reason in Danish and English, or a
    /// person's, with role and reason.
    struct Decision: Hashable, Sendable {
        enum Verdict: String, Sendable { case held, released, discarded }
        var verdict: Verdict
        var on: String
        var by: String
        var why: String

        var line: String {
            [verdict.rawValue, on, by, why].map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }
                .joined(separator: "\t")
        }

        init(verdict: Verdict, on: String, by: String, why: String) {
            (self.verdict, self.on, self.by, self.why) = (verdict, on, by, why)
        }

        init?(line: Substring) {
            let parts = line.split(separator: "\t" as Character, omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 4, let verdict = Verdict(rawValue: parts[0]) else { return nil }
            self.init(verdict: verdict, on: parts[1], by: parts[2], why: parts[3])
        }
    }

    /// A person's word that a row need not be mended.
    struct Waiver: Hashable, Sendable {
        var record: Int
        var by: String
        var why: String

        var line: String {
            ["\(record)", by, why].map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }.joined(
                separator: "\t")
        }

        init(record: Int, by: String, why: String) { (self.record, self.by, self.why) = (record, by, why) }

        init?(line: Substring) {
            let parts = line.split(separator: "\t" as Character, omittingEmptySubsequences: false).map(
                String.init)
            guard parts.count == 3, let record = Int(parts[0]) else { return nil }
            self.init(record: record, by: parts[1], why: parts[2])
        }
    }

    /// Files of our own beside the bytes.
    private static let marks = ["claimed", "decided", "waived"]

    struct Arrival: Hashable, Sendable {
        var claimedOn: String
        var name: String
    }

    func folder(of sha: String) -> String { "\(folder)/\(sha.prefix(2))/\(sha)" }

    /// Where a file is copied to while its fingerprint, and so its place, is not known for certain.
    static let incoming = "/.incoming.part"

    /// Copies a file's bytes in; nothing happens when they are there already.
    ///
    /// - Parameters:
    ///   - sha: the bytes' fingerprint, nil when nobody has read them yet: they are read once, while they are
    ///     copied.
    ///   - state: the file as it was when its feed was looked for, where there is no fingerprint to tell.
    /// - Throws: `Refusal` when the bytes are others than announced.
    func keep(
        _ path: String, name: String, sha256 sha: String?, as state: FileState? = nil, claimedOn: String
    ) throws -> Entry {
        if let sha, let entry = try entry(sha) { return entry }
        let incoming = self.folder + Self.incoming
        try Durable.makeFolder(self.folder)
        defer { unlink(incoming) }
        let copied = try Self.copy(path, to: incoming).hex
        guard copied == sha ?? copied, state == nil || FileState(path) == state else {
            throw Refusal(.changedWhileRead)
        }
        if let entry = try entry(copied) { return entry }
        let folder = folder(of: copied)
        try Durable.makeFolder(folder)
        // The mark beside it has a name of its own.
        let name = Self.marks.contains(name) ? name + ".file" : name
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
    func entry(_ sha: String) throws -> Entry? {
        if let beneath, !FileState.exists(folder(of: sha)) { return try Archive(folder: beneath).entry(sha) }
        let folder = folder(of: sha)
        let names = try Durable.list(folder)
        guard names.contains("claimed"), let name = try bytes(sha, among: names) else { return nil }
        errno = 0
        guard let text = FileManager.default.contents(atPath: folder + "/claimed") else {
            throw SystemFailure("read", folder + "/claimed", errno == 0 ? EIO : errno)
        }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        let again = lines.dropFirst().compactMap { line -> Arrival? in
            let parts = line.split(separator: " ", maxSplits: 1)
            return parts.count == 2 ? Arrival(claimedOn: String(parts[0]), name: String(parts[1])) : nil
        }
        func said(_ mark: String) -> [Substring] {
            let bytes = names.contains(mark) ? FileManager.default.contents(atPath: folder + "/" + mark) : nil
            return bytes.map { String(decoding: $0, as: UTF8.self).split(separator: "\n" as Character) } ?? []
        }
        return Entry(
            sha256: sha, name: name, path: folder + "/" + name, claimedOn: lines.first.map(String.init) ?? "",
            again: again,
            decisions: said("decided").compactMap { Decision(line: $0) },
            waivers: said("waived").compactMap { Waiver(line: $0) })
    }

    /// The file of a folder that holds the bytes. Where a stranger has laid another beside it, the
    /// fingerprint tells which it is.
    private func bytes(_ sha: String, among names: [String]) throws -> String? {
        let files = names.filter { !Self.marks.contains($0) && !$0.hasSuffix(".part") }
        guard files.count > 1 else { return files.first }
        return try files.first { try fingerprint(ofFile: folder(of: sha) + "/" + $0).hex == sha }
    }

    /// Whether the bytes of an entry are still those that were delivered.
    func isWhole(_ entry: Entry) throws -> Bool {
        do { return try fingerprint(ofFile: entry.path).hex == entry.sha256 } catch is Refusal {
            return false
        }
    }

    /// Whether a word on the bytes may be written beside them.
    private func isOwn(_ sha: String) -> Bool { beneath == nil || FileState.exists(folder(of: sha)) }

    /// Writes a word on the delivery down beside its bytes, so that a lost warehouse does not lose it.
    func decide(_ sha: String, _ decision: Decision) throws {
        guard isOwn(sha), let entry = try entry(sha) else { return }
        if entry.decisions.last == decision { return }
        let lines = (entry.decisions + [decision]).map(\.line)
        try Durable.write((lines.joined(separator: "\n") + "\n").utf8, to: folder(of: sha) + "/decided")
    }

    /// Writes down beside the bytes which row a person let be, for the same reason.
    func waive(_ sha: String, _ waiver: Waiver) throws {
        guard isOwn(sha), let entry = try entry(sha), !entry.waivers.contains(waiver) else { return }
        let lines = (entry.waivers.filter { $0.record != waiver.record } + [waiver]).map(\.line)
        try Durable.write((lines.joined(separator: "\n") + "\n").utf8, to: folder(of: sha) + "/waived")
    }

    /// Writes down that the bytes came once more; nothing happens when that is known.
    func remember(_ sha: String, claimedOn: String, name: String) throws {
        let arrival = Arrival(claimedOn: claimedOn, name: name.replacing("\n", with: " "))
        guard isOwn(sha), let entry = try entry(sha), !entry.again.contains(arrival) else { return }
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
    /// - Throws: `SystemFailure` when a part of it cannot be read: a delivery that is passed over would be
    ///   lost without a word.
    func all() throws -> [Entry] {
        try Durable.list(folder).flatMap { shelf in try Durable.list(folder + "/" + shelf).compactMap(entry) }
    }

    /// Copies a file, synced, and gives the fingerprint of the very bytes that were written: nobody can
    /// change the file between two readings.
    @discardableResult
    static func copy(_ path: String, to target: String) throws -> Fingerprint {
        let source = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard source >= 0 else { throw deliveryProblem("open", path, errno) }
        defer { close(source) }
        let copy = try StraightFile(creating: target)
        defer { copy.close() }
        let make = { Piece(byteCount: StraightFile.piece) }
        func read(_ send: (inout Piece) throws -> Void) throws -> Fingerprint {
            var printer = Fingerprinter()
            var piece = make()
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
                try Conveyor(depth: 2, name: "reads for the archive", stackBytes: 512 << 10, make: make).run(
                    fill: read
                ) { try copy.write($0.bytes) }
            }
        try copy.sync()
        return print
    }
}
