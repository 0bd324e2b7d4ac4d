import Records
import Testing

@testable import Project

/// `schemas/reports/*.yaml`: the promise at the back door.
@Suite struct ReportPromiseTests {
    static func report(_ name: String, _ text: String, says: [String]) -> Case {
        Case(name, ["schemas/reports/rooms.yaml": text], says: says)
    }

    static let cases: [Case] = [
        report("a good one", "report: rooms\norder: [room]\ncolumns:\n  - {name: room}\n", says: []),
        report(
            "no name", "columns:\n  - {name: room}\n",
            says: ["schemas/reports/rooms.yaml:1:1: report is missing (missing_key)"]),
        report(
            "other name than the file", "report: halls\ncolumns:\n  - {name: room}\n",
            says: [
                "schemas/reports/rooms.yaml:1: the report calls itself halls (other_name)"
            ]),
        report(
            "a misspelt key", "report: rooms\nordr: [room]\ncolumns:\n  - {name: room}\n",
            says: [
                """
                schemas/reports/rooms.yaml:2:1: the key ordr means nothing here; was order meant? known \
                are columns, describes, file, order, page, report, sheet, title (unknown_key)
                """
            ]),
        report(
            "a misspelt key of a column", "report: rooms\ncolumns:\n  - {name: room, lable: {da: Rum}}\n",
            says: [
                """
                schemas/reports/rooms.yaml:3:18: the key lable means nothing here; was label meant? \
                known are decimals, describes, label, name, type, unit (unknown_key)
                """
            ]),
        report(
            "an order that is no column", "report: rooms\norder: [hall]\ncolumns:\n  - {name: room}\n",
            says: [
                """
                schemas/reports/rooms.yaml:2:9: order names hall, which is no column of the report \
                rooms (unknown_column)
                """
            ]),
        report(
            "an unknown type", "report: rooms\ncolumns:\n  - {name: room, type: string}\n",
            says: [
                """
                schemas/reports/rooms.yaml:3:24: type must be one of text, integer, number, date, \
                boolean, not \"string\" (bad_value)
                """
            ]),
        report(
            "a column twice", "report: rooms\ncolumns:\n  - {name: room}\n  - {name: room}\n",
            says: [
                "schemas/reports/rooms.yaml:4:5: the column room stands twice (duplicate_column)"
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }
}
