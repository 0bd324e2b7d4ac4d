import Foundation
import Optimiser
import Records
import Testing

@testable import Stages

/// `kvadratur plan --verify` on files alone.
@Suite struct PlanVerificationTests {
    private static func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("kvadratur-plan-\(UUID().uuidString)").path
        try Durable.makeFolder(path)
        let one = PlanStageTests.main(PlanStageTests.question())
        for file in one.files { try Durable.write(file.content().utf8, to: path + "/" + file.path.dropFirst("plan/".count)) }
        return path
    }

    @Test func aStoredPlanIsAcceptedByPlanByInstanceAndByFolder() throws {
        let path = try Self.folder(), check = PlanVerification(language: .en)
        for file in ["", "/main.instance.txt", "/main.saving.plan.txt"] {
            let answer = try check.check(path + file)
            #expect(answer.good && answer.text.contains("main.saving.plan.txt: accepted. The greatest net saving: 100 m². Within 0 % of the best possible."))
        }
        #expect(try check.check(path + "/main.saving.plan.txt", instance: path + "/main.instance.txt").good)
        #expect(try PlanVerification(language: .da).check(path + "/main.saving.plan.txt").text.contains("godkendt"))
    }

    @Test func oneOereTooMuchIsRefused() throws {
        let path = try Self.folder(), file = path + "/main.saving.plan.txt"
        let text = String(decoding: FileManager.default.contents(atPath: file)!, as: UTF8.self)
        try Durable.write(text.replacingOccurrences(of: "saving_ore\t5000000", with: "saving_ore\t5000001").utf8, to: file)
        let answer = try PlanVerification(language: .en).check(path)
        #expect(!answer.good && answer.text.contains("refused, 1 violations") && answer.text.contains("the sum saving is 5000000, not 5000001"))
    }

    @Test func filesThatCannotBeReadSayWhere() throws {
        let path = try Self.folder(), check = PlanVerification(language: .en)
        #expect(throws: SystemFailure.self) { try check.check(path + "/nothing") }
        try Durable.write("kvadratur-plan\t1\n".utf8, to: path + "/main.saving.plan.txt")
        let unreadable = #expect(throws: PlanVerification.Unreadable.self) { try check.check(path) }
        #expect(unreadable?.description.hasSuffix("main.saving.plan.txt: line 2: the text stops before its end line") == true)
        try Durable.remove(path + "/main.instance.txt")
        #expect(throws: PlanVerification.Unreadable.self) { try check.check(path + "/main.disruption.plan.txt") }
        #expect(throws: PlanVerification.Unreadable.self) { try check.check(path) }
    }
}
