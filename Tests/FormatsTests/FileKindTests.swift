import Testing

@testable import Formats

/// What a file is that should have been a table.
@Suite struct FileKindTests {
    @Test(
        arguments: [
            ("<!DOCTYPE html><html>", "a web page (HTML), perhaps a log-in"),
            ("\n\n  <HTML lang=da>", "a web page (HTML), perhaps a log-in"),
            ("<script>x", "a web page (HTML), perhaps a log-in"),
            ("\u{FEFF}<?xml version=\"1.0\"?>", "an XML file"), ("%PDF-1.7\n", "a PDF"),
            ("{\\rtf1\\ansi", "a text document (RTF)"), ("[{\"a\": 1}]", "JSON"), ("{ \"a\": 1}", "JSON"),
            ("SQLite format 3\0", "an SQLite database"), ("Rar!\u{1A}", "a RAR archive"),
            ("GIF89a", "a picture (GIF)"),
            // These may be tables.
            ("ejendom;navn", nil), ("", nil), ("<5;>5", nil), ("[navn];adresse", nil),
            ("{navn};adresse", nil), ("PDF;navn", nil), ("MZ;navn", nil), ("<navn>;x", nil),
        ] as [(String, String?)])
    func told(_ head: String, _ name: String?) {
        var head = head
        #expect(head.withUTF8 { FileKind.name($0) } == name)
    }

    @Test(
        arguments: [
            (
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0],
                "an Excel workbook of the old form (.xls), or an Office document with a password"
            ),
            ([0x89, 0x50, 0x4E, 0x47], "a picture (PNG)"), ([0xFF, 0xD8, 0xFF, 0xE0], "a picture (JPEG)"),
            ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
            ([0xFF, 0xFE, 0x61, 0], nil), ([0xEF, 0xBB, 0xBF, 0x61], nil), ([0xD0, 0xCF], nil),
        ] as [([UInt8], String?)])
    func toldByItsFirstBytes(_ head: [UInt8], _ name: String?) {
        #expect(head.withUnsafeBufferPointer { FileKind.name($0) } == name)
    }
}
