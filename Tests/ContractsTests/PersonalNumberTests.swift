import Records
import Testing

@testable import Contracts

@Suite struct PersonalNumberTests {
    @Test(
        "invented numbers in the form of a CPR number",
        arguments: [
            ("010180-1234", true), ("Ring til 010180-1234.", true), ("(010180-1234)", true),
            ("290200-0000", true), ("610180-0000", true),
            ("0101801234", true), ("cpr0101801234", true), ("311299-0000 og mere", true),
            ("320180-1234", false), ("011380-1234", false), ("310280-1234", false), ("290201-0000", false),
            ("000180-1234", false),
            ("010180-123", false), ("010180-12345", false), ("1010180-1234", false), ("010180 - 1234", false),
            ("9999999999", false),
            ("ab010180-1234-4abc-8def-0123456789ab", false), ("0a1b2c3d-4e5f-6789-abcd-a0101801234b", false),
            ("0a1b2c3d-4e5f-6789-abcd-ef0101801234", false),
            ("0a1b2c3d-4e5f-6789-abcd-0101801234EF", false), ("se 010180-1234, tlf", true),
            ("cpr:0101801234/", true),
            ("01018012345", false), ("5790000123456", false), ("+45 12 34 56 78", false),
            ("2026-02-28", false), ("28-02-2026", false), ("", false),
        ])
    func table(_ text: String, _ expected: Bool) {
        #expect(parsing(text) { PersonalNumber.isIn($0, plain: true) } == expected)
    }

    @Test(
        "ten digits are told by what stands before them, then by the check digit",
        arguments: [
            ("Faktura 2011034567", .none), ("Bilag nr. 0101801234", .none), ("P-nr 1003456789", .none),
            ("Ordre: 1201801234", .none), ("Rekvisition 0101801234", .none),
            ("cpr 0101801234", .certain), ("CPR-nr. 0101801234", .certain), ("0101801234", .doubtful),
            ("Vedr. 0101801234", .doubtful), ("0707614285", .likely),
            ("Faktura 2011034567 og 0707614285", .none), ("Faktura 2011034567, 0707614285", .none),
            ("Bilag 0101801234/0707614285 samt 0707614285", .none),
            ("Faktura 2011034567 til Jensen 0707614285", .likely),
            ("Faktura 2011034567, cpr 0101801234", .certain), ("0101801234 0707614285", .likely),
            ("Kørsel 0101801234, 0101801234", .doubtful), ("010180-1234", .certain), ("9999999999", .none),
            ("Faktura 010180-1234", .certain),
        ] as [(String, PersonalNumber.Finding)])
    func context(_ text: String, _ expected: PersonalNumber.Finding) {
        #expect(parsing(text) { PersonalNumber.finding(in: $0, plain: true) } == expected)
    }

    /// One invoice's number in eleven has the check digit by chance; of a column of CPR numbers nearly all
    /// have it.
    @Test(arguments: [
        (["0707614285"], true), (["0707614285", "0101801234", "0201801234"], false),
        (["0707614285", "0707614285", "0101801234"], true), (["0101801234"], false), ([], false),
    ])
    func aColumnSpeaksForItsNumbers(_ texts: [String], _ areOfPersons: Bool) {
        let checker = RowChecker(
            contract: Contract(
                name: "c", describes: "", columns: [Column(name: "note", type: .text)], key: []),
            style: .danish, codes: [:])
        var batch = checker.makeBatch()
        for (index, text) in texts.enumerated() {
            withRecord(text, at: Position(line: index + 2, column: 1, record: index + 1)) { record in
                if case .accepted(let notes) = checker.check(record, into: &batch) {
                    #expect(notes.map(\.code) == [.doubtfulNumber])
                } else {
                    Issue.record("\(text) was not taken")
                }
            }
            #expect(batch.value(row: index, column: 0) == .null)
        }
        #expect(
            checker.personalNumbers.map {
                [$0.fault.code == .personalData, $0.fault.position.line == 2, $0.fault.value == nil]
            } == (areOfPersons ? [true, true, true] : nil))
    }

    @Test("ten digits may be an account")
    func plain() {
        #expect(!parsing("0101801234") { PersonalNumber.isIn($0, plain: false) })
        #expect(parsing("010180-1234") { PersonalNumber.isIn($0, plain: false) })
    }
}
