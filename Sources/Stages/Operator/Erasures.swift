import Foundation
import Project
import Records
import Warehouse

/// What was erased, by whom and why: `.kvadratur/erased`, a line for each file, with its SHA-256 and nothing
/// of what it held.
///
/// Every night begins by seeing that none of it is there: what an `erase` that was killed left behind, what a
/// restored backup brought back, what came again. The list lies beside the warehouse for that reason.
struct Erasures {
    let places: Places

    struct Entry: Equatable {
        var sha256: String
        /// The night's date on which somebody asked.
        var on: String
        /// The role that answers for it.
        var by: String
        var why: String

        func words(_ language: Language) -> String {
            language == .da ? "slettet \(on) af \(by): \(why)" : "erased on \(on) by \(by): \(why)"
        }
    }

    /// In the order in which they were asked for.
    func all() throws -> [Entry] {
        guard FileState.exists(places.erased) else { return [] }
        errno = 0
        guard let bytes = FileManager.default.contents(atPath: places.erased) else {
            throw SystemFailure("read", places.erased, errno == 0 ? EIO : errno)
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return parts.count == 4 ? Entry(sha256: parts[0], on: parts[1], by: parts[2], why: parts[3]) : nil
        }
    }

    /// Written down before anything goes: an erasure that is killed is finished by the next night.
    func add(_ entries: [Entry]) throws {
        let known = try all()
        let new = entries.filter { entry in !known.contains { $0.sha256 == entry.sha256 } }
        let lines = (known + new).map { entry in
            [entry.sha256, entry.on, entry.by, entry.why].map(Self.oneLine).joined(separator: "\t") + "\n"
        }
        try Durable.write(lines.joined().utf8, to: places.erased, mode: 0o600)
    }

    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }

    /// The erasure of these bytes; the ledger knows it too, should the list be lost.
    func first(_ sha: String, _ warehouse: Warehouse) throws -> Entry? {
        if let entry = try all().first(where: { $0.sha256 == sha }) { return entry }
        guard
            let file = try warehouse.read({
                try $0.files("sha256 = ? AND state = 'erased'", [.text(sha)]).first
            })
        else { return nil }
        return Entry(sha256: sha, on: file.claimedOn, by: "", why: file.faultEnglish ?? "")
    }

    /// Takes everything on the list out of the warehouse, the archive and the refused files; each with the
    /// name of the file that still was in one of them.
    func carryOut(_ raw: RawStage) throws -> [(name: String, entry: Entry)] {
        try all().compactMap { entry in
            let file = try raw.warehouse.read { try $0.files("sha256 = ?", [.text(entry.sha256)]).first }
            var found = false
            if let file, file.state != "erased" {
                try takeOut(file, entry, raw)
                found = true
            }
            return try removeBytes(of: entry) || found
                ? (file?.name ?? String(entry.sha256.prefix(12)), entry) : nil
        }
    }

    /// The archived copy and the refused one; whether there was any.
    @discardableResult
    func removeBytes(of entry: Entry) throws -> Bool {
        let archive = Archive(folder: places.archive)
        let refused = "\(places.refused)/\(entry.sha256.prefix(12))"
        let isKept = FileState.exists(archive.folder(of: entry.sha256))
        let isRefused = FileState.exists(refused)
        // The mark says to whoever reads the feed again that the bytes went on purpose.
        if isKept { try archive.prune(entry.sha256, because: entry.words(.en)) }
        if isRefused { try Durable.removeTree(refused) }
        return isKept || isRefused
    }

    /// One transaction: the ledger forgets what it kept of the file's content, and the feed is made again
    /// without it.
    private func takeOut(_ file: LedgerFile, _ entry: Entry, _ raw: RawStage) throws {
        let feed = raw.project.feed(ofTable: file.feed)
        try raw.readingAgain { transaction, keeps in
            try transaction.forgetContent(of: file)
            var erased = file
            (erased.state, erased.run, erased.rowsInForce) = ("erased", raw.run, 0)
            erased.fault = Fault(code: .erased, position: Position(line: 1))
            (erased.faultDanish, erased.faultEnglish) = (entry.words(.da), entry.words(.en))
            _ = try transaction.save(erased)
            guard file.state == "loaded", let name = file.feed else { return }
            if let feed { return try raw.replay(feed, in: transaction, keeps: keeps) }
            if try transaction.exists(table: "raw_" + name) {
                try transaction.execute("DELETE FROM \"raw_\(name)\" WHERE _file = ?", [.integer(file.file)])
            }
        }
    }
}
