import Fingerprints
import Foundation
import Project
import Records

/// A file found in `inbound/`.
struct InboxFile: Sendable {
    /// Path relative to `inbound/`.
    var name: String
    var path: String
    var bytes: Int
    /// When it was last written, in seconds since 1970.
    var writtenAt = 0
    /// File name without its folder.
    var baseName: String {
        String(name[(name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex)...])
    }
}

/// What lies in the drop folder, judged by its outside only: nothing is opened that is not a plain file.
struct Inbox {
    var files: [InboxFile] = []
    /// Still being written, by their names or because they changed while they were watched: looked at again
    /// next time.
    var waiting: [InboxFile] = []
    /// Known kinds of files that are no deliveries: what editors, Windows, synchronisation and browsers lay
    /// beside them.
    var leftovers: [String] = []
    /// `NAME.done` beside NAME: whoever wrote the file says that it is whole.
    var markers: Set<String> = []
    var leftMarkers: [String] = []
    /// What is not opened: links, pipes, sockets, devices, folders that cannot be looked into, names that
    /// cannot be shown.
    var strange: [Strange] = []

    /// Something in the drop folder that is no delivery, and why; the name is fit to be printed.
    struct Strange: Sendable {
        enum Reason: Sendable { case noFile, folder, name }
        var name: String
        var reason: Reason
    }

    /// - Throws: `SystemFailure` when a folder cannot be read: a night without its files would look like a
    ///   night without deliveries.
    init(places: Places, ignore: [FilePattern]) throws {
        try walk(places.inbound, prefix: "", ignore: ignore)
        let names = Set(files.map(\.name))
        markers = Set(
            files.map(\.name).filter {
                $0.hasSuffix(Self.marker) && names.contains(String($0.dropLast(Self.marker.count)))
            })
        // An empty one whose file is gone is what a killed run left.
        leftMarkers = files.filter {
            $0.name.hasSuffix(Self.marker) && $0.bytes == 0 && !markers.contains($0.name)
        }.map(\.path)
        files.removeAll { markers.contains($0.name) || leftMarkers.contains($0.path) }
        copiesBehindTheirOriginals()
    }

    /// `list (1).csv` stands in front of `list.csv` by name, and is taken behind it: so it is told that the
    /// copy took the original's place.
    private mutating func copiesBehindTheirOriginals() {
        func original(_ file: InboxFile) -> String? {
            let copy = CopyName(file.baseName)
            return copy.mark == nil ? nil : String(file.name.dropLast(file.baseName.count)) + copy.original
        }
        let names = Set(files.map(\.name))
        let copies = files.filter { file in original(file).map(names.contains) ?? false }
        guard !copies.isEmpty else { return }
        let moved = Set(copies.map(\.name))
        files.removeAll { moved.contains($0.name) }
        for copy in copies.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }).reversed() {
            let place = files.firstIndex { $0.name == original(copy) }
            files.insert(copy, at: place.map { $0 + 1 } ?? files.count)
        }
    }

    /// Nothing: the folder is not there.
    init() {}

    static let marker = ".done"

    /// Files that were written less than so many seconds ago and have no marker.
    func fresh(_ seconds: Int, now: Int) -> [InboxFile] {
        files.filter { now - $0.writtenAt < seconds && !markers.contains($0.name + Self.marker) }
    }

    /// Watches fresh files until each has lain still for so many seconds; one that changed meanwhile waits,
    /// one that went is forgotten. A clock that was set back makes no file wait longer than the watch.
    mutating func watch(_ seconds: Int, now: () -> Int, pause: (_ seconds: Int) throws -> Void) rethrows {
        let watched = fresh(seconds, now: now())
        guard let newest = watched.map(\.writtenAt).max() else { return }
        let before = Dictionary(watched.map { ($0.name, FileState($0.path)) }) { first, _ in first }
        try pause(min(seconds, max(1, newest + seconds - now())))
        for file in watched {
            let after = FileState(file.path)
            if after != nil, after == before[file.name], after?.size == file.bytes { continue }
            files.removeAll { $0.name == file.name }
            if let after {
                waiting.append(
                    InboxFile(
                        name: file.name, path: file.path, bytes: after.size,
                        writtenAt: after.modified / 1_000_000_000))
            }
        }
        waiting.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private mutating func walk(_ folder: String, prefix: String, ignore: [FilePattern]) throws {
        let found: (names: [String], odd: [String])
        do { found = try Durable.listing(of: folder) } catch let failure as SystemFailure
            where failure.code == EACCES
        {
            strange.append(Strange(name: prefix.isEmpty ? "" : String(prefix.dropLast()), reason: .folder))
            return
        }
        strange += found.odd.map { Strange(name: prefix + $0, reason: .name) }
        for name in found.names where !name.hasPrefix(".") {
            // A name with a line end or an escape in it could write lines of its own into every log.
            if VisibleText.of(name) != name {
                strange.append(Strange(name: prefix + VisibleText.of(name), reason: .name))
                continue
            }
            let file = InboxFile(name: prefix + name, path: folder + "/" + name, bytes: 0)
            var information = stat()
            guard lstat(file.path, &information) == 0 else { continue }
            switch information.st_mode & S_IFMT {
            case S_IFDIR:
                if NoDelivery.isFolder(name) {
                    leftovers.append(prefix + name + "/")
                } else {
                    try walk(file.path, prefix: prefix + name + "/", ignore: ignore)
                }
            case S_IFREG:
                if name == "README.md" || ignore.contains(where: { $0.groups(in: name) != nil }) { continue }
                let sized = InboxFile(
                    name: file.name, path: file.path, bytes: Int(information.st_size),
                    writtenAt: Int(information.st_mtim.tv_sec))
                switch NoDelivery.kind(name) {
                case .unfinished: waiting.append(sized)
                case .leftover: leftovers.append(file.name)
                case nil: files.append(sized)
                }
            default: strange.append(Strange(name: file.name, reason: .noFile))
            }
        }
    }
}

