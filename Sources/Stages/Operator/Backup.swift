import Foundation
import Project
import Records
import Warehouse

/// A copy of the warehouse that can be trusted, and its way back.
public struct Backup {
    private let project: Project
    private let places: Places

    /// - Throws: `ConfigurationFailure` where the project is wrong: its ledger's migrations tell whether a
    ///   copy is one of ours.
    public init(root: String) throws {
        project = try Project.usable(root: root)
        places = Places(root: root)
    }

    private var ledger: [String] { project.ledger.map(\.name) }

    /// Copies what is committed now, also while a night runs. The copy has its name only when it is whole,
    /// checked and on the disk.
    ///
    /// - Throws: `UsageFailure` where there is nothing to copy or the path is the warehouse itself;
    ///   `WarehouseFailure` or `SystemFailure` where it cannot be copied. An earlier copy of that name
    ///   is then what it was.
    public func write(into path: String) throws -> String {
        guard FileState(places.warehouse) != nil else {
            throw UsageFailure(
                "no night has run here yet, so there is nothing to back up; next: kvadratur run")
        }
        guard FileState(path)?.inode != FileState(places.warehouse)?.inode else {
            throw UsageFailure("\(path) is the warehouse itself; nothing was written")
        }
        let temporary = path + ".part"
        try Durable.remove(temporary)
        do {
            try WarehouseCopy.write(from: places.warehouse, into: temporary)
            try Durable.syncFile(temporary)
            let problems = try WarehouseCopy.problems(temporary, ledger: ledger)
            guard problems.isEmpty else {
                throw WarehouseFailure.damaged(path: places.warehouse, message: problems[0])
            }
            try Durable.rename(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
        let night = try WarehouseCopy.lastNight(path) ?? "none"
        return
            """
            \(path): the warehouse up to the night of \(night), \
            \(Figures.bytes(FileState(path)?.size ?? 0)), checked; keep .kvadratur/archive with it\n
            """
    }

    /// Puts a checked copy in the warehouse's place. What was there is kept aside; deliveries of later nights
    /// go back into `inbound/`.
    ///
    /// - Throws: `UsageFailure` for a copy that is none or while somebody reads the warehouse, `RunLock.Held`
    ///   while somebody works, `WarehouseFailure.badCopy` or `SystemFailure` for what the machine did; the
    ///   warehouse is then what it was.
    public func restore(from path: String) throws -> [String] {
        guard let size = FileState(path)?.size else {
            throw UsageFailure("\(path): there is no such file; nothing was changed")
        }
        let problems = try WarehouseCopy.problems(path, ledger: ledger)
        guard problems.isEmpty else {
            throw UsageFailure("\(path): \(problems[0]); nothing was changed; next: restore another backup")
        }
        try Durable.makeFolder(places.state)
        try Durable.makeFolder(places.inbound)
        let lock = try RunLock(path: places.lock, command: "restore")
        defer { lock.release() }
        let temporary = places.restored
        try Durable.remove(temporary)
        try WarehouseCopy.write(from: path, into: temporary)
        try Durable.syncFile(temporary)
        let copied = try WarehouseCopy.problems(temporary, ledger: ledger)
        guard copied.isEmpty else {
            unlink(temporary)
            throw WarehouseFailure.badCopy(path: path, message: copied[0])
        }
        // Before the swap: a restore that is killed between the two would leave files that only the archive
        // has, and no night would look for them.
        let delivered = try deliverAgain(unknownTo: temporary)
        var lines: [String] = []
        if let aside = try keepAside() { lines.append("\(aside): the warehouse that was here") }
        try Durable.rename(temporary, to: places.warehouse)
        let night = try WarehouseCopy.lastNight(places.warehouse) ?? "none"
        lines.append(
            "\(places.warehouse): restored to the night of \(night) from \(path), \(Figures.bytes(size))")
        lines += delivered
        lines.append("next: kvadratur run")
        return lines
    }

    /// The old file under a name of its own beside the place that it leaves. Its journal is folded in first
    /// where it can be read; a journal left behind would be replayed into the restored file.
    private func keepAside() throws -> String? {
        guard FileState(places.warehouse) != nil else { return nil }
        if let old = try? Warehouse(path: places.warehouse, ledger: project.ledger) {
            try? old.checkpoint()
            // Without its journal the old file would lack its last nights, should we be killed before the new
            // one is in place.
            if let journal = FileState(places.warehouse + "-wal"), journal.size > 0 {
                unlink(places.warehouse + ".restored")
                throw UsageFailure(
                    """
                    \(places.warehouse): somebody reads it just now; nothing was changed; next: close \
                    what reads it, and restore again
                    """
                )
            }
        }
        var number = 1
        while FileState("\(places.state)/before-restore-\(number).sqlite") != nil { number += 1 }
        let aside = "\(places.state)/before-restore-\(number).sqlite"
        for suffix in ["-wal", ""] where FileState(places.warehouse + suffix) != nil {
            guard link(places.warehouse + suffix, aside + suffix) == 0 else {
                throw SystemFailure("link", aside + suffix, errno)
            }
        }
        try Durable.syncFolder(of: aside)
        for suffix in ["-wal", "-shm"] { try Durable.remove(places.warehouse + suffix) }
        return aside
    }

    /// Files that the archive has and the restored ledger does not know: nights since the backup took them.
    private func deliverAgain(unknownTo copy: String) throws -> [String] {
        let known = try WarehouseCopy.files(copy)
        guard !known.isEmpty else { return [] }
        let arrivals = try WarehouseCopy.arrivals(copy)
        let archived = try Archive(folder: places.archive).all().flatMap { entry in
            // Bytes that came again since, too: which of two deliveries holds depends on it.
            let again = entry.again.filter { !arrivals.contains([entry.sha256, $0.name, $0.claimedOn]) }.map(
                \.name)
            return ((known.contains(entry.sha256) ? [] : [entry.name]) + again).map {
                (path: entry.path, name: $0, short: String(entry.sha256.prefix(12)))
            }
        }
        // Refused before it came into the archive: judged again, so that the ledger tells of it.
        let short = Set(known.map { String($0.prefix(12)) }).union(archived.map(\.short))
        let refused = try Durable.list(places.refused).filter { !short.contains($0) }.flatMap { folder in
            try Durable.list("\(places.refused)/\(folder)").filter {
                $0 != "why.txt" && !$0.hasSuffix(".part")
            }
            .map { (path: "\(places.refused)/\(folder)/\($0)", name: $0, short: folder) }
        }
        return try (archived + refused).map { try deliverAgain($0.path, name: $0.name, short: $0.short) }
    }

    private func deliverAgain(_ path: String, name: String, short: String) throws -> String {
        var name = name
        // Put back by a restore that was killed: it is there.
        if FileManager.default.contentsEqual(atPath: path, andPath: "\(places.inbound)/\(name)") {
            return "inbound/\(name): waits there, to be taken again"
        }
        if FileState.exists("\(places.inbound)/\(name)") {
            name = "restored-\(short)/\(name)"
            try Durable.makeFolder("\(places.inbound)/restored-\(short)")
        }
        let target = "\(places.inbound)/\(name)"
        // A copy, not a link: whoever mends a file in inbound/ must not change the archive.
        let temporary = "\(places.inbound)/.\(short)\(Places.restoring)"
        try Archive.copy(path, to: temporary)
        try Durable.rename(temporary, to: target)
        return "inbound/\(name): delivered after the backup, to be taken again"
    }
}
