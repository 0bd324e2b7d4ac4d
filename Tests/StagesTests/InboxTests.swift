import Foundation
import Project
import Testing

@testable import Stages

/// The drop folder judged by its outside only: nothing is opened that is not a plain file.
@Suite struct InboxTests {
    private func inbox(_ root: TrialRoot, ignore: [String] = []) throws -> Inbox {
        try Inbox(places: Places(root: root.path), ignore: try ignore.map(FilePattern.init))
    }

    @Test func plainFilesInEveryFolder() throws {
        let root = try TrialRoot()
        for name in [
            "b.csv", "a/z.csv", "a/b/c.xml", "README.md", ".hidden", ".git/x", "notes.txt", "empty.csv",
        ] { try root.write("inbound/" + name, name == "empty.csv" ? "" : name) }
        let found = try inbox(root, ignore: ["^notes.*$"])
        #expect(
            found.files.map { "\($0.name) \($0.bytes) \($0.baseName)" } == [
                "a/b/c.xml 9 c.xml", "a/z.csv 7 z.csv", "b.csv 5 b.csv", "empty.csv 0 empty.csv",
            ])
        #expect(found.waiting.isEmpty && found.strange.isEmpty)
    }

    @Test func whatIsStillBeingWrittenWaits() throws {
        let root = try TrialRoot()
        for name in ["a.csv.part", "b.TMP", "c.crdownload", "d.filepart", "~$e.xlsx", "f.partly"] {
            try root.write("inbound/" + name, "x")
        }
        let found = try inbox(root)
        #expect(
            found.waiting.map(\.name) == ["a.csv.part", "b.TMP", "c.crdownload", "d.filepart", "~$e.xlsx"])
        #expect(found.files.map(\.name) == ["f.partly"])
    }

    @Test func linksPipesAndSocketsAreStrange() throws {
        let root = try TrialRoot()
        try root.write("elsewhere/rooms.csv", Good.rooms)
        symlink(root.path + "/elsewhere/rooms.csv", root.path + "/inbound/link.csv")
        symlink(root.path + "/elsewhere", root.path + "/inbound/folder")
        symlink("/nowhere", root.path + "/inbound/dangling")
        mkfifo(root.path + "/inbound/pipe.csv", 0o644)
        let found = try inbox(root)
        #expect(found.strange.map(\.name) == ["dangling", "folder", "link.csv", "pipe.csv"])
        #expect(found.files.isEmpty)
        // A whole night neither hangs on the pipe nor follows the links.
        let outcome = try root.run()
        #expect(outcome.warnings.filter { $0.contains("not_a_file") }.count == 4)
        #expect(outcome.exitCode == .attention && root.text("elsewhere/rooms.csv") == Good.rooms)
    }

    @Test func noFolderAtAll() throws {
        let root = try TrialRoot()
        try root.remove("inbound")
        #expect(try inbox(root).files.isEmpty)
    }

    @Test func aFileNobodyMayRead() throws {
        guard getuid() != 0 else { return }  // root reads everything
        let root = try TrialRoot()
        try root.write("inbound/rooms.csv", Good.rooms)
        chmod(root.path + "/inbound/rooms.csv", 0)
        let outcome = try root.run()
        #expect(outcome.warnings[0].hasPrefix("inbound/rooms.csv:1: the file cannot be read (unreadable)"))
        #expect(root.tree("inbound") == ["rooms.csv"])
    }
}
