import CArchive
import Glibc

/// Writes deliveries: the same members give the same bytes, on any machine, in any time zone, at any hour.
public enum ArchiveWriter {
    /// Could not write; the message is libarchive's.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The file that was to be written.
        public var path: String
        /// Why, in libarchive's words.
        public var message: String
        /// Path and reason, in English.
        public var description: String { "\(path): cannot be written: \(message)" }
    }

    /// A ZIP of the members in the order given.
    ///
    /// - Throws: `Failure` where the file cannot be written; a part of it may then lie there.
    public static func zip(path: String, members: [(name: String, bytes: [UInt8])]) throws {
        try zipped(path) { archive in
            for member in members {
                try entry(archive, path, member.name, size: member.bytes.count) { write in
                    try write(member.bytes)
                }
            }
        }
    }

    /// A ZIP whose members are produced piece by piece: the closure calls `write` as often as it likes.
    ///
    /// - Throws: `Failure` where the file cannot be written, and whatever the closures throw.
    public static func zip(
        path: String, members: [(name: String, produce: (_ write: ([UInt8]) throws -> Void) throws -> Void)]
    ) throws {
        try zipped(path) { archive in
            for member in members { try entry(archive, path, member.name, size: nil, member.produce) }
        }
    }

    private static func zipped(_ path: String, _ body: (OpaquePointer) throws -> Void) throws {
        if setlocale(LC_CTYPE, "C.UTF-8") == nil { _ = setlocale(LC_CTYPE, "en_US.UTF-8") }
        try archive(path: path, prepare: { archive_write_set_format_zip($0) }, body)
    }

    /// A gzip of one member, without name and time in its header.
    ///
    /// - Throws: `Failure` where the file cannot be written.
    public static func gzip(path: String, bytes: [UInt8]) throws {
        try gzip(path: path) { write in try write(bytes) }
    }

    /// A gzip whose bytes are produced piece by piece.
    ///
    /// - Throws: `Failure` where the file cannot be written, and whatever the closure throws.
    public static func gzip(path: String, produce: (_ write: ([UInt8]) throws -> Void) throws -> Void) throws
    {
        try archive(
            path: path,
            prepare: {
                archive_write_set_format_raw($0)
                archive_write_add_filter_gzip($0)
                return archive_write_set_filter_option($0, "gzip", "timestamp", nil)
            }
        ) { archive in try entry(archive, path, "data", size: nil, produce) }
    }

    private static func archive(
        path: String, prepare: (OpaquePointer) -> Int32, _ body: (OpaquePointer) throws -> Void
    ) throws {
        guard let archive = archive_write_new() else { throw Failure(path: path, message: "libarchive") }
        defer { archive_write_free(archive) }
        try check(prepare(archive), archive, path)
        try check(archive_write_open_filename(archive, path), archive, path)
        try body(archive)
        try check(archive_write_close(archive), archive, path)
    }

    private static func entry(
        _ archive: OpaquePointer, _ path: String, _ name: String, size: Int?,
        _ produce: (_ write: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        guard let entry = archive_entry_new() else { throw Failure(path: path, message: "libarchive") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname_utf8(entry, name)
        // S_IFREG: a macro with a cast, which Swift does not see.
        archive_entry_set_filetype(entry, UInt32(0o100000))
        archive_entry_set_perm(entry, 0o644)
        // A known size keeps a small archive free of ZIP64 fields.
        if let size { archive_entry_set_size(entry, la_int64_t(size)) }
        // No time at all: libarchive would write a local one, and the bytes would depend on the machine's
        // time zone.
        archive_entry_unset_mtime(entry)
        try check(archive_write_header(archive, entry), archive, path)
        try produce { bytes in
            let n = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
            if n != bytes.count { throw Failure(path: path, message: message(archive)) }
        }
        try check(archive_write_finish_entry(archive), archive, path)
    }

    private static func check(_ result: Int32, _ archive: OpaquePointer, _ path: String) throws {
        if result != ARCHIVE_OK { throw Failure(path: path, message: message(archive)) }
    }

    private static func message(_ archive: OpaquePointer) -> String {
        archive_error_string(archive).map { String(cString: $0) } ?? "cannot be written"
    }
}
