import Testing

@testable import Warehouse

/// What is worth knowing of a file, and what of it was news.
@Suite struct LedgerEventTests {
    @Test func eventsComeBackAndTheNewsIsThatOfTheNewestDelivery() throws {
        let trial = try TrialWarehouse()
        try trial.warehouse.transaction { transaction in
            let old = try transaction.save(LedgerTests.file("aa", arrival: "2026-02-01"))
            let new = try transaction.save(LedgerTests.file("bb", arrival: "2026-02-02"))
            _ = try transaction.save(LedgerTests.file("cc", arrival: "2026-02-03", state: "refused"))
            let volume = LedgerEvent(code: .volume, detail: "8 rows, 59 are usual", isNews: true)
            let field = LedgerEvent(code: .unknownField, column: "note", count: 8)
            for event in [volume, field] { try transaction.save(event, file: new) }
            try transaction.save(LedgerEvent(code: .mojibake, isNews: true), file: old)
            #expect(try transaction.events(of: new) == [field, volume])
            let news = try transaction.news()
            #expect(news.map(\.file.sha256) == ["bb"] && news.map(\.events) == [[volume]])
        }
    }
}
