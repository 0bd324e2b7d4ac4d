import Project
import Testing

@testable import Warehouse

/// When what an audit found is told to a person, and when it is known.
@Suite struct AuditNewsTests {
    private func found(_ sample: [String], rows: Int? = nil) -> AuditResult {
        AuditResult(
            audit: "audit_room", table: "core_room", severity: Audit.Severity.tell.rawValue, says: "odd",
            rows: rows ?? sample.count, sample: sample)
    }

    @Test func rowsAreNewsByTheirNumberAndSentencesByTheirWords() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            let rows = found(["room=a at rooms-1.csv:2", "room=b at rooms-1.csv:3"])
            #expect(try transaction.isNews(rows, since: nil))
            #expect(try transaction.isNews(rows, since: 1))
            try transaction.record([rows], run: 1)
            #expect(
                try !transaction.isNews(
                    found(["room=a at rooms-2.csv:4", "room=b at rooms-2.csv:5"]), since: 1))
            #expect(try !transaction.isNews(found(["room=a at rooms-2.csv:4"]), since: 1))
            #expect(try transaction.isNews(found(rows.sample + ["room=c at rooms-2.csv:6"]), since: 1))
            // The table was built without a finding since: the same finding is news again.
            #expect(try transaction.isNews(rows, since: 2))
            try transaction.record([found(["2 of 9 rooms are odd"])], run: 3)
            #expect(try !transaction.isNews(found(["2 of 9 rooms are odd"]), since: 3))
            #expect(try transaction.isNews(found(["8 of 9 rooms are odd"]), since: 3))
            // Of several sentences one that is new is news, and one that is over is none.
            try transaction.record([found(["lease a: 6 months", "lease b: 1 month"])], run: 4)
            #expect(try !transaction.isNews(found(["lease b: 1 month"]), since: 4))
            #expect(try transaction.isNews(found(["lease a: 3 months", "lease b: 1 month"]), since: 4))
        }
    }
}
