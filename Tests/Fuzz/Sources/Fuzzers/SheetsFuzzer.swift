import Contracts
import Formats
import Records

/// Parts of workbooks through the reader: the rows of a sheet, shared texts, number formats, the book itself,
/// an OpenDocument's content. The part stands in a ZIP with true checksums, so that the mutations reach the
/// XML. Twice read, twice the same; records and places add up; limits hold.
func fuzzSheets(_ input: inout Input) {
    let part = input.choice(6)
    let required = input.choice(2) == 1 ? [0] : []
    let bytes = input.rest
    let file = part == 5 ? bytes : workbook(part, bytes)
    var layout = CSVLayout()
    if part == 3 { layout.sheet = "2" }
    let reader = CSVReader(
        layout: layout, fields: FieldList(checker.fieldNames), required: required, limits: limits)
    let once = Transcript(checker: checker, count: .max / 2) {
        try reader.read(.bytes(file), onReject: $0, onRecord: $1)
    }
    let again = Transcript(checker: checker, count: .max / 2) {
        try reader.read(.bytes(file, piece: 1), onReject: $0, onRecord: $1)
    }
    promise(once == again, "read twice:\n\(once)\n--- but ---\n\(again)")
    _ = try? CSVReader.header(.bytes(file), layout: layout, limits: limits)
}

private var limits: Limits {
    var limits = Limits()
    (limits.csvFieldBytes, limits.csvLineBytes, limits.csvColumns) = (2000, 4000, 40)
    (limits.maximumBytes, limits.ratioFloor, limits.ratio) = (1 << 20, 64 << 10, 100)
    return limits
}

nonisolated(unsafe) private let checker = RowChecker(
    contract: Contract(
        name: "fuzz", describes: "",
        columns: [
            Column(name: "a", type: .id, required: true),
            Column(name: "b", from: ["b", "beløb"], type: .money, onFault: .dropValue),
            Column(name: "d", type: .date), Column(name: "n", type: .number),
            Column(name: "p", type: .percent), Column(name: "t", type: .text),
        ], key: []),
    style: ValueStyle(thousands: UInt8(ascii: "."), dates: ["dd-MM-yyyy"], trailingMinus: true), codes: [:])

private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/// A workbook of which one part is the input.
private func workbook(_ part: Int, _ bytes: [UInt8]) -> [UInt8] {
    func own(_ number: Int, _ usual: String) -> [UInt8] { part == number ? bytes : Array(usual.utf8) }
    if part == 4 {
        return stored([
            ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
            ("content.xml", bytes),
        ])
    }
    let rows =
        """
        <row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row r=\"2\"><c \
        s=\"1\"><v>1</v></c><c s=\"2\"><v>46081</v></c></row>
        """
    return stored([
        ("[Content_Types].xml", Array("<Types/>".utf8)),
        (
            "xl/workbook.xml",
            own(
                3,
                """
                <workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"A\" \
                sheetId=\"1\" r:id=\"s\"/></sheets></workbook>
                """
            )
        ),
        (
            "xl/_rels/workbook.xml.rels",
            Array(
                """
                <Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" \
                Target=\"s.xml\"/><Relationship Id=\"t\" Type=\"x/sharedStrings\" \
                Target=\"t.xml\"/><Relationship Id=\"y\" Type=\"x/styles\" \
                Target=\"y.xml\"/></Relationships>
                """
                .utf8)
        ),
        ("xl/s.xml", own(0, "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>")),
        ("xl/t.xml", own(1, "<sst><si><t>a</t></si><si><t>d</t></si></sst>")),
        (
            "xl/y.xml",
            own(
                2,
                """
                <styleSheet><numFmts><numFmt numFmtId=\"200\" \
                formatCode=\"0%\"/></numFmts><cellXfs><xf/><xf numFmtId=\"200\"/><xf \
                numFmtId=\"14\"/></cellXfs></styleSheet>
                """
            )
        ),
    ])
}

/// A ZIP of members that are not packed.
private func stored(_ members: [(name: String, data: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, data) in members {
        let name = Array(name.utf8)
        let size = UInt32(data.count)
        let fields = u16(20, 0x800, 0, 0, 0) + u32(crc(data), size, size) + u16(UInt16(name.count), 0)
        let start = UInt32(file.count)
        file += u32(0x0403_4B50) + fields + name + data
        directory += u32(0x0201_4B50) + u16(0x0314) + fields + u16(0, 0, 0) + u32(0x81A4 << 16, start) + name
    }
    let count = UInt16(members.count)
    return file + directory + u32(0x0605_4B50) + u16(0, 0, count, count)
        + u32(UInt32(directory.count), UInt32(file.count)) + u16(0)
}
