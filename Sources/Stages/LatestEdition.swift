import Foundation
import Records

/// `outbound/latest`: the name under which people find the newest edition. A symbolic link, swapped in one
/// step; on a file system that knows none (a Windows share, a USB stick) a folder of its own with the same
/// files.
struct LatestEdition {
    let places: Places

    /// What pointing came to.
    struct Pointed {
        /// Whether it showed something else before.
        var moved = true
        /// Where a folder was put that somebody had laid in its place.
        var aside: String?
        /// The file system makes no links: the edition was copied.
        var isCopy = false
    }

    /// The edition that is shown; nil where there is none, or somebody laid something else there.
    var name: String? {
        if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: places.latest) {
            return target.split(separator: "/").last.map(String.init)
        }
        guard let seal = FileManager.default.contents(atPath: places.latest + "/" + EditionSeal.name) else {
            return nil
        }
        // Every edition's list of fingerprints is its own.
        return Durable.names(in: places.editions).reversed().first {
            FileManager.default.contents(atPath: "\(places.editions)/\($0)/\(EditionSeal.name)") == seal
        }
    }

    /// Whether `outbound/` lies where links can be made. Where they cannot, on a stick or a share, much else
    /// is not to be relied on: that a file can be written in two places, or read on after its name is gone.
    var makesLinks: Bool {
        try? Durable.removeTree(Self.next(places))
        guard symlink("editions", Self.next(places)) == 0 else { return !Self.noLinks.contains(errno) }
        unlink(Self.next(places))
        return true
    }

    /// Shows an edition that lies whole in `editions/`.
    func point(to name: String) throws -> Pointed {
        let target = "editions/" + name
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: places.latest)) == target {
            return Pointed(moved: false)
        }
        try? Durable.removeTree(Self.next(places))
        if symlink(target, Self.next(places)) == 0 {
            let aside = try isFolder ? putAside() : nil
            try Durable.rename(Self.next(places), to: places.latest)
            return Pointed(aside: aside)
        }
        guard Self.noLinks.contains(errno) else { throw SystemFailure("symlink", Self.next(places), errno) }
        if self.name == name, EditionSeal.isWhole(places.latest) {
            return Pointed(moved: false, isCopy: true)
        }
        return try copy(name)
    }

    /// What a file system answers that has no symbolic links, or lets nobody make one.
    private static let noLinks: Set<Int32> = [EOPNOTSUPP, EPERM, ENOSYS, EACCES, EINVAL]

    static func next(_ places: Places) -> String { places.outbound + "/.latest.part" }
    static func before(_ places: Places) -> String { places.outbound + "/.latest.before" }

    private var isFolder: Bool {
        var information = stat()
        return lstat(places.latest, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// A folder in the place of the link: copied, restored or synchronised by somebody, who may want it back.
    private func putAside() throws -> String {
        var number = 1
        while FileState.exists("\(places.outbound)/latest-aside-\(number)") { number += 1 }
        let aside = "latest-aside-\(number)"
        try Durable.rename(places.latest, to: "\(places.outbound)/\(aside)")
        return aside
    }

    /// The edition once more, as a folder. Between two renames there is no `latest` for a moment; a run that
    /// is killed there is finished by the next.
    private func copy(_ name: String) throws -> Pointed {
        let next = Self.next(places)
        let before = Self.before(places)
        try Self.copyFolder("\(places.editions)/\(name)", to: next)
        var aside: String?
        if isFolder {
            if self.name == nil {
                aside = try putAside()
            } else {
                try Durable.rename(places.latest, to: before)
            }
        } else {
            try Durable.remove(places.latest)
        }
        try Durable.rename(next, to: places.latest)
        try? Durable.removeTree(before)
        return Pointed(aside: aside, isCopy: true)
    }

    static func copyFolder(_ source: String, to target: String) throws {
        try Durable.makeFolder(target)
        for name in try Durable.list(source) {
            var information = stat()
            guard lstat(source + "/" + name, &information) == 0 else {
                throw SystemFailure("stat", source + "/" + name, errno)
            }
            if information.st_mode & S_IFMT == S_IFDIR {
                try copyFolder(source + "/" + name, to: target + "/" + name)
            } else {
                _ = try Archive.copy(source + "/" + name, to: target + "/" + name)
            }
        }
        try Durable.syncFile(target)
    }

    /// What a run that was killed between the two renames left: the folder that it took away comes back.
    static func mend(_ places: Places) {
        if FileState.exists(before(places)) {
            if FileState.exists(places.latest) {
                try? Durable.removeTree(before(places))
            } else {
                rename(before(places), places.latest)
            }
        }
        try? Durable.removeTree(next(places))
    }
}
