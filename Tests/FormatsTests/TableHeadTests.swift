import Foundation
import Testing

@testable import Formats

/// The first lines of a table, before anybody knows which is the header.
@Suite struct TableHeadTests {
    private func head(_ bytes: [UInt8]) throws -> TableHead {
        let path = FileManager.default.temporaryDirectory.path + "/kvadratur-head-\(UUID().uuidString).csv"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return try #require(try TableHead.of(path: path).first)
    }

    @Test func findsSeparatorAndLines() throws {
        let text =
            """
            Udtræk; februar\r\n\r\nEjd.nr;Areal;Navn\r\n1;1.200,5;\"Skole; \
            \"\"Nord\"\"\"\r\n2;300;\"To\nlinjer\"\r\n3;1,5;x\r\n
            """
        let found = try head(Array(text.utf8))
        #expect(found.separator == ";" && found.encoding == "utf-8")
        #expect(found.rows.map(\.line) == [1, 3, 4, 5, 7])
        #expect(
            found.rows[2].cells == ["1", "1.200,5", "Skole; \"Nord\""]
                && found.rows[3].cells[2] == "To\nlinjer")
    }

    @Test func findsEncodings() throws {
        let text = "Målernr\tÅr\tForbrug\n7\t2025\t12,5\n8\t2025\t1,5\n"
        let windows = try head(text.unicodeScalars.map { UInt8($0.value) })
        #expect(
            windows.separator == "\t" && windows.encoding == "windows-1252"
                && windows.rows[0].cells == ["Målernr", "År", "Forbrug"])
        let wide = try head([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        #expect(wide.encoding == "utf-16" && wide.rows.map(\.cells) == windows.rows.map(\.cells))
        let marked = try head([0xEF, 0xBB, 0xBF] + Array("sep=|\na|b\n1|2\n".utf8))
        #expect(marked.separator == "|" && marked.rows.map(\.cells) == [["a", "b"], ["1", "2"]])
    }

    /// Of a long file the beginning is enough, and no line is cut.
    @Test func looksAtTheBeginningAlone() throws {
        let text = "a;b\n" + String(repeating: "1234567890;æøå\n", count: 40_000)
        let found = try head(Array(text.utf8))
        #expect(found.rows.count == TableHead.lines && found.rows.allSatisfy { $0.cells.count == 2 })
    }
}
