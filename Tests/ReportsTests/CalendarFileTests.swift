import Foundation
import Records
import Testing

@testable import Reports

/// A report table as iCalendar: what RFC 5545 asks of the bytes, and what stays from night to night.
@Suite struct CalendarFileTests {
    static let shape = CalendarShape(
        file: "days.ics", key: "key", day: "day", title: "title_*", text: "text_*", details: ["dkk"],
        category: "kind")

    static func table(_ rows: [[Value]]) -> ReportTable {
        ReportTable(
            name: "days", title: ["da": "Dage", "en": "Days"],
            columns: [
                ReportColumn(name: "key", kind: .text), ReportColumn(name: "day", kind: .date),
                ReportColumn(name: "title_da", kind: .text), ReportColumn(name: "title_en", kind: .text),
                ReportColumn(name: "text_da", kind: .text), ReportColumn(name: "text_en", kind: .text),
                ReportColumn(
                    name: "dkk", kind: .number, unit: "dkk", label: ["da": "Beløb", "en": "Amount"]),
                ReportColumn(name: "kind", kind: .text),
            ], rows: rows)
    }

    static func row(_ key: String, _ day: Value, _ title: String, _ text: String = "", dkk: Value = .null)
        -> [Value]
    {
        [.text(key), day, .text(title), .text("In English"), .text(text), .text(""), dkk, .text("sale")]
    }

    static func written(_ rows: [[Value]], language: String = "da", asOf: String = "2026-02-28") -> [UInt8]? {
        let content = EditionContent(
            asOf: asOf, name: asOf, language: language, authority: "Eksempel Kommune", tables: [:])
        return renderCalendar(table(rows), shape, content, Texts(language, in: ProjectFiles.resources))
    }

    static func lines(_ rows: [[Value]], language: String = "da", asOf: String = "2026-02-28") throws
        -> [String]
    {
        let bytes = try #require(written(rows, language: language, asOf: asOf))
        return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func anEntryIsADayOfItsNight() throws {
        let lines = try Self.lines([
            Self.row("a:1", .text("2026-08-31"), "Opsig: Æblegården", "Senest", dkk: .integer(1500))
        ])
        #expect(
            lines == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kvadratur//days//DA", "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH", "X-WR-CALNAME:Dage\\, Eksempel Kommune", "BEGIN:VEVENT",
                lines[7], "DTSTAMP:20260228T000000Z", "DTSTART;VALUE=DATE:20260831",
                "SUMMARY:Opsig: Æblegården", "DESCRIPTION:Senest\\nBeløb: 1.500\u{a0}kr.", "CATEGORIES:sale",
                "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
            ])
        #expect(lines[7].hasPrefix("UID:a:1@") && lines[7].hasSuffix(".kvadratur"))
    }

    @Test("The identifier is the key's and the authority's, whatever night and day") func identifiersStay()
        throws
    {
        let before = try Self.lines([Self.row("a", .text("2026-08-31"), "x")])
        let after = try Self.lines(
            [Self.row("a", .text("2029-08-31"), "y")], language: "en", asOf: "2026-03-01")
        #expect(before[7] == after[7] && before[8] != after[8])
        #expect(after[10] == "SUMMARY:In English")
    }

    @Test("What means something to the format is escaped, and control characters stay out") func escapes()
        throws
    {
        let lines = try Self.lines([
            Self.row("a;b", .text("2026-08-31"), "1, 2; 3\\4\u{7}\u{0}\t5\r\nBEGIN:VEVENT")
        ])
        #expect(lines[7].hasPrefix("UID:a\\;b@"))
        #expect(lines[10] == "SUMMARY:1\\, 2\\; 3\\\\4 5\\nBEGIN:VEVENT")
    }

    @Test("No line is longer than 75 bytes, no letter is cut, and unfolding gives the text back") func folds()
        throws
    {
        for title in [
            String(repeating: "æ", count: 400), String(repeating: "x🏫", count: 100),
            String(repeating: "a", count: 67),
        ] {
            let bytes = try #require(Self.written([Self.row("a", .text("2026-08-31"), title)]))
            let text = try #require(String(validating: bytes, as: UTF8.self))
            for line in text.components(separatedBy: "\r\n") {
                #expect(line.utf8.count <= 75 && String(validating: line.utf8, as: UTF8.self) != nil)
            }
            let unfolded = text.components(separatedBy: "\r\n ").joined()
            #expect(unfolded.components(separatedBy: "\r\n").contains("SUMMARY:" + title))
        }
    }

    @Test("A row without a day is left out, and a calendar without entries is no file") func nothing() throws
    {
        #expect(Self.written([]) == nil)
        #expect(Self.written([Self.row("a", .null, "x"), Self.row("b", .text("2026-02-30"), "x")]) == nil)
        #expect(
            try Self.lines([Self.row("a", .null, "x"), Self.row("b", .text("2026-03-01"), "x")]).count {
                $0 == "BEGIN:VEVENT"
            } == 1)
    }

    @Test("An edition has it among its files") func isPublished() throws {
        var table = Self.table([Self.row("a", .text("2026-08-31"), "x")])
        table.calendar = Self.shape
        var content = SampleEdition.make(1)
        content.tables["days"] = table
        let folder = EditionTests.folder()
        let files = try writeEdition(content, ProjectFiles.resources, into: folder)
        #expect(files.contains { $0.name == "days.ics" && $0.bytes > 0 })
        EditionTests.remove(folder, files)
    }
}
