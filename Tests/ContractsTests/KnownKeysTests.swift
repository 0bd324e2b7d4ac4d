import Records
import Testing

@testable import Contracts

/// A key that another table shows in one spelling is read as that one, where it can be no other.
@Suite struct KnownKeysTests {
    private static let listed = [
        "E-00001", "E-00002", "0012", "0120", "120", "Hal A", "Sal 1 2", "Ålborgvej 3", "4210034", "4299961",
        "5300001", "5300002", "571313174112345678", "B-7", "b-7",
        "P-010", "P-000", "P-07", "P-007", "R-101.05",
    ]

    @Test(
        arguments: [
            ("e-00001", "E-00001"), ("E - 00001", "E-00001"), ("hal a", "Hal A"), ("HALA", "Hal A"),
            ("ålborgvej 3", "Ålborgvej 3"),
            ("A\u{30A}LBORGVEJ 3", "Ålborgvej 3"), ("sal 1 2", "Sal 1 2"), ("12", "0012"), ("12.0", "0012"),
            ("12,00", "0012"), ("000012", "0012"), ("4,21E+06", "4210034"),
            ("4.3E+06", "4299961"), ("4,2E+06", "4210034"), ("571313174112345000", "571313174112345678"),
            // A number inside a key without its zeros, or with more of them.
            ("E-1", "E-00001"), ("e-02", "E-00002"), ("E-0000002", "E-00002"), ("sal 01 2", "Sal 1 2"),
            ("P-10", "P-010"), ("P-0", "P-000"),
            // One of them as it stands; may be two of them; is none of them.
            ("E-00001", nil), ("E\u{2013}00001", nil), ("120", nil), ("0120", nil), ("00120", nil),
            ("5,3E+06", nil), ("5,30E+06", nil), ("4,1E+06", nil), ("4,21E+07", nil), ("B-7", nil),
            ("B -7", nil),
            ("sal 12", nil), ("E00001", nil), ("E-3", nil), ("E-10", nil), ("P-7", nil), ("R-101.5", nil),
            ("13", nil), ("12.5", nil), ("571313174112345600", nil), ("4,21E+99", nil), ("", nil), ("-", nil),
        ] as [(String, String?)])
    func spelling(_ delivered: String, _ key: String?) {
        let known = KnownKeys(Self.listed)
        #expect(known.spelling(of: KeySpelling.plain(delivered)) == key)
        // Through a row, by the short way and the long one: the key, and beside it a note of what was
        // delivered.
        for plain in [true, false] where !delivered.isEmpty && key != nil {
            let checker = RowChecker(
                contract: Contract(
                    name: "c", describes: "", columns: [Column(name: "k", type: .key, required: true)],
                    key: []), style: .danish, codes: [:], keys: ["k": known])
            checker.takesPlain = plain
            var batch = checker.makeBatch()
            withRecord(delivered) { record in
                guard case .accepted(let notes) = checker.check(record, into: &batch) else {
                    Issue.record("\(delivered) was set aside")
                    return
                }
                #expect(
                    notes.map(\.code) == [.listedKey] && notes[0].value == delivered && notes[0].detail == key
                )
            }
            #expect(batch.value(row: 0, column: 0) == .text(key!))
        }
    }

    @Test func noKeysKnowNothing() {
        #expect(KnownKeys([]).spelling(of: "a") == nil && !KnownKeys([]).contains("a"))
    }

    @Test func whatIsNoKeyIsReadAsBefore() {
        let known = ["k": KnownKeys(["E-00001"])]
        let contract = Contract(name: "c", describes: "", columns: [Column(name: "k", type: .key)], key: [])
        for (text, code) in [("4,00E+06", FaultCode.excelError), ("E\u{2011}2", .foldedKey)] {
            let checker = RowChecker(contract: contract, style: .danish, codes: [:], keys: known)
            var batch = checker.makeBatch()
            withRecord(text) { record in
                switch checker.check(record, into: &batch) {
                case .accepted(let notes): #expect(notes.map(\.code) == [code])
                case .rejected(let reject): #expect(reject.faults.map(\.code) == [code])
                case .notOurs, .leftOut: Issue.record("nobody asked whose the row is")
                case .stopped: Issue.record("the file was refused")
                }
            }
        }
    }
}
