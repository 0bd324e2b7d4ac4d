import Records
import Testing

@testable import Contracts

/// Whose a row is: municipality codes are read with or without their zeros, and rows of others are not taken.
@Suite struct AuthorityTests {
    private var columns: [Column] {
        var owner = Column(name: "kommunekode", type: .code)
        owner.isAuthority = true
        return [owner, Column(name: "area", type: .integer)]
    }

    private func check(_ line: String, ours: [Int], plain: Bool = true) -> (row: [Value]?, result: CheckResult) {
        var contract = Contract(name: "c", describes: "", columns: columns, key: [])
        contract.authorities = ours
        let checker = RowChecker(contract: contract, style: .danish, codes: [:])
        checker.takesPlain = plain
        var batch = checker.makeBatch()
        return withRecord(line, raw: true) { record in
            let result = checker.check(record, into: &batch)
            return (batch.rowCount == 1 ? (0..<2).map { batch.value(row: 0, column: $0) } : nil, result)
        }
    }

    @Test(arguments: [("0155", true), ("155", false), (" 155 ", false), ("00155", false), ("0155 ", true)]) func aCodeIsKeptWithFourDigits(_ code: String, plain: Bool) {
        for ours in [[], [155]] {
            let found = check("\(code);7", ours: ours)
            #expect(found.row == [.text("0155"), .integer(7)])
            guard case .accepted(let notes) = found.result else { Issue.record("\(code) was not taken"); continue }
            #expect(notes.map(\.code) == (plain ? [] : [.otherSpelling]))
        }
    }

    @Test(arguments: ["0185", "185", "1155", "K155", "15500000000"]) func aRowOfAnotherIsNotTaken(_ code: String) {
        let found = check("\(code);7", ours: [101, 155])
        #expect(found.row == nil && found.result == .notOurs(code == "185" ? "0185" : code))
        // Nobody asks where the list is empty.
        #expect(check("\(code);7", ours: []).row?[0] == .text(code == "185" ? "0185" : code))
    }

    @Test func itsFaultsAreNotOurs() {
        #expect(check("0185;x", ours: [155]).result == .notOurs("0185"))
        guard case .rejected = check("0155;x", ours: [155]).result else { Issue.record("a bad value of ours was taken"); return }
    }

    @Test(arguments: ["", "NULL"]) func aRowThatDoesNotSayWhoseItIsIsNobodyElses(_ code: String) {
        #expect(check("\(code);7", ours: [155]).row == [.null, .integer(7)])
    }

    @Test func theShortWaySaysWhatTheLongOneDoes() {
        for code in ["0155", "155", "0185", "K1", "", "00155", "01550"] {
            let (short, long) = (check("\(code);7", ours: [155]), check("\(code);7", ours: [155], plain: false))
            #expect(short.row == long.row && short.result == long.result)
        }
    }

    @Test func aContractSaysItOfOneColumnOfCodes() {
        var bad = Column(name: "b", type: .integer)
        bad.isAuthority = true
        let contract = Contract(name: "c", describes: "", columns: columns + [bad], key: [])
        #expect(ContractProblems.find(in: contract, codeLists: []).map(\.code) == ["two_authorities", "bad_authority"])
    }
}
