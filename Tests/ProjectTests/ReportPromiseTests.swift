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
                are calendar, columns, describes, file, first_screen, order, page, page_columns, report, \
                sheet, title (unknown_key)
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
        report(
            "all its forms",
            """
            report: rooms
            page_columns: [room, note_*]
            first_screen: {rows: 3, columns: [room, note_*]}
            calendar: {file: rooms.ics, key: room, day: on, title: note_*, details: [room]}
            columns:
              - {name: room}
              - {name: on, type: date}
              - {name: note_da}
              - {name: note_en}

            """, says: []),
        report(
            "forms of columns that it has not",
            """
            report: rooms
            page_columns: [hall]
            first_screen: {rows: 0, columns: [note_*]}
            calendar: {file: rooms.ics, key: room, day: "on", titel: room}
            columns:
              - {name: room}
              - {name: note_da}

            """,
            says: [
                """
                schemas/reports/rooms.yaml:2:16: page_columns names hall, which is no column of the report \
                rooms (unknown_column)
                """,
                """
                schemas/reports/rooms.yaml:3:22: rows must be a whole number from 1, not \"0\" (bad_value)
                """,
                """
                schemas/reports/rooms.yaml:3:35: columns names note_*, which is no column of the report \
                rooms (unknown_column)
                """,
                "schemas/reports/rooms.yaml:4:11: title is missing (missing_key)",
                """
                schemas/reports/rooms.yaml:4:11: day names on, which is no column of the report rooms \
                (unknown_column)
                """,
                """
                schemas/reports/rooms.yaml:4:51: the key titel means nothing here; was title meant? known \
                are category, day, details, file, key, text, title (unknown_key)
                """,
            ]),
        report(
            "a calendar that is no calendar's file",
            """
            report: rooms
            calendar: {file: rooms.csv, key: room, day: room, title: room}
            columns:
              - {name: room}

            """,
            says: [
                """
                schemas/reports/rooms.yaml:2:11: a calendar's file is a plain name that ends with .ics, not \
                rooms.csv (bad_value)
                """
            ]),
    ]

    @Test(arguments: cases) func says(_ one: Case) throws {
        let said = try findings(one.files)
        #expect(said == one.says)
    }
}
