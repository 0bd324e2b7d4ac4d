import Foundation
import Testing

@testable import Stages

/// `packaging/kvadratur-night`: silent when all is well, else the summary on the terminal and to the hook. A
/// stand-in plays the program.
@Suite struct OperatorNightScriptTests {
    private func night(
        exit code: Int, says: String, hook: String?, backupExit: Int? = nil, pruneExit: Int = 0,
        keeps: Bool = false, format: String? = nil
    ) throws -> (code: Int32, output: String, hooked: String?) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kvadratur-script-\(UUID().uuidString)"
        ).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let play = folder + "/play"
        let text =
            """
            if [ \"$1\" = backup ]; then echo 'no room'; exit \(backupExit ?? 0); fi\nif [ \"$*\" = \
            'prune --root /the/root' ]; then echo 'not given back'; exit \(pruneExit); fi\n[ \"$*\" = \
            'run --quiet\(keeps ? " --keep" : "") --settle 120 --root /the/root' ] || exit 64\nprintf \
            '%s' '\(says)' >&2\nexit \(code)\n
            """
        try text.write(toFile: play, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: repository + "/packaging/kvadratur-night")
        var environment = [
            "PATH": "/usr/bin:/bin", "KVADRATUR_PROGRAM": repository + "/Tests/StandIn/program",
            "STAND_IN": play, "KVADRATUR_ROOT": "/the/root",
        ]
        if let hook { environment["KVADRATUR_HOOK"] = hook.replacing("FOLDER", with: folder) }
        if keeps { environment["KVADRATUR_PRUNE"] = "no" }
        environment["KVADRATUR_HOOK_FORMAT"] = format
        if backupExit != nil { environment["KVADRATUR_BACKUP"] = folder + "/copy" }
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let hooked = FileManager.default.contents(atPath: folder + "/hooked").map {
            String(decoding: $0, as: UTF8.self)
        }
        return (process.terminationStatus, output, hooked)
    }

    @Test func aGoodNightIsSilent() throws {
        let ran = try night(exit: 0, says: "", hook: "cat > FOLDER/hooked")
        #expect(ran.code == 0 && ran.output.isEmpty && ran.hooked == nil)
    }

    /// What is to be kept until somebody prunes, neither the night nor the script lets go of.
    @Test func nothingGoesWhereSomebodyWantsToPruneByHand() throws {
        let ran = try night(exit: 0, says: "", hook: nil, pruneExit: 74, keeps: true)
        #expect(ran.code == 0 && ran.output.isEmpty)
    }

    @Test(arguments: [1, 70, 74, 75, 78]) func whatAPersonMustSeeIsPrintedAndHandedToTheHook(_ code: Int)
        throws
    {
        let ran = try night(exit: code, says: "inbound/x.csv:3: bad", hook: "cat > FOLDER/hooked")
        #expect(ran.code == code)
        #expect(
            ran.output
                == """
                Kvadratur in /the/root: exit \(code)\ninbound/x.csv:3: bad\nLook with: kvadratur status \
                --root /the/root\n
                """
        )
        #expect(ran.hooked == ran.output)
    }

    @Test func aProgramGetsTheSummaryAsJSON() throws {
        let ran = try night(
            exit: 1, says: "inbound/a \"b\".csv:3: C:\\x\tæøå\n  next: look",
            hook: "cat > FOLDER/hooked; echo \"$KVADRATUR_EXIT\" >> FOLDER/hooked", format: "json")
        let parts = try #require(ran.hooked).split(separator: "\n")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(parts[0].utf8)) as? [String: Any])
        #expect(
            object["program"] as? String == "kvadratur" && object["root"] as? String == "/the/root"
                && object["exit"] as? Int == 1 && parts[1] == "1")
        #expect(
            object["lines"] as? [String] == [
                "Kvadratur in /the/root: exit 1", "inbound/a \"b\".csv:3: C:\\x æøå", "  next: look",
                "Look with: kvadratur status --root /the/root",
            ])
    }

    @Test func aHookThatFailsDoesNotHideTheNight() throws {
        let ran = try night(exit: 1, says: "look", hook: "exit 3")
        #expect(ran.code == 1 && ran.output.hasSuffix("the hook failed: exit 3\n"))
    }

    @Test func aBackupThatFailsIsToldAlsoAfterAGoodNight() throws {
        #expect(try night(exit: 0, says: "", hook: nil, backupExit: 0).output.isEmpty)
        let ran = try night(exit: 0, says: "", hook: nil, backupExit: 74)
        #expect(ran.code == 74 && ran.output.contains("no room"))
    }

    /// Nobody need look at the machine for what is held to go in its time.
    @Test(arguments: [0, 1]) func whatMayGoGoesAfterAPublishedNight(_ code: Int) throws {
        let ran = try night(exit: code, says: "look", hook: nil, pruneExit: 74)
        #expect(ran.code == 74 && ran.output.contains("look\nnot given back\n"))
        #expect(try !night(exit: code, says: "look", hook: nil).output.contains("not given back"))
        #expect(try night(exit: 70, says: "look", hook: nil, pruneExit: 74).code == 70)
    }
}
