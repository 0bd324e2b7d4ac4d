import CArchive
import Glibc
import Records

/// The members of a ZIP, found through the central directory.
///
/// Only libarchive's seekable reader is switched on: its streaming reader takes a file that was cut off for a
/// whole one.
struct ZipMembers {
    struct Member {
        var name: String
        var isRegular: Bool
        var isEncrypted: Bool
    }

    let source: PackedSource
    let limits: Limits
    /// Every member, in the archive's order.
    func all() throws -> [Member] {
        _ = Self.characters
        return try list(promised: try centralDirectoryCount())
    }

    /// Hands the bytes of one member on, by its place in the list; `packed` are the bytes of the archive that
    /// were read so far.
    func read(
        _ wanted: Int, _ meter: inout UnpackMeter,
        _ body: (_ bytes: UnsafeRawBufferPointer, _ packed: Int) throws -> Void
    ) throws {
        var counted = meter
        defer { meter = counted }
        try withArchive { archive in
            for _ in 0...wanted { _ = try nextHeader(archive) }
            var data: UnsafeRawPointer?
            var count = 0
            var offset: la_int64_t = 0
            while true {
                let result = archive_read_data_block(archive, &data, &count, &offset)
                if result == ARCHIVE_EOF { break }
                // A bad checksum or length is only a warning to libarchive.
                guard result == ARCHIVE_OK else { throw damaged(archive, counted.unpacked) }
                try counted.add(count)
                try body(
                    UnsafeRawBufferPointer(start: data, count: count), Int(archive_filter_bytes(archive, -1)))
            }
        }
    }

    /// libarchive converts names through the locale; in the C locale, as under cron, a name with æ, ø or å
    /// fails.
    private static let characters: Void = {
        if setlocale(LC_CTYPE, "C.UTF-8") == nil { _ = setlocale(LC_CTYPE, "en_US.UTF-8") }
    }()

    // MARK: - the directory

    /// Entries that the end record promises; its absence means that the file was cut off.
    private func centralDirectoryCount() throws -> Int {
        let tail = try source.tail(22 + 65_535)
        var i = tail.count - 22
        while i >= 0 {
            if tail[i] == 0x50, tail[i + 1] == 0x4B, tail[i + 2] == 5, tail[i + 3] == 6 {
                let comment = Int(tail[i + 20]) | Int(tail[i + 21]) << 8
                if i + 22 + comment <= tail.count {
                    let count = Int(tail[i + 10]) | Int(tail[i + 11]) << 8
                    return count == 0xFFFF ? Self.countOfZip64(tail, before: i) ?? count : count
                }
            }
            i -= 1
        }
        throw Refusal(.archiveTruncated, detail: "the ZIP has no central directory")
    }

    /// The number of entries where the end record says "see the ZIP64 record", as large writers do of every
    /// archive: that record stands before its locator, and the locator before the end record.
    private static func countOfZip64(_ tail: [UInt8], before end: Int) -> Int? {
        let record = end - 20 - 56
        guard record >= 0, Array(tail[(end - 20)..<(end - 16)]) == [0x50, 0x4B, 6, 7],
            Array(tail[record..<record + 4]) == [0x50, 0x4B, 6, 6]
        else { return nil }
        let count = (0..<8).reduce(UInt64(0)) { $0 | UInt64(tail[record + 32 + $1]) << UInt64(8 * $1) }
        return Int(clamping: count)
    }

    private func list(promised: Int) throws -> [Member] {
        if promised > limits.members {
            throw Refusal(.archiveLimit, detail: "\(promised) members, at most \(limits.members) are read")
        }
        var members: [Member] = []
        try withArchive { archive in
            while let entry = try nextHeader(archive) {
                let name =
                    (archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)).map {
                        String(cString: $0)
                    } ?? ""
                let type = archive_entry_filetype(entry)
                try checkName(name, type: type)
                members.append(
                    Member(
                        name: name, isRegular: type == S_IFREG,
                        isEncrypted: archive_entry_is_encrypted(entry) != 0))
                if members.count > limits.members {
                    throw Refusal(.archiveLimit, detail: "more than \(limits.members) members")
                }
            }
        }
        // Entries that overlap are merged into one by libarchive: a bomb of that kind shows in the count.
        if members.count != promised {
            throw Refusal(
                .archiveLimit,
                detail: "the directory promises \(promised) members, \(members.count) can be read")
        }
        return members
    }

    /// Nothing is ever unpacked to disk, but an archive with such names was made to do harm.
    private func checkName(_ name: String, type: mode_t) throws {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let drive = name.utf8.dropFirst().first == UInt8(ascii: ":")
        if name.isEmpty || name.hasPrefix("/") || name.contains("\\") || drive || parts.contains("..")
            || type == S_IFLNK
        {
            throw Refusal(.archiveMember, value: name, detail: "a member's name must be plain")
        }
    }

    // MARK: - libarchive

    private func withArchive(_ body: (OpaquePointer) throws -> Void) throws {
        guard let archive = archive_read_new() else { throw Refusal(.archiveDamaged, detail: "libarchive") }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip_seekable(archive)
        source.rewind()
        if let descriptor = source.descriptor {
            guard archive_read_open_fd(archive, descriptor, 128 << 10) == ARCHIVE_OK else {
                throw damaged(archive, 0)
            }
            try body(archive)
        } else if let bytes = source.memory {
            try bytes.withUnsafeBytes {
                guard archive_read_open_memory(archive, $0.baseAddress, $0.count) == ARCHIVE_OK else {
                    throw damaged(archive, 0)
                }
                try body(archive)
            }
        }
    }

    /// The next entry; nil at the end.
    private func nextHeader(_ archive: OpaquePointer) throws -> OpaquePointer? {
        var entry: OpaquePointer?
        let result = archive_read_next_header(archive, &entry)
        if result == ARCHIVE_EOF { return nil }
        guard result == ARCHIVE_OK || result == ARCHIVE_WARN else { throw damaged(archive, 0) }
        return entry
    }

    private func damaged(_ archive: OpaquePointer, _ byte: Int) -> any Error {
        // libarchive reads the file itself: its error may be the disk's.
        let error = archive_errno(archive)
        if SystemFailure.isMachine(error) { return SystemFailure("read", source.path, error) }
        let message = archive_error_string(archive).map { String(cString: $0) } ?? "cannot be read"
        // What is whole and packed in another way is not mended by fetching it again.
        if message.lowercased().contains("unsupported zip compression")
            || message.lowercased().contains("encrypt")
        {
            return Refusal(.archiveMethod, at: Position(line: 1, byte: byte), detail: message)
        }
        let code: FaultCode = message.lowercased().contains("truncated") ? .archiveTruncated : .archiveDamaged
        return Refusal(code, at: Position(line: 1, byte: byte), detail: message)
    }
}
