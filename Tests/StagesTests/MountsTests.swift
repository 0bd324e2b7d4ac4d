import Foundation
import Records
import Testing

@testable import Stages

@Suite struct MountsTests {
    @Test func anInboundFolderThatIsGoneIsToldAndNotMade() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        #expect(try root.run("2026-02-28").exitCode == .good)
        try root.remove("inbound")
        let outcome = try root.run("2026-03-01")
        #expect(outcome.exitCode == .attention && outcome.published)
        #expect(outcome.warnings.contains { $0.hasPrefix("inbound: it is not there") }, "\(outcome.warnings)")
        #expect(!FileManager.default.fileExists(atPath: root.path + "/inbound"))
        try FileManager.default.createDirectory(
            atPath: root.path + "/inbound", withIntermediateDirectories: false)
        #expect(try root.run("2026-03-02").exitCode == .good)
    }

    @Test func aShareThatIsNotMountedIsAnEmptyPlaceOnTheLocalDisk() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        // On an earlier night it was a file system of its own.
        try root.write(".kvadratur/mounts", "inbound\n")
        let outcome = try root.run("2026-03-01")
        #expect(outcome.warnings.contains { $0.hasPrefix("inbound: it was a share") }, "\(outcome.warnings)")
        try root.remove(".kvadratur/mounts")
        #expect(try root.run("2026-03-02").exitCode == .good)
    }

    @Test func aFirstNightMakesItsFolders() throws {
        let root = try TrialRoot()
        try root.remove("inbound")
        try root.run("2026-02-28")
        #expect(FileManager.default.fileExists(atPath: root.path + "/inbound"))
    }
}
