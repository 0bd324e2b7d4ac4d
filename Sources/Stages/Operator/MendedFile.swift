import Contracts
import Formats
import Project
import Records
import Warehouse

/// A file that `kvadratur rejects --export` wrote and a person mended: rows that were set aside, each with
/// its origin in `reject_of`.
///
/// It holds a few rows of a delivery, not a delivery: it takes out of force only older rows with the same
/// key, never a whole feed, month or municipality, and it stands right behind the file that it mends. Its
/// header tells what it is, so that a lost warehouse can be made again.
enum MendedFile {
    /// Origin of a row: the first twelve digits of the file's SHA-256, a full stop, the record's number.
    static let origin = "reject_of"
    static let reason = "reject_reason"
    static let line = "reject_line"
    /// The record as delivered, where it could not be cut into fields.
    static let raw = "reject_raw"

    static func isMended(_ path: String, feed: Feed) -> Bool {
        guard case .csv(let layout) = feed.format,
            let names = try? CSVReader.header(path: path, layout: layout, limits: feed.limits)
        else { return false }
        return names.contains { FieldName.normalised($0) == FieldName.normalised(origin) }
    }

    /// The records that the file's rows say they mend.
    static func origins(in path: String, feed: Feed) throws -> Set<String> {
        guard case .csv(let layout) = feed.format else { return [] }
        var found: Set<String> = []
        _ = try CSVReader(layout: layout, fields: FieldList([[origin]]), limits: feed.limits).read(
            path: path, onReject: { _ in }
        ) { record in
            if let text = record.text(0) { found.insert(text.filter { !$0.isWhitespace }) }
        }
        return found
    }

    /// A text as a spreadsheet may see it: what it would take for a formula has an apostrophe in front. So
    /// has what looks as if it had one already: taking one off gives back every text, byte for byte.
    static func guarded(_ text: String) -> String {
        isFormula(Array(text.utf8).drop { $0 == apostrophe }) ? "'" + text : text
    }

    /// Hands a record of a mended file on without the apostrophes that the export put in front.
    static func unguarded(_ record: Record, _ body: (Record) throws -> Void) rethrows {
        func isGuarded(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
            field.first == apostrophe && isFormula(field.drop { $0 == apostrophe })
        }
        guard record.fields.contains(where: isGuarded) else { return try body(record) }
        try record.fields.map { isGuarded($0) ? UnsafeBufferPointer(rebasing: $0.dropFirst()) : $0 }
            .withUnsafeBufferPointer {
                try body(Record(fields: $0, position: record.position, raw: record.raw))
            }
    }

    private static let apostrophe = UInt8(ascii: "'")
    private static let openings = Set("=+-@\t\r".utf8)
    private static let signs = Set("+-".utf8)
    private static let ofNumbers = Set("0123456789., %".utf8)

    /// What a spreadsheet would work out; what begins like a number or a dash alone is none.
    private static func isFormula(_ text: some Collection<UInt8>) -> Bool {
        guard let first = text.first, openings.contains(first) else { return false }
        return !(signs.contains(first) && text.dropFirst().allSatisfy(ofNumbers.contains))
    }
}
