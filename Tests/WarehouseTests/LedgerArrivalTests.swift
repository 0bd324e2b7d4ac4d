import Testing

@testable import Warehouse

/// The same bytes may come more than once: where they stand today, and where they stood on a past night.
@Suite struct LedgerArrivalTests {
    private func again(_ arrival: String, claimedOn: String) -> LedgerArrival {
        LedgerArrival(arrival: arrival, name: "again.csv", claimedOn: claimedOn, deliveredOn: arrival)
    }

    @Test func aFileStandsWhereItCameLast() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            for (sha, arrival) in [("aa", "2026-02-01"), ("bb", "2026-02-02")] {
                var file = LedgerTests.file(sha, arrival: arrival)
                file.file = try transaction.save(file)
            }
            let first = try transaction.files()[0]
            try transaction.save(again("2026-03-05", claimedOn: "2026-03-06"), of: first, run: 2)
            #expect(
                try transaction.files().map { "\($0.sha256) \($0.arrival) \($0.deliveredOn)" } == [
                    "bb 2026-02-02 2026-02-01", "aa 2026-03-05 2026-03-05",
                ])
            #expect(
                try transaction.arrivals(of: first.file).map { "\($0.arrival) \($0.name) \($0.claimedOn)" }
                    == [
                        "2026-02-01 aa.csv 2026-02-28", "2026-03-05 again.csv 2026-03-06",
                    ])
            #expect(try transaction.files(of: "rooms", on: "2026-03-05").map(\.sha256) == ["aa", "bb"])
            #expect(try transaction.files(of: "rooms", on: "2026-03-06").map(\.sha256) == ["bb", "aa"])
            #expect(try transaction.files(of: "rooms", on: "2026-02-27").isEmpty)
        }
    }

    @Test func aFileThatIsReadAgainHasNotComeAgain() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            for _ in 1...2 { _ = try transaction.save(LedgerTests.file("aa")) }
            _ = try transaction.save(LedgerTests.file("rr", state: "refused"))
        }
        #expect(
            try trial.rows("select file, arrival, name from ledger_arrival") == ["1|'2026-02-01'|'aa.csv'"])
    }
}
