import Foundation
import Records

/// Writing that survives a power cut: temporary file, fsync, rename, fsync of the folder. Every return value
/// is looked at; `FileHandle` traps when a write fails, so it is not used.
enum Durable {
    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw SystemFailure("mkdir", path, errno)
        }
        try makeFolder(String(path[..<slash]))
        if mkdir(path, 0o755) != 0, errno != EEXIST { throw SystemFailure("mkdir", path, errno) }
    }

    /// Writes a whole file under a temporary name beside it and renames it.
    static func write(_ bytes: some Sequence<UInt8>, to path: String, mode: mode_t = 0o644) throws {
        try write(to: path, mode: mode) { write in
            // What lies in one piece is written as it lies; the rest is put in one first.
            if try bytes.withContiguousStorageIfAvailable({ try write(UnsafeRawBufferPointer($0)) }) == nil {
                try Array(bytes).withUnsafeBytes(write)
            }
        }
    }

    /// The same in pieces, each of which `fill` hands over in turn.
    static func write(
        to path: String, mode: mode_t = 0o644,
        _ fill: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let temporary = path + ".part"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw SystemFailure("open", temporary, errno) }
        do {
            try fill { try writeAll($0, to: file, path: temporary) }
            guard fsync(file) == 0 else { throw SystemFailure("fsync", temporary, errno) }
        } catch {
            close(file)
            unlink(temporary)
            throw error
        }
        close(file)
        try rename(temporary, to: path)
    }

    static func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32, path: String) throws {
        var done = 0
        while done < bytes.count {
            let count = Foundation.write(file, bytes.baseAddress! + done, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemFailure("write", path, errno)
            }
            done += count
        }
    }

    /// Reads on: as many bytes as there is room for, fewer at the end of the file only.
    static func readAll(from file: Int32, into room: UnsafeMutableRawBufferPointer, path: String) throws
        -> Int
    {
        var done = 0
        while done < room.count {
            let count = read(file, room.baseAddress! + done, room.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemFailure("read", path, errno)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    static func rename(_ from: String, to path: String) throws {
        guard Foundation.rename(from, path) == 0 else { throw SystemFailure("rename", path, errno) }
        try syncFolder(of: path)
    }

    /// Renames, or copies and removes where the two places are on different file systems.
    static func move(_ from: String, to path: String, copy: (String, String) throws -> Void) throws {
        if Foundation.rename(from, path) == 0 { return try syncFolder(of: path) }
        guard errno == EXDEV else { throw SystemFailure("rename", path, errno) }
        let temporary = path + ".part"
        do { try copy(from, temporary) } catch {
            unlink(temporary)
            throw error
        }
        try rename(temporary, to: path)
        try remove(from)
    }

    static func syncFile(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemFailure("open", path, errno) }
        defer { close(file) }
        if fsync(file) == 0 { return }
        let code = errno
        // Some shares cannot sync a folder: there a name is as safe as they make it.
        var information = stat()
        if code == EINVAL, fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFDIR { return }
        throw SystemFailure("fsync", path, code)
    }

    /// A rename is only there after a power cut when its folder was synced.
    static func syncFolder(of path: String) throws {
        try syncFile(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
    }

    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw SystemFailure("unlink", path, errno) }
    }

    /// Removes a folder with all that is in it; nothing where nothing is.
    ///
    /// From the leaves on: some file systems have no word for a folder that is not empty, and Foundation
    /// waits for that word.
    static func removeTree(_ folder: String) throws {
        var information = stat()
        guard lstat(folder, &information) == 0 else {
            if errno == ENOENT { return }
            throw SystemFailure("stat", folder, errno)
        }
        try removeLeaves(folder, isFolder: information.st_mode & S_IFMT == S_IFDIR)
        try syncFolder(of: folder)
    }

    private static func removeLeaves(_ path: String, isFolder: Bool) throws {
        guard isFolder else { return try remove(path) }
        for name in try list(path) {
            var information = stat()
            guard lstat(path + "/" + name, &information) == 0 else { continue }
            try removeLeaves(path + "/" + name, isFolder: information.st_mode & S_IFMT == S_IFDIR)
        }
        if rmdir(path) == 0 || errno == ENOENT { return }
        // Names that no path of ours can hold.
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw SystemFailure("remove", path, errno == 0 ? EIO : errno)
        }
    }

    /// Names in a folder as `names` gives them, where one that is not seen would be a file that is not taken.
    ///
    /// - Throws: `SystemFailure` when the machine cannot read the folder.
    static func list(_ path: String) throws -> [String] { try listing(of: path).names }

    /// Names in a folder, sorted by their bytes; empty when there is no such folder.
    static func names(in path: String) -> [String] { (try? list(path)) ?? [] }

    /// The same, and the names whose bytes are no UTF-8, made fit to be shown: no path of ours can hold
    /// those, and a listing that leaves them out loses files without a word.
    static func listing(of path: String) throws -> (names: [String], odd: [String]) {
        guard let folder = opendir(path) else {
            // A folder that is not there holds nothing; one that is locked may hold something.
            if errno == EACCES || SystemFailure.isMachine(errno) { throw SystemFailure("open", path, errno) }
            return ([], [])
        }
        defer { closedir(folder) }
        var names: [String] = []
        var odd: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else {
                if errno != 0 { throw SystemFailure("read", path, errno) }
                break
            }
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if let name = String(validating: bytes, as: UTF8.self) {
                if name != ".", name != ".." { names.append(name) }
            } else {
                odd.append(
                    bytes.map {
                        $0 < 0x80 ? VisibleText.of(String(UnicodeScalar($0))) : "\\x" + String($0, radix: 16)
                    }.joined())
            }
        }
        func before(_ one: String, _ other: String) -> Bool { one.utf8.lexicographicallyPrecedes(other.utf8) }
        return (names.sorted(by: before), odd.sorted(by: before))
    }
}
