import Contracts
import Formats
import Project
import Records
import Warehouse

/// A file that `kvadratur rejects --export` wrote and a person mended: rows that were set aside, each with its origin in `reject_of`.
///
/// It holds a few rows of a delivery, not a delivery: it takes out of force only older rows with the same key, never a whole feed, month or
/// municipality, and it stands right behind the file that it mends. Its header tells what it is, so that a lost warehouse can be made again.
enum MendedFile {
    /// Origin of a row: the first twelve digits of the file's SHA-256, a full stop, the record's number.
    static let origin = "reject_of"
    static let reason = "reject_reason"
    static let line = "reject_line"
    /// The record as delivered, where it could not be cut into fields.
    static let raw = "reject_raw"

    static func isMended(_ path: String, feed: Feed) -> Bool {
        guard case .csv(let layout) = feed.format, let names = try? CSVReader.header(path: path, layout: layout, limits: feed.limits) else { return false }
        return names.contains { FieldName.normalised($0) == FieldName.normalised(origin) }
    }

    /// The records that the file's rows say they mend.
    static func origins(in path: String, feed: Feed) throws -> Set<String> {
        guard case .csv(let layout) = feed.format else { return [] }
        var found: Set<String> = []
        _ = try CSVReader(layout: layout, fields: FieldList([[origin]]), limits: feed.limits).read(path: path, onReject: { _ in }) { record in
            if let text = record.text(0) { found.insert(text.filter { !$0.isWhitespace }) }
        }
        return found
    }
}
