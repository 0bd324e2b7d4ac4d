import Formats
import Foundation
import Project
import Records
import Reports

/// A table of a published edition, read back from its CSV file.
struct EditionTable {
    let columns: [String: Int]
    var rows: [[String]] = []
    private let hasDecimalComma: Bool

    /// Nil when the edition has no such table.
    init?(_ name: String, folder: String) throws {
        let path = "\(folder)/\(name).csv"
        guard FileState(path) != nil else { return nil }
        let layout = CSVLayout(separator: nil)
        let names = try CSVReader.header(path: path, layout: layout)
        columns = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        // The Danish style begins with a byte order mark.
        hasDecimalComma = try Self.startsWithMark(path)
        var rows: [[String]] = []
        _ = try CSVReader(layout: layout, fields: FieldList(names.map { [$0] })).read(
            path: path, onReject: { _ in }
        ) { record in
            rows.append(names.indices.map { record.text($0) ?? "" })
        }
        self.rows = rows
    }

    func text(_ row: [String], _ column: String) -> String { columns[column].map { row[$0] } ?? "" }

    /// The number of a cell; nil when it is empty.
    func number(_ row: [String], _ column: String) -> Double? {
        let text = text(row, column)
        return Double(hasDecimalComma ? text.replacing(",", with: ".") : text)
    }

    private static func startsWithMark(_ path: String) throws -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemFailure("open", path, errno) }
        defer { close(file) }
        var mark: [UInt8] = [0, 0, 0]
        return read(file, &mark, 3) == 3 && mark == [0xEF, 0xBB, 0xBF]
    }
}
