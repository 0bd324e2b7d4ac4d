import Foundation
import Records
import Testing

@testable import Stages

/// Writing that survives a power cut, and names what failed when it fails.
@Suite struct DurableTests {
    @Test func writesWholeAndLeavesNothingBeside() throws {
        let root = try TrialRoot()
        let path = root.path + "/a/b/c.txt"
        try Durable.makeFolder(root.path + "/a/b")
        try Durable.makeFolder(root.path + "/a/b")
        try Durable.write("first".utf8, to: path)
        try Durable.write("second".utf8, to: path, mode: 0o600)
        #expect(root.text("a/b/c.txt") == "second")
        #expect(Durable.names(in: root.path + "/a/b") == ["c.txt"])
        try Durable.rename(path, to: root.path + "/a/d.txt")
        try Durable.remove(root.path + "/a/d.txt")
        try Durable.remove(root.path + "/a/d.txt")
        #expect(
            Durable.names(in: root.path + "/a") == ["b"] && Durable.names(in: root.path + "/nowhere") == [])
    }

    /// In pieces, whole or not at all.
    @Test func writesInPieces() throws {
        struct Broken: Error {}
        let root = try TrialRoot()
        let path = root.path + "/p.txt"
        try Durable.write(to: path) { write in
            for piece in ["one ", "", "two"] { try Array(piece.utf8).withUnsafeBytes(write) }
        }
        #expect(root.text("p.txt") == "one two")
        #expect(throws: Broken.self) {
            try Durable.write(to: path) { write in
                try [UInt8]("half".utf8).withUnsafeBytes(write)
                throw Broken()
            }
        }
        #expect(root.text("p.txt") == "one two" && !Durable.names(in: root.path).contains("p.txt.part"))
    }

    @Test func namesInTheOrderOfTheirBytes() throws {
        let root = try TrialRoot()
        for name in ["b", "B", "ø", "a-", "a."] { try root.write("n/" + name, "") }
        #expect(Durable.names(in: root.path + "/n") == ["B", "a-", "a.", "b", "ø"])
        #expect(try Durable.list(root.path + "/n") == ["B", "a-", "a.", "b", "ø"])
        #expect(try Durable.list(root.path + "/none").isEmpty && Durable.list(root.path + "/n/b").isEmpty)
    }

    /// From the leaves on, and never through a link.
    @Test func removesAFolderWithAllThatIsInIt() throws {
        let root = try TrialRoot()
        for name in ["t/a.txt", "t/b/c/d.txt", "t/b/e.txt", "kept/f.txt"] { try root.write(name, "x") }
        try FileManager.default.createSymbolicLink(
            atPath: root.path + "/t/b/link", withDestinationPath: root.path + "/kept")
        try Durable.removeTree(root.path + "/t")
        #expect(!FileState.exists(root.path + "/t") && root.text("kept/f.txt") == "x")
        try Durable.removeTree(root.path + "/t")
        try Durable.removeTree(root.path + "/kept/f.txt")
        #expect(Durable.names(in: root.path + "/kept").isEmpty)
    }

    enum Act: CaseIterable { case write, rename, folder, full, remove }

    @Test(
        arguments: [
            (.write, "/none/file.part: open failed: No such file or directory (errno 2)"),
            (.rename, "/other: rename failed: No such file or directory (errno 2)"),
            (.folder, "/file/sub: mkdir failed: Not a directory (errno 20)"),
            (.full, "/dev/full: write failed: No space left on device (errno 28)"),
            (.remove, ": unlink failed: Is a directory (errno 21)"),
        ] as [(Act, String)])
    func failures(_ act: Act, _ message: String) throws {
        let root = try TrialRoot()
        try root.write("file", "")
        let failure = #expect(throws: SystemFailure.self) {
            switch act {
            case .write: try Durable.write("x".utf8, to: root.path + "/none/file")
            case .rename: try Durable.rename(root.path + "/none", to: root.path + "/other")
            case .folder: try Durable.makeFolder(root.path + "/file/sub")
            case .full:
                let full = open("/dev/full", O_WRONLY)
                defer { close(full) }
                try Array("x".utf8).withUnsafeBytes { try Durable.writeAll($0, to: full, path: "/dev/full") }
            case .remove: try Durable.remove(root.path)
            }
        }
        #expect(failure?.description.replacingOccurrences(of: root.path, with: "") == message)
    }
}
