import Contracts
import Formats
import Project
import Records

/// Tells rows that are no data from what stands in them: sums, and what a spreadsheet left below its list.
struct RowEvidence {
    /// Fields that hold names, codes, periods: a word for a sum is none of these.
    private let labels: [Int]
    /// Fields of free text, in which such a word may be a supplier's name.
    private let texts: [Int]
    private let codes: [Int]
    private let required: [Int]
    /// Fields that a sheet fills by itself: yes and no.
    private let flags: Set<Int>
    private let fieldCount: Int

    init(feed: Feed, fieldNames: [[String]]) {
        func field(_ column: Column) -> Int {
            fieldNames.firstIndex { !Set($0).isDisjoint(with: column.from) } ?? 0
        }
        func fields(_ wanted: (Column) -> Bool) -> [Int] {
            Set(feed.contract.columns.filter(wanted).map(field)).sorted()
        }
        labels = fields {
            [.code, .key, .id, .rowID, .period, .date, .year, .uuid].contains($0.type)
                || $0.type == .text && feed.contract.key.contains($0.name)
        }
        texts = fields { $0.type == .text && !feed.contract.key.contains($0.name) }
        codes = fields { ($0.type == .code || $0.type == .key) && ($0.mustStand || $0.inHeader) }
        required = fields(\.mustStand)
        flags = Set(fields { $0.type == .boolean })
        fieldCount = fieldNames.count
    }

    /// A word for a sum in a text of a row that lacks nothing: whether it is one, the sums must say.
    func mayBeTotal(_ record: Record) -> Bool { texts.contains { TotalRow.isLabel(record.fields[$0]) } }

    /// A word for a sum among the names; or among the texts, of a row that lacks a code.
    func isTotal(_ record: Record) -> Bool {
        for field in labels where TotalRow.isLabel(record.fields[field]) { return true }
        for field in texts where TotalRow.isWord(record.fields[field]) {
            if codes.contains(where: { Self.isBlank(record.fields[$0]) }) { return true }
        }
        return false
    }

    /// A row in which all that is required is blank, and the rest is a note in one cell or what the sheet
    /// fills by itself; or one of blanks and of the zeros of formulas alone: nil for any other.
    func judge(_ record: Record) -> Fault? {
        guard !required.isEmpty,
            required.allSatisfy({ Self.isZero(record.fields[$0]) || Self.isBlank(record.fields[$0]) })
        else { return nil }
        let blanks = required.count { Self.isBlank(record.fields[$0]) }
        guard blanks > 0 else { return nil }
        let filled = (0..<fieldCount).filter {
            !Self.isBlank(record.fields[$0]) && !flags.contains($0) && !Self.isZero(record.fields[$0])
        }
        guard filled.isEmpty || blanks == required.count && filled.count == 1 && texts.contains(filled[0])
        else { return nil }
        return Fault(code: .noData, position: record.position)
    }

    private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xA0 }
    }
    /// What a formula leaves where it has nothing to count.
    private static func isZero(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { $0 == 0x30 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
    }
}
