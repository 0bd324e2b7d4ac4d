import Foundation
import Optimiser
import Records
import Testing

@testable import Stages

/// `kvadratur plan --verify` on files alone.
@Suite struct PlanVerificationTests {
    private static func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kvadratur-plan-\(UUID().uuidString)"
        ).path
        try Durable.makeFolder(path)
        let one = PlanStageTests.main(PlanStageTests.question())
        for file in one.files {
            try Durable.write(file.content().utf8, to: path + "/" + file.path.dropFirst("plan/".count))
        }
        return path
    }

    @Test func aStoredPlanIsAcceptedByPlanByInstanceAndByFolder() throws {
        let path = try Self.folder()
        let check = PlanVerification(language: .en)
        for file in ["", "/main.instance.txt", "/main.saving.plan.txt"] {
            let answer = try check.check(path + file)
            #expect(
                answer.good
                    && answer.text.contains("main.saving.plan.txt: accepted. The greatest net saving: DKK "))
            #expect(answer.text.contains(" a year. Within 0 % of the best possible."))
        }
        // Each stage says its own number.
        let all = try check.check(path).text
        #expect(all.contains("main.reduction.plan.txt: accepted. The largest reduction: 100 m². Within 0 %"))
        #expect(
            all.contains(
                "main.disruption.plan.txt: accepted. The least disruption: 13 user-kilometres. Within 0 %"))
        #expect(try check.check(path + "/main.saving.plan.txt", instance: path + "/main.instance.txt").good)
        #expect(
            try PlanVerification(language: .da).check(path + "/main.saving.plan.txt").text.contains(
                "godkendt"))
    }

    @Test func oneOereTooMuchIsRefused() throws {
        let path = try Self.folder()
        let file = path + "/main.saving.plan.txt"
        let text = String(decoding: FileManager.default.contents(atPath: file)!, as: UTF8.self)
        try Durable.write(
            text.replacingOccurrences(of: "saving_ore\t5000000", with: "saving_ore\t5000001").utf8, to: file)
        let answer = try PlanVerification(language: .en).check(path)
        #expect(
            !answer.good && answer.text.contains("refused, 1 violation\n")
                && answer.text.contains("the sum saving is 5000000, not 5000001"))
    }

    private static func change(_ file: String, _ change: (inout [String]) -> Void) throws {
        var lines = String(decoding: FileManager.default.contents(atPath: file)!, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        change(&lines)
        if let end = lines.firstIndex(where: { $0.hasPrefix("end\t") }) { lines[end] = "end\t\(end)" }
        try Durable.write(lines.joined(separator: "\n").utf8, to: file)
    }

    private static func takeProof(_ file: String) throws {
        let words = ["bound", "solver_claim", "denominator", "lemma", "price", "leaf", "case", "multiplier"]
        try change(file) { lines in lines.removeAll { line in words.contains { line.hasPrefix($0 + "\t") } } }
    }

    /// A plan that breaks nothing but proves nothing may be any plan: it is not accepted, alone or beside the
    /// others.
    @Test func aPlanWithoutAProofIsNotAccepted() throws {
        let path = try Self.folder()
        let check = PlanVerification(language: .en)
        for stage in ["reduction", "disruption", "saving"] {
            try Self.takeProof(path + "/main.\(stage).plan.txt")
            let alone = try check.check(path + "/main.\(stage).plan.txt")
            #expect(
                !alone.good && alone.text.contains("main.\(stage).plan.txt: not accepted.")
                    && alone.text.contains("the plan has no proof"))
        }
        let all = try check.check(path)
        #expect(!all.good && !all.text.contains(": accepted"))
    }

    /// The third plan's limit of disruption rests on the second: without it, or without its proof, nothing
    /// says how near the third is to the best.
    @Test func theThirdPlanRestsOnTheSecond() throws {
        let path = try Self.folder()
        let check = PlanVerification(language: .en)
        let file = path + "/main.saving.plan.txt"
        try Self.takeProof(path + "/main.disruption.plan.txt")
        #expect(try !check.check(file).good)
        try Durable.remove(path + "/main.disruption.plan.txt")
        let answer = try check.check(file)
        #expect(
            !answer.good && answer.text.contains("The plan of the least disruption does not lie beside it"))
    }

    /// A violation says in which of the three plans it is.
    @Test func aViolationNamesItsPlan() throws {
        let path = try Self.folder()
        try Self.change(path + "/main.disruption.plan.txt") { lines in
            let at = lines.firstIndex { $0.hasPrefix("area_m2\t") }!
            lines[at] = "area_m2\t99"
        }
        let text = try PlanVerification(language: .en).check(path).text
        #expect(text.contains("main.disruption.plan.txt: the sum area is 100, not 99"))
        #expect(!text.contains("saving.plan.txt:"))
    }

    @Test func datesThatAreNoneAndBytesThatAreNoTextAreRefused() throws {
        let path = try Self.folder()
        let check = PlanVerification(language: .en)
        let file = path + "/main.instance.txt"
        try Self.change(file) { $0[1] = "plan_date\t2029-02-29" }
        #expect(try check.check(path).text.contains("2029-02-29 of plan_date is not a date"))
        try Self.change(file) { $0[1] = "plan_date\t2028-02-29" }
        #expect(try check.check(path).good)
        var bytes = [UInt8](FileManager.default.contents(atPath: file)!)
        let at = bytes.firstIndex(of: 10)! + 3
        bytes[at] = 0xff
        try Durable.write(bytes, to: file)
        let unreadable = #expect(throws: PlanVerification.Unreadable.self) { try check.check(path) }
        #expect(
            unreadable?.description.hasSuffix("main.instance.txt: line 2: bytes that are not UTF-8") == true)
        try Durable.write("kvadratur-plan-instance\t1\r\n".utf8, to: file)
        let other = #expect(throws: PlanVerification.Unreadable.self) { try check.check(path) }
        #expect(other?.description.contains("found \"1\\r\"") == true)
    }

    @Test func filesThatCannotBeReadSayWhere() throws {
        let path = try Self.folder()
        let check = PlanVerification(language: .en)
        #expect(throws: SystemFailure.self) { try check.check(path + "/nothing") }
        try Durable.write("kvadratur-plan\t1\n".utf8, to: path + "/main.saving.plan.txt")
        let unreadable = #expect(throws: PlanVerification.Unreadable.self) { try check.check(path) }
        #expect(
            unreadable?.description.hasSuffix(
                "main.saving.plan.txt: line 2: the text stops before its end line") == true)
        try Durable.remove(path + "/main.instance.txt")
        #expect(throws: PlanVerification.Unreadable.self) {
            try check.check(path + "/main.disruption.plan.txt")
        }
        #expect(throws: PlanVerification.Unreadable.self) { try check.check(path) }
    }
}
