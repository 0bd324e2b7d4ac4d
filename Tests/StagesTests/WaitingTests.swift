import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// What is said of a delivery that stays in `inbound/`.
@Suite struct WaitingTests {
    private func said(_ code: FaultCode, on day: String) throws -> [(text: String, isWarning: Bool)] {
        let file = LedgerWaiting(name: "headcount-2026-03.csv", code: code, firstSeen: "2026-03-01")
        return Waiting.messages([file], asOf: try #require(CalendarDay(day)))
    }

    /// What somebody has open is missing tonight and needs a hand; what is being written comes by itself.
    @Test(arguments: [
        (FaultCode.inUse, true), (.unfinished, false), (.vanished, false), (.changedWhileRead, false),
    ])
    func firstNight(_ code: FaultCode, _ warns: Bool) throws {
        let told = try said(code, on: "2026-03-01")
        #expect(told.count == 1 && told[0].isWarning == warns)
        #expect(
            told[0].text.hasPrefix("inbound/headcount-2026-03.csv: ")
                && told[0].text.contains("(\(code.rawValue))"))
    }

    @Test(arguments: [FaultCode.inUse, .unfinished, .vanished, .changedWhileRead])
    func theNextNightAPersonMustLook(_ code: FaultCode) throws {
        let told = try said(code, on: "2026-03-02")
        #expect(told.count == 1 && told[0].isWarning && told[0].text.contains("as on 2026-03-01"))
    }
}
