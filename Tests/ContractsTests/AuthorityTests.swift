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

    private func check(_ line: String, ours: [Int], plain: Bool = true) -> (
        row: [Value]?, result: CheckResult
    ) {
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

    @Test(arguments: [("0155", true), ("155", false), (" 155 ", false), ("00155", false), ("0155 ", true)])
    func aCodeIsKeptWithFourDigits(_ code: String, plain: Bool) {
        for ours in [[], [155]] {
            let found = check("\(code);7", ours: ours)
            #expect(found.row == [.text("0155"), .integer(7)])
            guard case .accepted(let notes) = found.result else {
                Issue.record("\(code) was not taken")
                continue
            }
            #expect(notes.map(\.code) == (plain ? [] : [.otherSpelling]))
        }
    }

    @Test(arguments: ["0185", "185", "1155", "K155", "15500000000"]) func aRowOfAnotherIsNotTaken(
        _ code: String
    ) {
        let found = check("\(code);7", ours: [101, 155])
        #expect(found.row == nil && found.result == .notOurs(code == "185" ? "0185" : code))
        // Nobody asks where the list is empty.
        #expect(check("\(code);7", ours: []).row?[0] == .text(code == "185" ? "0185" : code))
    }

    @Test func itsFaultsAreNotOurs() {
        #expect(check("0185;x", ours: [155]).result == .notOurs("0185"))
        guard case .rejected = check("0155;x", ours: [155]).result else {
            Issue.record("a bad value of ours was taken")
            return
        }
    }

    @Test(arguments: ["", "NULL"]) func aRowThatDoesNotSayWhoseItIsIsNobodyElses(_ code: String) {
        #expect(check("\(code);7", ours: [155]).row == [.null, .integer(7)])
    }

    @Test func theShortWaySaysWhatTheLongOneDoes() {
        for code in ["0155", "155", "0185", "K1", "", "00155", "01550"] {
            let (short, long) = (
                check("\(code);7", ours: [155]), check("\(code);7", ours: [155], plain: false)
            )
            #expect(short.row == long.row && short.result == long.result)
        }
    }

    @Test func aContractSaysItOfOneColumnOfCodes() {
        var bad = Column(name: "b", type: .integer)
        bad.isAuthority = true
        let contract = Contract(name: "c", describes: "", columns: columns + [bad], key: [])
        #expect(
            ContractProblems.find(in: contract, codeLists: []).map(\.code) == [
                "two_authorities", "bad_authority",
            ])
    }

    /// Rows that a feed keeps by another column: nothing else is taken, whatever is wrong with it; a UUID may
    /// come in either case.
    @Test func aFeedKeepsRowsByAColumn() {
        var contract = Contract(
            name: "c", describes: "",
            columns: [Column(name: "owner", type: .code), Column(name: "area", type: .integer)], key: [])
        contract.keep(KeptRows(column: "owner", values: ["29189846", " AB-c "]))
        func check(_ line: String) -> CheckResult {
            let checker = RowChecker(contract: contract, style: .danish, codes: [:])
            var batch = checker.makeBatch()
            return withRecord(line, raw: true) { checker.check($0, into: &batch) }
        }
        for line in ["29189846;7", " 29189846 ;7", "ab-C;7"] {
            #expect(check(line) == .accepted(notes: []), "\(line)")
        }
        for line in ["29189847;7", "29189847;x", ";7"] { #expect(check(line) == .leftOut, "\(line)") }
        guard case .rejected = check("ab-c;x") else {
            Issue.record("a bad value was taken")
            return
        }
    }

    /// Codes that a feed keeps are those of municipalities, however either side writes them.
    @Test func aFeedKeepsMunicipalities() {
        var contract = Contract(name: "c", describes: "", columns: columns, key: [])
        contract.authorities = [101]
        contract.keep(KeptRows(column: "kommunekode", values: []))
        #expect(contract.authorities == [101])
        contract.keep(KeptRows(column: "kommunekode", values: ["157", "0340 "]))
        #expect(contract.authorities == [157, 340])
    }

    @Test(
        arguments: [
            "00012", "7D0A8B5E-2C2F-4A49-8B6A-000000000001", "{7d0a8b5e-2c2f-4a49-8b6a-000000000001}",
        ], [true, false])
    func aRowIsNamedByDigitsOrAUUID(_ key: String, _ plain: Bool) {
        let contract = Contract(
            name: "c", describes: "", columns: [Column(name: "row_key", type: .rowID, required: true)],
            key: ["row_key"])
        let checker = RowChecker(contract: contract, style: .danish, codes: [:])
        checker.takesPlain = plain
        var batch = checker.makeBatch()
        withRecord(key, raw: true) { #expect(checker.check($0, into: &batch) == .accepted(notes: [])) }
        #expect(
            batch.value(row: 0, column: 0)
                == .text(key.count < 36 ? "00012" : "7d0a8b5e-2c2f-4a49-8b6a-000000000001"))
        withRecord("x12", raw: true) {
            if case .rejected = checker.check($0, into: &batch) {} else { Issue.record("x12 names no row") }
        }
    }
}
