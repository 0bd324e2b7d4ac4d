import Testing

@testable import Warehouse

/// What waits in `inbound/`, and since which night.
@Suite struct LedgerWaitingTests {
    @Test func theFirstNightIsKeptForAsLongAsTheReasonIsTheSame() throws {
        let trial = try TrialWarehouse()
        func set(_ night: String, _ files: [LedgerWaiting]) throws -> [String] {
            try trial.warehouse.transaction { transaction in
                let said = try transaction.setWaiting(
                    files.map {
                        LedgerWaiting(
                            name: $0.name, code: $0.code, feed: $0.feed, detail: $0.detail, firstSeen: night)
                    }, run: 1)
                #expect(try transaction.waiting() == said)
                return said.map { "\($0.name) \($0.code.rawValue) \($0.firstSeen)" }
            }
        }
        let part = LedgerWaiting(name: "a.part", code: .unfinished, firstSeen: "")
        let gap = LedgerWaiting(name: "b.xml", code: .serialGap, feed: "b", detail: "number 4", firstSeen: "")
        #expect(try set("2026-02-01", [part]) == ["a.part unfinished 2026-02-01"])
        #expect(
            try set("2026-02-02", [part, gap]) == [
                "a.part unfinished 2026-02-01", "b.xml serial_gap 2026-02-02",
            ])
        var read = part
        read.code = .changedWhileRead
        #expect(
            try set("2026-02-03", [read, gap]) == [
                "a.part changed_while_read 2026-02-03", "b.xml serial_gap 2026-02-02",
            ])
        #expect(try set("2026-02-04", []) == [])
    }
}
