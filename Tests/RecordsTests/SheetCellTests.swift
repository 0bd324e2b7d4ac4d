import Testing

@testable import Records

@Suite struct SheetCellTests {
    @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")])
    func lettersAndBack(_ column: Int, _ letters: String) {
        #expect(SheetCell.letters(column) == letters)
        let name = Array(SheetCell.name(row: 7, column: column).utf8)
        let parsed = name.withUnsafeBufferPointer(SheetCell.parse)
        #expect(parsed?.row == 7 && parsed?.column == column)
    }

    @Test(arguments: ["", "7", "B", "B0", "7B", "B7x", "ABCDE7", "B99999999999"])
    func noCell(_ text: String) { #expect(Array(text.utf8).withUnsafeBufferPointer(SheetCell.parse) == nil) }

    @Test func aPlaceInAWorkbook() {
        var fault = Fault(
            code: .badDate, position: Position(line: 7, column: 2, record: 6), column: "day", value: "x")
        fault.sheet = "Ark 1"
        #expect(
            FaultSentence.line(fault, file: "elevtal.xlsx", language: .en)
                == "elevtal.xlsx!Ark 1:B7: \"x\" is not a date (bad_date)")
    }
}
