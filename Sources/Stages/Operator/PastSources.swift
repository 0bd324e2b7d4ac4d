import Project
import Records
import Warehouse

/// The files that a past night is made from: those to read again from the archive, and those of which the
/// ledger's word is enough.
struct PastSources {
    var read: [LedgerFile] = []
    var unread: [LedgerFile] = []

    /// - Throws: `PastNightGone` when bytes are missing that the night needs, all of them at once.
    init(_ files: [LedgerFile], superseded: Set<Int64>, archive: Archive, night: CalendarDay) throws {
        var missing: [LedgerFile] = []
        for file in files {
            let isThere = try archive.entry(file.sha256) != nil
            // A file without a row in force matters by its counts alone; but rows that it set aside may have
            // waited to be mended.
            if file.state == "erased" {
                missing.append(file)
            } else if superseded.contains(file.file), file.rowsRejected == 0 || !isThere {
                unread.append(file)
            } else if isThere {
                read.append(file)
            } else {
                missing.append(file)
            }
        }
        if !missing.isEmpty {
            throw PastNightGone(
                night: night, files: missing,
                pruned: Set(try missing.filter { try archive.isPruned($0.sha256) }.map(\.sha256)),
                archive: archive)
        }
    }

    /// The archived files that came after a run as a night claims them, each under the number, feed and date
    /// that it had. In the order of their arrival, so that none comes late.
    func deliveries(after run: Int, feeds: [Feed], archive: Archive) throws -> PastDeliveries {
        let claims: [Claim] = try read.filter { $0.run > run }.compactMap { file in
            guard let entry = try archive.entry(file.sha256),
                let feed = feeds.first(where: { $0.tableName == file.feed })?.way(of: file)
            else { return nil }
            let place = InboxFile(
                name: "archive/\(file.sha256.prefix(12))/\(file.name)", path: entry.path, bytes: file.bytes)
            var match = FeedFinder.Match(feed: feed, deliveredOn: file.deliveredOn, arrival: file.arrival)
            (match.serial, match.kind) = (file.serial, file.kind)
            return Claim(
                file: place, sha256: file.sha256, feed: .success(match), claimedOn: file.claimedOn,
                isArchived: true, number: file.file)
        }
        return PastDeliveries(claims: claims, unread: Set(unread.map(\.sha256)))
    }
}

/// What a past night takes instead of the drop folder.
struct PastDeliveries {
    var claims: [Claim]
    var unread: Set<String>
}

/// Bytes that a past night rested on are no longer there.
struct PastNightGone: Error, CustomStringConvertible {
    var night: CalendarDay
    var files: [LedgerFile]
    /// Those of them that retention let go.
    var pruned: Set<String>
    var archive: Archive

    var description: String {
        let shown = files.prefix(3).map { file in
            "  \(file.name), delivered \(file.deliveredOn): "
                + (file.state == "erased"
                    ? file.faultEnglish ?? "erased"
                    : pruned.contains(file.sha256) ? "let go by retention" : "missing in the archive")
        }
        let more = files.count > 3 ? ["  … and \(Figures.count(files.count - 3)) more"] : []
        let what =
            files.count == 1
            ? "a file that it rests on is gone"
            : "\(Figures.count(files.count)) files that it rests on are gone"
        guard let first = files.first(where: { $0.state != "erased" }) else {
            return (["the night of \(night) cannot be made again: \(what)"] + shown + more).joined(
                separator: "\n") + "\n  nothing was changed; its edition stays where it is"
        }
        let place = "\(archive.folder(of: first.sha256))/\(first.name)"
        return (["the night of \(night) cannot be made again: \(what)"] + shown + more).joined(
            separator: "\n")
                + """
                \n  nothing was changed; next: put the bytes back from a copy of the archive, such as \
                \(place), and run kvadratur run --as-of \(night) again
                """
    }
}
