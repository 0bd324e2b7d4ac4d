/// What a file is that should have been a table, told from its first bytes: so that a person hears of a
/// log-in page, and not of a missing header.
enum FileKind {
    /// Bytes that are looked at.
    static let window = 64

    /// The kind, for people; nil for what may be a table.
    static func name(_ head: UnsafeBufferPointer<UInt8>) -> String? {
        for (start, name) in signatures where head.starts(with: start) { return name }
        var text = String(decoding: head.prefix(window), as: UTF8.self).drop {
            $0.isWhitespace || $0 == "\u{FEFF}"
        }
        if text.hasPrefix("<?xml") { return "an XML file" }
        if text.hasPrefix("{\\rtf") { return "a text document (RTF)" }
        let lower = text.lowercased()
        if ["<!doctype html", "<html", "<head", "<body", "<script"].contains(where: lower.hasPrefix) {
            return "a web page (HTML), perhaps a log-in"
        }
        guard let first = text.popFirst(), first == "{" || first == "[" else { return nil }
        let inner = text.drop { $0.isWhitespace }.first
        return inner == "\"" || inner == "{" || inner == "[" ? "JSON" : nil
    }

    private static let signatures: [([UInt8], String)] = [
        (
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            "an Excel workbook of the old form (.xls), or an Office document with a password"
        ),
        (Array("%PDF-".utf8), "a PDF"), (Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        (Array("Rar!".utf8), "a RAR archive"),
        (Array("SQLite format 3".utf8), "an SQLite database"),
        ([0x89] + Array("PNG".utf8), "a picture (PNG)"), ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        (Array("GIF8".utf8), "a picture (GIF)"), ([0xFD] + Array("7zXZ".utf8), "an XZ archive"),
        (Array("BZh9".utf8), "a bzip2 archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"), ([0x7F] + Array("ELF".utf8), "a program"),
        (Array("MZ".utf8) + [0x90, 0], "a program"),
    ]
}
