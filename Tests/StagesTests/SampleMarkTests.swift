import Testing

@testable import Stages

/// Made-up deliveries and others never meet.
@Suite struct SampleMarkTests {
    @Test func aRunRefusesTheMixture() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try SampleMark.mark(root.path + "/inbound")
        try root.write("inbound/uses-20260204.csv", "room;day;hours\nhall;2026-02-04;1\n")
        let before = root.tree("inbound")
        #expect(throws: UsageFailure.self) { try root.run() }
        #expect(root.tree("inbound") == before && root.tree(".kvadratur/archive").isEmpty)
        try root.remove("inbound/uses-20260204.csv")
        try root.remove("inbound/deep")
        try root.run()
        #expect(try root.rows("select count(*) from ledger_file where state = 'loaded'") == ["2"])
    }

    @Test func whatWasLoadedIsRemembered() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.remove("inbound/deep")
        try SampleMark.mark(root.path + "/inbound")
        try root.run()
        // The mark beside the deliveries may go; what they were is known.
        try? root.remove("inbound/" + SampleMark.name)
        try root.write("inbound/uses-20260204.csv", "room;day;hours\nhall;2026-02-04;1\n")
        #expect(throws: UsageFailure.self) { try root.run("2026-03-01") }
        try root.remove("inbound/uses-20260204.csv")
        try root.run("2026-03-01")
    }

    @Test func aFileOfTheDemoIsKnownAgain() throws {
        let root = try TrialRoot()
        try root.write("demo/inbound/rooms-20260201.csv", Good.rooms)
        try SampleMark.mark(root.path + "/demo/inbound")
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.write("inbound/uses-20260203.csv", Good.uses)
        #expect(throws: UsageFailure.self) { try root.run() }
        try root.remove("inbound/rooms-20260201.csv")
        try root.run()
    }

    @Test func withoutAMarkNothingIsAsked() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        #expect(!root.tree(".kvadratur").contains("sample"))
    }
}
