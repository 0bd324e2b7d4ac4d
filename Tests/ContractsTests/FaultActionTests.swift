import Records
import Testing

@testable import Contracts

/// What a contract does about each kind of fault.
@Suite struct FaultActionTests {
    static func column(_ action: FaultAction) -> Column {
        Column(name: "n", type: .integer, minimum: 0, maximum: 5, onFault: action)
    }

    @Test("a value that cannot be read has nothing to keep", arguments: FaultAction.allCases)
    func unreadable(_ action: FaultAction) {
        let sentence = #"f:7:1: "x" is not a whole number (bad_integer)"#
        let expected =
            switch action {
            case .stop: Checked(faults: [sentence], stopped: true)
            case .reject: Checked(faults: [sentence], raw: "x")
            case .dropValue, .accept: Checked(row: [nil], faults: [sentence])
            }
        #expect(check([Self.column(action)], "x") == expected)
    }

    @Test("a value that the contract does not want", arguments: FaultAction.allCases)
    func unwanted(_ action: FaultAction) {
        let sentence = #"f:7:1: "6" is outside 0..5 (out_of_range)"#
        let expected =
            switch action {
            case .stop: Checked(faults: [sentence], stopped: true)
            case .reject: Checked(faults: [sentence], raw: "6")
            case .dropValue: Checked(row: [nil], faults: [sentence])
            case .accept: Checked(row: [6], faults: [sentence])
            }
        #expect(check([Self.column(action)], "6") == expected)
    }

    @Test("an unknown code has its own action", arguments: FaultAction.allCases)
    func unknownCode(_ action: FaultAction) {
        let column = Column(name: "k", type: .code, codes: "status", onFault: .reject, onUnknownCode: action)
        let sentence = #"f:7:1: "9" is not in the code list status (unknown_code)"#
        let expected =
            switch action {
            case .stop: Checked(faults: [sentence], stopped: true)
            case .reject: Checked(faults: [sentence], raw: "9")
            case .dropValue: Checked(row: [nil], faults: [sentence])
            case .accept: Checked(row: ["9"], faults: [sentence])
            }
        #expect(check([column], "9", codes: ["status": ["6"]]) == expected)
    }

    @Test("a missing value", arguments: FaultAction.allCases)
    func missing(_ action: FaultAction) {
        let sentence = "f:7: record 3: n is missing (missing_value)"
        let column = Column(name: "n", type: .integer, required: true, onFault: action)
        let expected =
            switch action {
            case .stop: Checked(faults: [sentence], stopped: true)
            case .reject: Checked(faults: [sentence], raw: "")
            case .dropValue, .accept: Checked(row: [nil], faults: [sentence])
            }
        #expect(
            check([column], "", raw: false)
                == Checked(
                    row: expected.row, faults: expected.faults, raw: expected.raw.map { _ in "n=" },
                    stopped: expected.stopped))
    }

    @Test("a list that is not there knows no code")
    func noList() {
        #expect(
            check([Column(name: "k", type: .code, codes: "gone")], "6")
                == Checked(row: ["6"], faults: [#"f:7:1: "6" is not in the code list gone (unknown_code)"#]))
    }
}
