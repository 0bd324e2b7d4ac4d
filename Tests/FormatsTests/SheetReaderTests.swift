import Foundation
import Records
import Testing

@testable import Formats

/// Workbooks through the CSV reader: what each cell says, where it stands, what is said of the sheet.
@Suite struct SheetReaderTests {
    typealias B = SheetBytes

    private func read(
        _ bytes: [UInt8], _ layout: CSVLayout = CSVLayout(), required: [Int] = [0], limits: Limits = Limits()
    ) -> Reading {
        readCSV(bytes, layout, required: required, limits: limits)
    }

    /// The records alone, with their rows.
    private func rows(_ reading: Reading) -> [String] {
        reading.lines.map { line in
            let place = line.prefix { $0 != ":" }
            let values = line.split(separator: " ", maxSplits: 1)[1]
            return "\(place): \(values[..<(values.range(of: " #", options: .backwards)!.lowerBound)])"
        }
    }

    private func cells(
        _ cells: String, formats: [String] = [], strings: [String] = [], properties: String = ""
    ) throws -> [String] {
        let sheet = B.row(1, "a", "b", "c") + #"<row r="2">\#(cells)</row>"#
        return rows(
            read(try B.xlsx([("Ark1", sheet)], strings: strings, formats: formats, properties: properties)))
    }

