import Records
import Testing

@testable import Contracts

/// What is done about drift and what is an unusual number of rows.
@Suite struct DriftTests {
    @Test func theFeedSpeaksBeforeTheContractAndBothBeforeTheUsual() {
        let contract = DriftPolicy([.unknownField: .warn, .otherSeparator: .stop])
        let policy = contract.overridden(by: DriftPolicy([.otherSeparator: .accept]))
        #expect(policy.action(on: .unknownField) == .warn && policy.action(on: .otherSeparator) == .accept)
        #expect(
            policy.action(on: .missingOptionalColumn) == .warn
                && policy.action(on: .reorderedColumns) == .accept && policy.action(on: .badDate) == .accept)
    }

    @Test func everyNoteHasAnAction() {
        #expect(
            Set(FaultCode.allCases.filter { $0.scope == .note }).subtracting(DriftPolicy.usual.keys) == [])
    }

    @Test(arguments: [
        (1000, 1000, false), (900, 1000, false), (899, 1000, true), (1500, 1000, false), (1501, 1000, true),
        (0, 1000, true),
        (1, 20, false), (0, 20, true), (39, 20, false), (40, 20, true), (20, 0, true), (0, 0, false),
    ])
    func unusual(_ count: Int, _ usual: Int, _ expected: Bool) {
        #expect(VolumeBounds().isUnusual(count, usual: usual) == expected)
    }
}
