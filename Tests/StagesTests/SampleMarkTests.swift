import Records
import Reports
import Testing

@testable import Stages

/// Made-up deliveries and others never meet.
@Suite struct SampleMarkTests {
    @Test func aRunRefusesTheMixture() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try SampleMark.mark(Good.names, in: root.path + "/inbound")
        try root.write("inbound/uses-20260204.csv", "room;day;hours\nhall;2026-02-04;1\n")
        let before = root.tree("inbound")
        let refused = #expect(throws: UsageFailure.self) { try root.run() }
        #expect(
            "\(refused!)".contains("made up: inbound/deep/er/houses_00001_20260201.xml, ")
                && "\(refused!)".contains("others: inbound/uses-20260204.csv"))
        #expect(root.tree("inbound") == before && root.tree(".kvadratur/archive").isEmpty)
        try root.remove("inbound/uses-20260204.csv")
        try root.run()
        #expect(try root.rows("select count(*) from ledger_file where state = 'loaded'") == ["3"])
    }

    @Test func whatWasLoadedIsRemembered() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try SampleMark.mark(Good.names, in: root.path + "/inbound")
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
        try SampleMark.mark(["rooms-20260201.csv"], in: root.path + "/demo/inbound")
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.write("inbound/uses-20260203.csv", Good.uses)
        #expect(throws: UsageFailure.self) { try root.run() }
        try root.remove("inbound/rooms-20260201.csv")
        try root.run()
    }

    /// What lay in the folder before is somebody's own, and later samples leave the marks of earlier ones.
    @Test func onlyWhatWasWrittenIsMarked() throws {
        let root = try TrialRoot()
        try root.write("inbound/mine/uses-20260203.csv", Good.uses)
        try root.write("inbound/mine/rooms-20260201.csv", Good.rooms)
        try SampleMark.mark(["rooms-20260201.csv"], in: root.path + "/inbound/mine")
        // The mark lies beside the deliveries, however deep they lie.
        #expect(throws: UsageFailure.self) { try root.run() }
        try SampleMark.mark(["uses-20260203.csv"], in: root.path + "/inbound/mine")
        try root.run()
    }

    /// Whoever plays may mend the dirt of the sample; a list of his own stays out.
    @Test func rowsThatAreMendedAreOfTheSample() throws {
        let root = try TrialRoot()
        try root.write("inbound/uses-20260203.csv", "room;day;hours\nhall;2026-02-01;7,5\nlab;2026-02-31;2\n")
        try SampleMark.mark(["uses-20260203.csv"], in: root.path + "/inbound")
        try root.run()
        let origin = try root.rows(
            """
            select substr(f.sha256, 1, 12) || '.' || r.record from ledger_reject r join ledger_file f \
            on f.file = r.file
            """
        )
        #expect(origin.count == 1)
        try root.write("inbound/uses-mended.csv", "reject_of;room;day;hours\n\(origin[0]);lab;2026-02-28;2\n")
        try root.run("2026-03-01")
        #expect(try root.rows("select count(*) from raw_uses") == ["2"])
        try root.write(
            "inbound/uses-mended-2.csv", "reject_of;room;day;hours\n0123456789ab.3;lab;2026-02-27;2\n")
        #expect(throws: UsageFailure.self) { try root.run("2026-03-02") }
    }

    /// The sheet of decisions that a made-up edition gave may come back to it, and to nobody else; filled in,
    /// and
    /// saved as another kind of file, it says itself where it is from.
    @Test func aSheetOfTheSampleComesBackToItAlone() throws {
        let sheet = "Afgørelser 2026\n\nroom;day;hours;\(DecisionSheet.madeUp)\nhall;2026-02-04;1;\n"
        let root = try TrialRoot()
        try Good.drop(into: root)
        try SampleMark.mark(Good.names, in: root.path + "/inbound")
        try root.run()
        try root.write("inbound/uses-20260204.csv", sheet)
        let print = try fingerprint(ofFile: root.path + "/inbound/uses-20260204.csv").hex
        try root.run("2026-03-01")
        #expect(try root.rows("select count(*) from raw_uses where day = '2026-02-04'") == ["1"])
        // Remembered as the others are, so that later nights need not read it.
        #expect(root.text(".kvadratur/sample")?.contains(print) == true)
        // The same rows without the mark are somebody's own, as before.
        try root.write("inbound/uses-20260205.csv", "room;day;hours\nhall;2026-02-05;1\n")
        #expect(throws: UsageFailure.self) { try root.run("2026-03-02") }

        let own = try TrialRoot()
        try Good.drop(into: own)
        try own.run()
        try own.write("inbound/uses-20260204.csv", sheet)
        let refused = #expect(throws: UsageFailure.self) { try own.run("2026-03-01") }
        #expect("\(refused!)".contains("made up: inbound/uses-20260204.csv"))
    }

    @Test func theRefusalSpeaksTheLanguageOfTheSettings() throws {
        let root = try TrialRoot()
        try root.write(
            "pipelines/nightly.yaml",
            root.text("pipelines/nightly.yaml")!.replacing("language: en", with: "language: da"))
        try Good.drop(into: root)
        try SampleMark.mark(["rooms-20260201.csv"], in: root.path + "/inbound")
        let refused = #expect(throws: UsageFailure.self) { try root.run() }
        #expect(
            "\(refused!)".contains("opdigtet: inbound/rooms-20260201.csv; andre: ")
                && "\(refused!)".contains("intet er rørt; næste: "))
    }

    @Test func withoutAMarkNothingIsAsked() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        #expect(!root.tree(".kvadratur").contains("sample"))
    }
}