    @Test func textsAndNumbers() throws {
        #expect(
            try cells(
                #"<c r="A2" t="s"><v>0</v></c><c r="B2"><v>12.5</v></c><c r="C2"><v>7000001</v></c>"#,
                strings: ["<t>æble</t>"]) == ["2: æble|12,5|7000001"])
        #expect(
            try cells(
                #"<c t="s"><v>1</v></c><c/><c t="str"><f>A1</f><v>svar</v></c>"#,
                strings: [
                    "<t>x</t>",
                    "<r><t>Rå</t></r><r><t xml:space=\"preserve\">d hus</t></r><rPh><t>ra</t></rPh>",
                ]) == ["2: Råd hus||svar"])
        #expect(
            try cells(#"<c r="A2" t="inlineStr"><is><t>0012</t></is></c><c r="C2" t="b"><v>1</v></c>"#) == [
                "2: 0012||true"
            ])
        #expect(
            try cells(#"<c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#) == [
                "2: #N/A|#DIV/0!|-"
            ])
        #expect(
            try cells(#"<c r="A2" t="inlineStr"><is><t>to; "linjer"_x000D_&#10;her</t></is></c>"#) == [
                "2: to; \"linjer\"\nher|-|-"
            ])
    }

    @Test(arguments: [
        ("5.0000000000000003E-2", "0,05"), ("0.30000000000000004", "0,30000000000000004"), ("1.5E3", "1500"),
        ("-0.5", "-0,5"), ("12.345", "12,3450"),
        ("-0", "0"), ("007", "7"), ("1E-7", "0,0000001"), ("123456789012345", "123456789012345"),
        ("1.2345678901234567E+19", "1,2345678901234567E+19"),
        ("12.50", "12,5"), ("1e400", "1e400"), ("nan", "nan"), ("0x10", "0x10"),
        ("1234567.891", "1234567,8910"),
    ])
    func number(_ stored: String, _ shown: String) throws {
        #expect(try cells(#"<c r="A2"><v>\#(stored)</v></c>"#) == ["2: \(shown)|-|-"])
    }

    @Test(arguments: [
        ("dd-mm-yyyy", "46081", "2026-02-28"), ("dd-mm-yyyy", "46081.75", "2026-02-28T18:00:00"),
        ("yyyy-mm-dd hh:mm", "46081", "2026-02-28T00:00:00"),
        ("hh:mm", "0.041666666666666664", "01:00:00"), ("[h]:mm", "1.5", "36:00:00"),
        ("dd-mm-yyyy", "60", "1900-02-29"), ("dd-mm-yyyy", "1", "1900-01-01"),
        ("dd-mm-yyyy", "0", "1900-01-00"), ("dd-mm-yyyy", "-1", "-1"), ("0%", "0.12", "12%"),
        ("0.0%", "7.0000000000000007E-2", "7%"), ("0%", "0.12345", "12,3450%"),
        ("0000", "157", "0157"), ("0000000", "7000001", "7000001"), ("0.00E+00", "1500", "1500"),
        ("#,##0.00 \"dage\"", "3.5", "3,5"),
        ("[$-406]d. mmmm yyyy", "46081", "2026-02-28"), ("[Red]0.0;[Blue]-0.0", "2.5", "2,5"),
        ("m/d/yy h:mm AM/PM", "46081.5", "2026-02-28T12:00:00"),
        ("General", "46081", "46081"), ("\\d0", "5", "5"), ("mmm-yy", "46054", "2026-02-01"),
        ("mm:ss.0", "0.5", "12:00:00"),
    ])
    func formatted(_ code: String, _ stored: String, _ shown: String) throws {
        let quoted = code.replacing("\"", with: "&quot;")
        #expect(
            try cells(#"<c r="A2" s="1"><v>\#(stored)</v></c>"#, formats: [quoted]) == ["2: \(shown)|-|-"])
    }

    @Test func daysFrom1904() throws {
        let cell = #"<c r="A2" s="1"><v>44619</v></c><c r="B2" s="1"><v>0</v></c>"#
        #expect(
            try cells(cell, formats: ["dd-mm-yyyy"], properties: #"<workbookPr date1904="1"/>"#) == [
                "2: 2026-02-28|1904-01-01|-"
            ])
    }

    @Test func titlesTotalsAndBlankRows() throws {
        let sheet =
            B.row(1, "Elevtal 2026") + B.row(4, "", "a", "b", "", "c") + B.row(5, "", "1", "2")
            + #"<row r="6"><c r="B6" s="0"/></row>"# + B.row(9, "se her", "3", "", "", "4", "5")
        let reading = read(try B.xlsx([("Ark1", sheet)]))
        #expect(rows(reading) == ["5: 1|2|-", "9: 3||4"])
        #expect(
            reading.summary?.notes.map { "\($0.code.rawValue) \($0.detail ?? "")" } == [
                "title_lines 3 lines, the header is in line 4", "nameless_column column A",
                "nameless_column column F",
            ])
    }

    @Test func whatIsHiddenOrMergedIsReadAndSaid() throws {
        let sheet =
            B.row(1, "a", "b", "c") + #"<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>"#
            + #"<row r="3"><c r="A3"><f>1+1</f></c><c r="B3"><v>2</v></c></row>"#
        let bytes = try B.xlsx(
            [("Ark1", sheet)], before: #"<cols><col min="2" max="2" hidden="1"/></cols>"#,
            after: #"<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="C2:C3"/></mergeCells>"#,
            state: ["Ark1": "hidden"])
        let reading = read(bytes)
        #expect(rows(reading) == ["2: 1|-|-", "3: |2|-"])
        #expect(
            reading.summary?.notes.map { "\($0.code.rawValue) \($0.detail ?? "")" } == [
                "hidden_rows 1, the first is row 2", "hidden_columns B", "merged_header A1:B1",
                "merged_range C2:C3", "uncalculated 1, the first is A3", "hidden_sheet Ark1",
            ])
        #expect(reading.summary?.reader == "xlsx")
    }

    @Test func theSheetIsTheFirstWhoseHeaderMatches() throws {
        let sheets = [
            ("Forside", B.row(1, "Vejledning")), ("Skjult", B.row(1, "a") + B.row(2, "0")),
            ("Januar", B.row(1, "a", "b") + B.row(2, "1")), ("Februar", B.row(1, "a") + B.row(2, "2")),
        ]
        let bytes = try B.xlsx(sheets, state: ["Skjult": "veryHidden"])
        let reading = read(bytes)
        #expect(rows(reading) == ["2: 1|-|-"])
        #expect(
            reading.summary?.notes.map { "\($0.code.rawValue) \($0.detail ?? "")" } == [
                "other_sheets Februar, Skjult"
            ])
        func named(_ sheet: String) -> Reading {
            var layout = CSVLayout()
            layout.sheet = sheet
            return read(bytes, layout)
        }
        #expect(rows(named("februar ")) == ["2: 2|-|-"])
        #expect(rows(named("2")) == ["2: 0|-|-"])
        #expect(named("Marts").refusal?.fault.code == .missingSheet)
        #expect(named("Marts").refusal?.fault.detail == "its sheets are Forside, Skjult, Januar, Februar")
    }

    @Test func aMissingColumnIsToldWithItsSheet() throws {
        let reading = read(
            try B.xlsx([("Noter", B.row(1, "x")), ("Liste", B.row(2, "b", "c") + B.row(3, "1", "2"))]))
        #expect(reading.refusal?.fault.code == .missingColumn)
        #expect(
            reading.refusal.map { FaultSentence.line($0.fault, file: "liste.xlsx", language: .en) }
                == "liste.xlsx!Liste:2: a required column is missing: \"b, c\" (a) (missing_column)")
    }

    @Test func aTextRowIsARowHoweverManyLinesItsCellsHave() throws {
        let sheet = B.row(1, "a", "be&#10;løb", "c") + B.row(2, "1&#10;2", "3") + B.row(3, "4", "5")
        #expect(rows(read(try B.xlsx([("Ark1", sheet)]))) == ["2: 1\n2|3|-", "3: 4|5|-"])
    }

    @Test func openDocument() throws {
        func cell(
            _ type: String, _ attribute: String, _ value: String, _ text: String = "x", _ more: String = ""
        ) -> String {
            #"""
            <table:table-cell office:value-type="\#(type)" office:\#(attribute)="\#(value)" \#
            \#(more)><text:p>\#(text)</text:p></table:table-cell>
            """#
        }
        func text(_ text: String, _ more: String = "") -> String {
            #"""
            <table:table-cell office:value-type="string" \#
            \#(more)><text:p>\#(text)</text:p></table:table-cell>
            """#
        }
        let rows = [
            "<table:table-row>" + text("a") + text("b") + text("c")
                + #"<table:table-cell table:number-columns-repeated="16381"/></table:table-row>"#,
            "<table:table-row>" + cell("float", "value", "12.5") + cell("date", "date-value", "2026-02-28")
                + cell("boolean", "boolean-value", "true") + "</table:table-row>",
            #"<table:table-row table:visibility="filter">"# + cell("percentage", "value", "0.12")
                + cell("date", "date-value", "2026-02-28T10:00:00.000000000")
                + cell("time", "time-value", "PT12H30M00S") + "</table:table-row>",
            #"<table:table-row table:number-rows-repeated="2">"#
                + text("0012<text:s text:c=\"2\"/>x<text:tab/>", #"table:number-columns-repeated="2""#)
                    + #"""
                    <table:table-cell office:value-type="string" \#
                    calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>
                    """#,
            #"<table:table-row>"#
                + #"""
                <table:table-cell \#
                office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation>\#
                <text:p>l1</text:p><text:p>l<text:span>2</text:span></text:p></table:table-cell>\#
                <table:covered-table-cell \#
                office:value-type="string"><text:p>under</text:p></table:covered-table-cell></table:table-row>
                """#,
            #"""
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell \#
            table:style-name="ce1" table:number-columns-repeated="16384"/></table:table-row>
            """#,
        ].joined()
        let reading = read(
            try B.ods(#"<table:table table:name="Ark1"><table:table-column/>\#(rows)</table:table>"#))
        #expect(
            self.rows(reading) == [
                "2: 12,5|2026-02-28|true", "3: 12%|2026-02-28T10:00:00|12:30:00",
                "4: 0012  x\t|0012  x\t|#N/A", "5: 0012  x\t|0012  x\t|#N/A", "6: l1\nl2|-|-",
            ])
        #expect(reading.summary?.reader == "ods")
    }
}

/// Workbooks that are none, or that were made to do harm.
@Suite struct SheetRefusalTests {
    typealias B = SheetBytes

    private func refusal(_ bytes: [UInt8], limits: Limits = Limits()) -> String {
        let reading = readCSV(bytes, limits: limits)
        return reading.refusal.map { "\($0.fault.code.rawValue) \($0.fault.detail ?? "")" }
            ?? "read \(reading.lines)"
    }

    @Test func named() throws {
        #expect(
            refusal(try B.zip([("[Content_Types].xml", B.content), ("xl/workbook.bin", "x")]))
                == "not_a_table an Excel workbook of the binary form (.xlsb): open it and save it as .xlsx")
        #expect(
            refusal(try B.zip([("[Content_Types].xml", B.content), ("word/document.xml", "<x/>")])).hasPrefix(
                "archive_member this is an Office document and no workbook"))
        #expect(
            refusal(try B.zip([("liste.xlsx", "x")])).hasPrefix(
                "archive_member a workbook is a packed file already"))
        #expect(
            refusal(try B.ods("<table:table/>", manifest: "<file-entry><encryption-data/></file-entry>"))
                .hasPrefix("not_a_table a workbook with a password"))
        var compound = SheetKind.compound + [UInt8](repeating: 0, count: 2040)
        compound[30] = 9
        #expect(refusal(compound).contains(".xls"))
        for byte in "EncryptedPackage".utf8.enumerated() { compound[512 + byte.offset * 2] = byte.element }
        #expect(refusal(compound).hasPrefix("not_a_table a workbook with a password"))
    }

    @Test func harmful() throws {
        let bomb = #"<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>"#
        let rows = B.row(1, "a")
        func with(_ sheet: String) throws -> [UInt8] { try B.xlsx([("Ark1", rows)], after: sheet) }
        #expect(
            refusal(try B.xlsx([("Ark1", B.row(1, "a") + B.row(1, "b"))])).hasPrefix(
                "not_a_table row 1 stands behind row 1"))
        #expect(
            refusal(try B.xlsx([("Ark1", #"<row r="1"><c r="A2"><v>1</v></c></row>"#)])).hasPrefix(
                "not_a_table the cell A2 stands in row 1"))
        #expect(
            refusal(try B.xlsx([("Ark1", B.row(1, "a") + #"<row r="2"><c r="A2" t="s"><v>9</v></c></row>"#)]))
                .hasPrefix("not_a_table A2 names a text"))
        #expect(
            refusal(try B.xlsx([("Ark1", B.row(1, "a") + #"<row r="1048577"><c><v>1</v></c></row>"#)]))
                .hasPrefix("limit more than 1048576 rows"))
        #expect(
            refusal(try with(String(repeating: "<x>", count: 70) + String(repeating: "</x>", count: 70)))
                .hasPrefix("xml_depth"))
        #expect(refusal(try with("<unclosed>")).hasPrefix("xml_"))
        var limits = Limits()
        limits.noProgressBytes = 1000
        #expect(
            refusal(try with("<!-- \(String(repeating: "x", count: 400_000)) -->"), limits: limits).hasPrefix(
                "xml_no_progress"))
        var members = [("[Content_Types].xml", B.content), ("xl/workbook.xml", bomb + "<workbook/>")]
        #expect(refusal(try B.zip(members)).hasPrefix("xml_doctype"))
        members[1].1 = "<workbook><sheets/></workbook>"
        #expect(refusal(try B.zip(members)) == "empty_file no sheet of the workbook has a cell")
        let repeated =
            #"""
            <table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell \#
            table:number-columns-repeated="900"><text:p>\#(String(repeating: "x", count: 100))</text:p>\#
            </table:table-cell></table:table-row></table:table>
            """#
        #expect(refusal(try B.ods(repeated)).hasPrefix("archive_limit"))
        let large =
            #"""
            <row r="2"><c r="A2" \#
            t="inlineStr"><is><t>\#(String(repeating: "x", count: 2_000_000))</t></is></c></row>
            """#
        #expect(refusal(try B.xlsx([("Ark1", rows + large)])).hasPrefix("xml_text_size"))
    }

    @Test func everyCutIsToldOrRead() throws {
        let whole = try B.xlsx([("Ark1", B.row(1, "a", "b") + B.row(2, "1", "2"))], strings: ["<t>x</t>"])
        for end in stride(from: 1, to: whole.count - 1, by: 7) {
            #expect(readCSV(Array(whole[..<end])).refusal != nil)
        }
    }
}
