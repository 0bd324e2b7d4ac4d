import Foundation
import Testing

@testable import Stages

/// What ran, and running again what was refused.
@Suite struct OperatorLogTests {
    @Test func showsRunsAndStepsOneLineEach() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        try root.run("2026-03-01")
        let log = try Log(root: root.path)
        let runs = try log.text().split(separator: "\n")
        #expect(
            runs.count == 2 && runs[0].contains("run 1  night 2026-02-28  published, exit 0")
                && runs[1].contains("run 2  night 2026-03-01"))
        #expect(try log.text(last: 1).split(separator: "\n").count == 1)
        let steps = try log.text(run: 1).split(separator: "\n")
        #expect(steps.count == Int(try root.rows("select count(*) + 1 from ledger_step where run = 1")[0]))
        #expect(steps[1].contains("run 1.1"))
        #expect(steps.dropFirst().allSatisfy { $0.contains(" ms CPU") })
        #expect(throws: UsageFailure.self) { try log.text(run: 9) }
    }

    @Test func everyLineOfJSONIsOneObject() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let lines = try Log(root: root.path).text(run: 1, json: true).split(separator: "\n")
        let objects = try lines.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(objects[0]?["kind"] as? String == "run" && objects[0]?["exit_code"] as? Int == 0)
        #expect(objects.dropFirst().allSatisfy { $0?["kind"] as? String == "step" })
        #expect(Log.object("x", ["a"], [.text("\"\\\n\u{1}")]) == #"{"kind":"x","a":"\"\\\n\u0001"}"#)
    }

    @Test func retryJudgesARefusedFileAgainAfterTheContractIsMended() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write(
            "inbound/uses-20260203.csv",
            "room;day;hours\n" + (1...4).map { "r\($0);2026-02-01;25\n" }.joined())
        try root.run()
        #expect(try root.rows("select count(*) from ledger_file where state = 'refused'") == ["1"])
        #expect(try Retry(root: root.path).putBack().count == 1)
        #expect(root.tree("inbound").contains("uses-20260203.csv") && root.tree(".kvadratur/refused").isEmpty)
        // As wrong as before: it is refused again and lies where it lay.
        try root.run()
        #expect(root.tree(".kvadratur/refused").count == 2)
        let contract = try #require(root.text("schemas/feeds/uses.yaml"))
        try root.write("schemas/feeds/uses.yaml", contract.replacing("maximum: 24", with: "maximum: 25"))
        _ = try Retry(root: root.path).putBack()
        #expect(try root.run().warnings.isEmpty)
        #expect(
            try root.rows("select state, rows_loaded from ledger_file where feed = 'uses'") == ["loaded|4"])
    }

    @Test func retryNeverWritesOverAFileThatWaits() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write(
            "inbound/uses-20260203.csv",
            "room;day;hours\n" + (1...4).map { "r\($0);2026-02-01;25\n" }.joined())
        try root.run()
        try root.write("inbound/uses-20260203.csv", Good.uses)
        #expect(try Retry(root: root.path).putBack()[0].contains("another file of that name"))
        #expect(root.text("inbound/uses-20260203.csv") == Good.uses)
    }
}
