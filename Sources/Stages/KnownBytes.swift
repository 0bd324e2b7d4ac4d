import Foundation
import Records
import Warehouse

/// Tells whether the bytes of a file in `inbound/` are known, without a fingerprint where there is a cheaper
/// way: a large file of a size that no delivery had is new, and is read once, when it is archived; one of a
/// size that is known is held against the archived deliveries of that size.
struct KnownBytes {
    private let files: [Int: [LedgerFile]]
    private let archive: Archive
    /// Smaller files are always fingerprinted: that is done sooner than another file opened.
    var leastBytes = 1 << 20

    init(_ files: [LedgerFile], archive: Archive) {
        self.files = Dictionary(grouping: files, by: \.bytes)
        self.archive = archive
    }

    /// The SHA-256 of the file's bytes; nil when they are none that the ledger knows, whatever it is.
    ///
    /// - Throws: `Refusal` when it is no plain file, may not be read or changes meanwhile; `SystemFailure`
    ///   when the disk fails.
    func fingerprint(of file: InboxFile) throws -> String? {
        guard file.bytes >= leastBytes else { return try Stages.fingerprint(ofFile: file.path).hex }
        let alike = files[file.bytes] ?? []
        // The newest first: it is the one that is sent twice.
        for known in alike.reversed() {
            guard let entry = try archive.entry(known.sha256) else {
                return try Stages.fingerprint(ofFile: file.path).hex
            }
            if try holdsTheBytes(file.path, of: entry.path) { return known.sha256 }
        }
        guard FileState(file.path) != nil else { throw Refusal(.notAFile) }
        close(try openDelivered(file.path))
        return nil
    }

    /// Whether two files hold the same bytes. Read side by side up to the first difference; an archived file
    /// that cannot be read is not the same, so that a harmed one costs no more than a fingerprint.
    private func holdsTheBytes(_ path: String, of archived: String) throws -> Bool {
        guard let before = FileState(path) else { throw Refusal(.notAFile) }
        let source = try openDelivered(path)
        defer { close(source) }
        guard let kept = try? StraightFile(reading: archived) else { return false }
        defer { kept.close() }
        let size = StraightFile.piece
        let room = UnsafeMutableRawBufferPointer.allocate(
            byteCount: 2 * size, alignment: StraightFile.alignment)
        defer { room.deallocate() }
        let mine = UnsafeMutableRawBufferPointer(rebasing: room[..<size])
        let theirs = UnsafeMutableRawBufferPointer(rebasing: room[size...])
        while true {
            let count = try Durable.readAll(from: source, into: mine, path: path)
            guard let other = try? kept.read(into: theirs), other == count,
                memcmp(mine.baseAddress!, theirs.baseAddress!, count) == 0
            else { return false }
            if count < size { break }
            try StopRequest.check()
        }
        guard FileState(path) == before else { throw Refusal(.changedWhileRead) }
        return true
    }
}
