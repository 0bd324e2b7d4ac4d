import Records
import Testing

@testable import Reports

@Suite struct CSVReportTests {
    static let table = ReportTable(
        name: "small",
        columns: [
            ReportColumn(name: "name", kind: .text), ReportColumn(name: "count", kind: .integer),
            ReportColumn(name: "cost_dkk", kind: .number, unit: "dkk", decimals: 2),
            ReportColumn(name: "seen_on", kind: .date),
            ReportColumn(name: "kept", kind: .boolean),
        ],
        rows: [
            ["Æblegården; nord", 3, 1234.5, "2026-02-28", 1], ["=HYPERLINK(\"x\")", nil, -5, nil, 0],
            ["+45 12 34", -3, 0.1, nil, nil],
            ["@SUM", 0, nil, nil, nil], ["-5 dage", nil, nil, nil, nil],
            ["to\nlinjer \"citat\"", nil, nil, nil, nil], ["\ttab", nil, nil, nil, nil],
            ["🏫 skole", nil, nil, nil, nil],
        ], file: "small.csv")

    @Test func danish() {
        let text = String(decoding: renderCSV(Self.table, style: .danish), as: UTF8.self)
        #expect(
            text
                == """
                \u{feff}name;count;cost_dkk;seen_on;kept\r\n\"Æblegården; \
                nord\";3;1234,5;2026-02-28;1\r\n\"'=HYPERLINK(\"\"x\"\")\";;-5;;0\r\n'+45 12 \
                34;-3;0,1;;\r\n'@SUM;0;;;\r\n'-5 dage;;;;\r\n\"to\nlinjer \
                \"\"citat\"\"\";;;;\r\n'\ttab;;;;\r\n🏫 skole;;;;\r\n
                """
        )
    }

    @Test func rfc4180() {
        let lines = String(decoding: renderCSV(Self.table, style: .rfc4180), as: UTF8.self).split(
            separator: "\r\n")
        #expect(lines[0] == "name,count,cost_dkk,seen_on,kept")
        #expect(lines[1] == "Æblegården; nord,3,1234.5,2026-02-28,1")
        #expect(lines[2] == "\"'=HYPERLINK(\"\"x\"\")\",,-5,,0")
    }

    @Test func anEmptyTableIsItsHeadings() {
        var table = Self.table
        table.rows = []
        #expect(renderCSV(table, style: .rfc4180) == Array("name,count,cost_dkk,seen_on,kept\r\n".utf8))
    }
}
