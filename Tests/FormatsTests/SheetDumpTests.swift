import Foundation
import Records
import Testing

@testable import Formats

/// Writes down what the reader finds in every workbook of a folder, for `Tests/sheets/compare.py`, which
/// holds it against other readers.
@Suite struct SheetDumpTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["KVADRATUR_SHEETS"] != nil)) func dumpsTheSheets()
        throws
    {
        let folder = ProcessInfo.processInfo.environment["KVADRATUR_SHEETS"]!
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where SheetHeads.isCalledWorkbook(name) {
            var text = ""
            do {
                guard let book = try SheetBook.open(.path("\(folder)/\(name)"), limits: Limits()) else {
                    throw Refusal(.notATable, detail: "no workbook")
                }
                defer { book.close() }
                for (number, head) in try book.heads(decimal: UInt8(ascii: ".")).enumerated() {
                    text += "sheet\t\(head.name)\n"
                    var rows: [UInt8] = []
                    try book.read(
                        sheet: number, decimal: UInt8(ascii: "."), notes: SheetNotes(), progress: { _ in }
                    ) { rows += $0 }
                    text += String(decoding: rows, as: UTF8.self)
                }
            } catch let refusal as Refusal {
                text += "refused\t\(refusal.fault.code.rawValue)\t\(refusal.fault.detail ?? "")\n"
            }
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).rows"))
        }
    }
}
