import Records
import Testing

@testable import Contracts

/// Bounds, lengths, null words and hostile values, as the checker tells them.
@Suite struct BoundsTests {
    @Test(
        "both bounds belong to the range", arguments: [("-1", false), ("0", true), ("5", true), ("6", false)])
    func integer(_ text: String, _ accepted: Bool) {
        #expect(
            (check([Column(name: "n", type: .integer, minimum: 0, maximum: 5)], text).row != nil) == accepted)
    }

    @Test(arguments: [("0,49", false), ("0,5", true), ("100,0", true), ("100,01", false)])
    func number(_ text: String, _ accepted: Bool) {
        #expect(
            (check([Column(name: "n", type: .percent, minimum: 0.5, maximum: 100)], text).row != nil)
                == accepted)
    }

    @Test(
        "money is bounded in øre",
        arguments: [("0,99", false), ("1,00", true), ("2,00", true), ("2,01", false)])
    func money(_ text: String, _ accepted: Bool) {
        #expect(
            (check([Column(name: "n", type: .money, minimum: 100, maximum: 200)], text).row != nil)
                == accepted)
    }

    @Test(arguments: [
        (ColumnType.date, "31-12-2019", false), (.date, "01-01-2020", true), (.date, "31-12-2020", true),
        (.date, "01-01-2021", false),
        (.timestamp, "2019-12-31T23:59:59Z", false), (.timestamp, "2020-12-31T23:59:59Z", true),
        (.utcMidnight, "2019-12-31T23:00:00Z", true),
        (.utcMidnight, "2020-12-31T23:00:00Z", false), (.localTimestamp, "2021-01-01T00:00:00", false),
    ])
    func days(_ type: ColumnType, _ text: String, _ accepted: Bool) {
        let got = check([Column(name: "d", type: type, earliest: "2020-01-01", latest: "2020-12-31")], text)
        #expect((got.row != nil) == accepted)
        if !accepted {
            #expect(got.faults == ["f:7:1: \"\(text)\" is outside 2020-01-01..2020-12-31 (out_of_range)"])
        }
    }

    @Test("a leading zero that a spreadsheet removed")
    func length() {
        let column = Column(name: "kommunekode", type: .id, length: 4)
        #expect(check([column], "0101") == Checked(row: ["0101"]))
        #expect(
            check([column], "101")
                == Checked(faults: [#"f:7:1: "101" does not have the length 4 (wrong_length)"#], raw: "101"))
    }

    @Test("characters are counted, not bytes; a text is never shown, and one that is cut costs no row")
    func maximumLength() {
        let column = Column(name: "note", type: .text, maximumLength: 3)
        #expect(check([column], "æøå") == Checked(row: ["æøå"]))
        #expect(
            check([column], "æøåa")
                == Checked(
                    row: ["æø…"],
                    faults: ["f:7:1: a text is longer than its limit; it was cut: note (cut_text)"]))
        let code = Column(name: "note", type: .code, maximumLength: 3)
        #expect(check([code], "æøåa").row == nil)
    }

    @Test("null words of a column come before its type", arguments: ["0", "n/a", "#N/A", " 0 "])
    func nullWords(_ text: String) {
        #expect(
            check([Column(name: "n", type: .number, minimum: 1, nulls: ["0", "n/a", "#N/A"])], text)
                == Checked(row: [nil]))
    }

    @Test(
        "a value of every type that a spreadsheet could not make", arguments: ColumnType.allCases,
        ["#REF!", "######"])
    func excelError(_ type: ColumnType, _ text: String) {
        let shown = type == .text ? "the value of c" : "\"\(text)\""
        #expect(
            check([Column(name: "c", type: type)], text)
                == Checked(faults: ["f:7:1: \(shown) is an error of a spreadsheet (excel_error)"], raw: text))
        #expect(check([Column(name: "c", type: type, onFault: .dropValue)], text).row == [nil])
    }

    @Test("a spreadsheet's error in a code column is no unknown code, and is never kept")
    func excelErrorInCode() {
        let column = Column(name: "k", type: .code, codes: "status", onFault: .accept, onUnknownCode: .accept)
        #expect(
            check([column], "#REF!")
                == Checked(
                    row: [nil], faults: [##"f:7:1: "#REF!" is an error of a spreadsheet (excel_error)"##]))
    }

    @Test(
        "nothing that Swift or Excel takes for a number gets through as one",
        arguments: [
            "inf", "-inf", "0x10", "1e400", "1,23E+10", "1_000", "１２３", "-", "=\"0012\"",
            "12345678901234567890",
        ])
    func hostile(_ text: String) {
        // A number of any length is read, and the rounding is noted.
        let isLong = text.allSatisfy { ("0"..."9").contains($0) }
        for type in [
            ColumnType.integer, .number, .money, .percent, .year, .date, .period, .boolean, .uuid, .easting,
        ] where !isLong || type != .number && type != .percent {
            let got = check([Column(name: "c", type: type)], text)
            #expect(got.row == nil && got.faults.count == 1, "\(type): \(got)")
        }
    }

    @Test(
        "what programs write where there is nothing is nothing, and is told",
        arguments: ["nan", "NaN", "n/a", "NULL", "(null)", "\\N", "None"])
    func wordsForNothing(_ text: String) {
        for type in [
            ColumnType.integer, .number, .money, .percent, .year, .date, .period, .boolean, .uuid, .easting,
            .text, .code, .key, .id,
        ] {
            let got = check([Column(name: "c", type: type)], text)
            #expect(
                got.row == [nil] && got.faults.count == 1 && got.faults[0].hasSuffix("(null_word)"),
                "\(type): \(got)")
            #expect(check([Column(name: "c", type: type, required: true)], text).row == nil)
        }
    }
}
