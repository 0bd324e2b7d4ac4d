import Foundation
import Records
import Testing

@testable import Reports

/// A table whose promise names a part of the page stands there, without a template or a line of Swift of its
/// own.
@Suite struct PromisedTablesTests {
    static func lunches(page: String?, rows: [[Value]]) -> ReportTable {
        ReportTable(
            name: "lunches", title: ["da": "Frokostordninger", "en": "Lunches"],
            describes: ["da": "Pr. ejendom", "en": "By property"],
            columns: [
                ReportColumn(name: "name", kind: .text, label: ["da": "Navn", "en": "Name"]),
                ReportColumn(
                    name: "lunches", kind: .integer, unit: "count",
                    label: ["da": "Frokoster", "en": "Lunches"]),
                ReportColumn(name: "note_da", kind: .text, label: ["da": "Note", "en": "Note (Danish)"]),
                ReportColumn(name: "note_en", kind: .text, label: ["da": "Note (engelsk)", "en": "Note"]),
            ], rows: rows, page: page)
    }

    static func page(_ table: ReportTable) throws -> String {
        var content = SampleEdition.make(1)
        content.tables["lunches"] = table
        return String(decoding: try renderHTML(content, ProjectFiles.resources), as: UTF8.self)
    }

    @Test func standsInItsPart() throws {
        let row: [Value] = [.text("Nord"), .integer(12), .text("mange"), .text("many")]
        let page = try Self.page(Self.lunches(page: "progress", rows: [row]))
        let part = try #require(
            page.split(separator: "<section id=\"progress\"").last?.split(separator: "<section id=\"plan\"")
                .first)
        #expect(
            part.contains("<h3>Frokostordninger</h3><p>Pr. ejendom</p>")
                && part.contains("<h3>Lunches</h3><p>By property</p>"))
        #expect(part.contains("mange") && part.contains("many"))
    }

    @Test("Without the word it is in the files alone") func staysAway() throws {
        #expect(try !Self.page(Self.lunches(page: nil, rows: [])).contains("Frokostordninger"))
    }

    @Test("A table without rows is not on the page") func empty() throws {
        #expect(try !Self.page(Self.lunches(page: "quality", rows: [])).contains("Frokostordninger"))
    }

    @Test("A part that has promised tables alone is there, and in the menu, as soon as one of them has rows")
    func ownPart() throws {
        let row: [Value] = [.text("Nord"), .integer(12), .text("mange"), .text("many")]
        let page = try Self.page(Self.lunches(page: "services", rows: [row]))
        let part = try #require(
            page.split(separator: "<section id=\"services\"").last?.split(
                separator: "<section id=\"quality\""
            ).first)
        #expect(part.contains("<h2>Ydelser og servicekontrakter</h2>") && part.contains("<h3>Lunches</h3>"))
        #expect(page.contains("<a href=\"#services\" data-t=\"nav.services\">Ydelser</a>"))
        let without = try Self.page(Self.lunches(page: "services", rows: []))
        #expect(!without.contains("#services") && !without.contains("id=\"services\""))
    }

    @Test("A column whose name is a kind of the glossary speaks its words; another says what it has")
    func wordsOfItsOwn() {
        let glossary = ReportTable(
            name: "glossary",
            columns: ["kind", "term", "title_da", "title_en"].map { ReportColumn(name: $0, kind: .text) },
            rows: [[.text("dish"), .text("soup"), .text("Suppe"), .text("Soup")]])
        let texts = Texts("da", in: ProjectFiles.resources, glossary: glossary)
        let dish = ReportColumn(name: "dish", kind: .text)
        #expect(texts.cell(.text("soup"), of: dish) == "Suppe")
        #expect(texts.cell(.text("fish"), of: dish) == "fish")
        #expect(texts.cell(.text("soup"), of: ReportColumn(name: "name", kind: .text)) == "soup")
    }

    @Test("What says so has its first rows on the first screen, by the columns it names") func firstScreen()
        throws
    {
        var table = Self.lunches(
            page: nil,
            rows: (1...7).map { [.text("Skole \($0)"), .integer(Int64($0)), .text("mange"), .text("many")] })
        table.firstScreen = (2, ["name", "note_*"])
        let page = try Self.page(table)
        let part = try #require(page.components(separatedBy: "<section id=\"candidates\"").first)
        #expect(part.contains("Frokostordninger") && part.contains("Skole 2") && !part.contains("Skole 3"))
        #expect(part.contains("mange") && part.contains("many"))
        table.rows = []
        #expect(try !Self.page(table).contains("Frokostordninger"))
    }

    @Test("The page shows the columns that are named, the file all") func pageColumns() throws {
        var table = Self.lunches(
            page: "progress", rows: [[.text("Nord"), .integer(12), .text("tolv portioner"), .text("many")]])
        table.pageColumns = ["name", "lunches"]
        #expect(try !Self.page(table).contains("tolv portioner"))
    }
}
