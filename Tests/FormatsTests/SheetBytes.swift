import Foundation
import Records

@testable import Formats

/// Small workbooks made by hand.
enum SheetBytes {
    static let content = #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#

    /// An Excel workbook of sheets that are given as the rows of their `sheetData`, with what stands before
    /// and behind it.
    static func xlsx(
        _ sheets: [(name: String, rows: String)], before: String = "", after: String = "",
        strings: [String] = [], formats: [String] = [],
        state: [String: String] = [:], properties: String = "", extra: [(String, String)] = []
    ) throws -> [UInt8] {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        var members = [("[Content_Types].xml", content)]
        members.append(
            (
                "_rels/.rels",
                #"""
                <Relationships xmlns="\#(package)"><Relationship Id="r1" \#
                Type="\#(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """#
            ))
        let list = sheets.enumerated().map {
            #"""
            <sheet name="\#($1.name)" sheetId="\#($0 + 1)" state="\#(state[$1.name] ?? "visible")" \#
            r:id="s\#($0)"/>
            """#
        }.joined()
        members.append(
            (
                "xl/workbook.xml",
                #"""
                <workbook xmlns="\#(main)" \#
                xmlns:r="\#(office)">\#(properties)<sheets>\#(list)</sheets></workbook>
                """#
            ))
        var links = sheets.indices.map {
            #"""
            <Relationship Id="s\#($0)" Type="\#(office)/worksheet" \#
            Target="worksheets/sheet\#($0 + 1).xml"/>
            """#
        }
        for (number, sheet) in sheets.enumerated() {
            members.append(
                (
                    "xl/worksheets/sheet\(number + 1).xml",
                    #"""
                    <worksheet \#
                    xmlns="\#(main)">\#(before)<sheetData>\#(sheet.rows)</sheetData>\#(after)</worksheet>
                    """#
                ))
        }
        if !strings.isEmpty {
            links.append(
                #"<Relationship Id="t" Type="\#(office)/sharedStrings" Target="/xl/sharedStrings.xml"/>"#)
            members.append(
                (
                    "xl/sharedStrings.xml",
                    "<sst xmlns=\"\(main)\">" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"
                ))
        }
        if !formats.isEmpty {
            links.append(#"<Relationship Id="y" Type="\#(office)/styles" Target="styles.xml"/>"#)
            let codes = formats.enumerated().map { #"<numFmt numFmtId="\#(200 + $0)" formatCode="\#($1)"/>"# }
                .joined()
            let cells = formats.indices.map { #"<xf numFmtId="\#(200 + $0)"/>"# }.joined()
            members.append(
                (
                    "xl/styles.xml",
                    #"""
                    <styleSheet xmlns="\#(main)"><numFmts>\#(codes)</numFmts><cellXfs><xf \#
                    numFmtId="0"/>\#(cells)</cellXfs></styleSheet>
                    """#
                ))
        }
        members.append(
            (
                "xl/_rels/workbook.xml.rels",
                #"<Relationships xmlns="\#(package)">\#(links.joined())</Relationships>"#
            ))
        return try zip(members + extra)
    }

    static func ods(_ tables: String, styles: String = "", manifest: String = "") throws -> [UInt8] {
        let spaces = ["office", "table", "text", "style"].map {
            #"xmlns:\#($0)="urn:oasis:names:tc:opendocument:xmlns:\#($0):1.0""#
        }.joined(separator: " ")
        let calc = #"xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#
        let content =
            """
            <office:document-content \(spaces) \(calc)>\
            <office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>
            """
            + tables + "</office:spreadsheet></office:body></office:document-content>"
        return try zip([
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
            (
                "META-INF/manifest.xml",
                """
                <manifest \
                xmlns=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\(manifest)</manifest>
                """
            ),
        ])
    }

    static func zip(_ members: [(String, String)]) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.path + "/sheet-\(UUID().uuidString).zip"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ArchiveWriter.zip(path: path, members: members.map { (name: $0.0, bytes: Array($0.1.utf8)) })
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// A row of texts that stand in their cells.
    static func row(_ number: Int, _ texts: String...) -> String {
        let cells = texts.enumerated().map { place, text in
            text.isEmpty
                ? ""
                : #"""
                <c r="\#(SheetCell.name(row: number, column: place + 1))" \#
                t="inlineStr"><is><t>\#(text)</t></is></c>
                """#
        }
        return #"<row r="\#(number)">\#(cells.joined())</row>"#
    }
}
