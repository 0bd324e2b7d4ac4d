import Records
import Testing

@testable import Contracts

/// A personal number stops the file, and no value of a person is ever shown. The numbers are invented.
@Suite struct PersonalDataTests {
    @Test(arguments: [
        (ColumnType.text, "Lejer 010180-1234"), (.text, "cpr 0101801234"), (.code, "010180-1234"),
        (.id, "010180-1234"), (.number, "010180-1234"),
        // Hyphens as word processors write them; a blank, where a word says what the number is.
        (.text, "Lejer 010180\u{2013}1234"), (.text, "010180\u{2011}1234"), (.text, "010180\u{2212}1234"),
        (.text, "cpr 010180 1234"), (.text, "cpr-nr. 010180\u{A0}1234"),
        (.date, "010180-1234"), (.money, "010180-1234 kr"), (.uuid, "0101801234"),
    ])
    func stops(_ type: ColumnType, _ value: String) {
        let got = check([Column(name: "c", type: type, onFault: .accept)], value)
        #expect(
            got == Checked(faults: ["f:7:1: c seems to hold a CPR number (personal_data)"], stopped: true))
    }

    @Test(
        """
        ten digits of which nobody can be sure cost the text alone: a check digit that fits is no proof \
        in one value
        """,
        arguments: ["0101801234", "0707614285", "Takst 010180 1234", "010180\u{A0}1234 hjemmehjælp"])
    func doubtful(_ value: String) {
        let got = check([Column(name: "c", type: .text, onFault: .accept)], value)
        let said =
            """
            f:7:1: a text has ten digits that may be a CPR number; the text was not kept, the rest of \
            the row was: c (doubtful_number)
            """
        #expect(got == Checked(row: [nil], faults: [said]))
    }

    @Test("also in a row that is rejected anyway")
    func afterAnotherFault() {
        let got = check([Column(name: "d", type: .date), Column(name: "t", type: .text)], "x;010180-1234")
        #expect(
            got == Checked(faults: ["f:7:3: t seems to hold a CPR number (personal_data)"], stopped: true))
    }

    @Test("ten digits in a code or number are an account")
    func account() {
        #expect(check([Column(name: "c", type: .code)], "0101801234") == Checked(row: ["0101801234"]))
        #expect(check([Column(name: "c", type: .id)], "0101801234") == Checked(row: ["0101801234"]))
    }

    @Test("a long value in a wrong column is not shown, a long code is cut")
    func longValues() {
        let long = String(repeating: "x", count: 41)
        #expect(
            check([Column(name: "d", type: .date)], long).faults == [
                "f:7:1: the value of d is not a date (bad_date)"
            ])
        let code = String(repeating: "x", count: 200)
        #expect(
            check([Column(name: "k", type: .code, length: 4)], code).faults == [
                "f:7:1: \"\(code)\" does not have the length 4 (wrong_length)"
            ])
    }

    @Test("a count of people below the least that may be shown is shown neither in the record nor as a value")
    func smallCounts() {
        let columns = [
            Column(name: "d", type: .date), Column(name: "n", type: .number, maximum: 9, shownFrom: 5),
        ]
        let bad = #"f:7:1: "x" is not a date (bad_date)"#
        for small in ["4", "0", "4,9", " 1 ", "04"] {
            #expect(check(columns, "x;\(small)") == Checked(faults: [bad], raw: "d=x\nn=<5"), "\(small)")
        }
        for shown in ["5", "5,0", "-1", ""] {
            #expect(
                check([columns[0], Column(name: "n", type: .number, shownFrom: 5)], "x;\(shown)")
                    == Checked(faults: [bad], raw: "x;\(shown)"), "\(shown)")
        }
        // What only somebody else can read as a number is not shown either.
        #expect(
            check(columns, "28-02-2026;2 people")
                == Checked(
                    faults: ["f:7:12: the value of n is not a number (bad_number)"], raw: "d=28-02-2026\nn=<5"
                ))
        #expect(
            check(columns, "28-02-2026;12")
                == Checked(faults: [#"f:7:12: "12" is outside ..9 (out_of_range)"#], raw: "28-02-2026;12"))
        // Taken as it stands all the same.
        #expect(check(columns, "28-02-2026;4") == Checked(row: ["2026-02-28", 4.0]))
    }

    @Test("a record that cannot be cut is shown where nothing of it must be hidden")
    func uncut() {
        func shown(_ column: Column, _ raw: String) -> String {
            RowChecker.shown(
                uncut: raw, contract: Contract(name: "c", describes: "", columns: [column], key: []))
        }
        #expect(shown(Column(name: "n", type: .number), "a;b;c") == "a;b;c")
        #expect(shown(Column(name: "n", type: .number, shownFrom: 5), "a;b;c") == "")
        #expect(shown(Column(name: "n", type: .text, drop: true), "a;b;c") == "")
        #expect(shown(Column(name: "n", type: .text), "a;0101801234;c") == "")
    }

    @Test(
        """
        a dropped column is neither stored nor told, and a personal number nobody asked for keeps the \
        raw line back
        """
    )
    func dropped() {
        let columns = [Column(name: "d", type: .date), Column(name: "name", type: .text, drop: true)]
        #expect(check(columns, "28-02-2026;A. Person") == Checked(row: ["2026-02-28"]))
        #expect(
            check(columns, "x;A. Person")
                == Checked(faults: [#"f:7:1: "x" is not a date (bad_date)"#], raw: "d=x"))
        #expect(
            check([columns[0]], "x;010180-1234")
                == Checked(faults: [#"f:7:1: "x" is not a date (bad_date)"#], raw: "d=x"))
    }
}