/// A plain file's size and times, to see whether it changed while it was read.
struct FileState: Equatable {
    var size: Int
    var modified: Int
    var inode: UInt64

    /// Whether anything of that name is there, a broken link too.
    static func exists(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0
    }

    init?(_ path: String) {
        var information = stat()
        guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return nil }
        size = Int(information.st_size)
        modified = Int(information.st_mtim.tv_sec) * 1_000_000_000 + Int(information.st_mtim.tv_nsec)
        inode = UInt64(information.st_ino)
    }
}

/// A descriptor to read a delivered file with.
///
/// - Throws: `Refusal` when it may not be read; `SystemFailure` when the disk fails.
func openDelivered(_ path: String) throws -> Int32 {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file < 0 else { return file }
    throw deliveryProblem("open", path, errno)
}

/// What an answer of the system says of a delivered file: that it may not be read, that somebody has it open,
/// that it has gone meanwhile. Everything else is the machine's.
func deliveryProblem(_ call: String, _ path: String, _ code: Int32) -> any Error {
    switch code {
    case EPERM: Refusal(.unreadable)
    // Others on a Windows share, who hold a lock on its bytes, make reading fail in the same way as missing
    // rights make opening fail.
    case EACCES: call == "open" ? Refusal(.unreadable) : Refusal(.inUse)
    case EBUSY, ETXTBSY, EAGAIN, EDEADLK: Refusal(.inUse)
    case ENOENT, ENOTDIR: Refusal(.vanished)
    default: SystemFailure(call, path, code)
    }
}

/// The fingerprint of a file's bytes.
///
/// - Throws: `Refusal` when it is no plain file or changes while it is read; `SystemFailure` when the disk
///   fails.
func fingerprint(ofFile path: String) throws -> Fingerprint {
    guard let before = FileState(path) else { throw Refusal(.notAFile) }
    let file = try openDelivered(path)
    defer { close(file) }
    var printer = Fingerprinter()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
        let count = read(file, buffer.baseAddress!, buffer.count)
        if count < 0 {
            if errno == EINTR { continue }
            throw deliveryProblem("read", path, errno)
        }
        if count == 0 { break }
        try StopRequest.check()
        printer.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    guard FileState(path) == before else { throw Refusal(.changedWhileRead) }
    return printer.finish()
}
