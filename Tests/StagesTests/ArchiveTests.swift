import Foundation
import Records
import Testing

@testable import Stages

/// Every claimed file by its fingerprint: the truth from which everything can be made again.
@Suite struct ArchiveTests {
    private func keep(
        _ root: TrialRoot, _ name: String = "rooms.csv", _ text: String = Good.rooms,
        day: String = "2026-02-28"
    ) throws -> Archive.Entry {
        try root.write("inbound/" + name, text)
        let path = root.path + "/inbound/" + name
        return try Archive(folder: root.path + "/archive").keep(
            path, name: name, sha256: try fingerprint(ofFile: path).hex, claimedOn: day)
    }

    @Test func keptOnceUnderItsFirstName() throws {
        let root = try TrialRoot()
        let first = try keep(root)
        let second = try keep(root, "other.csv", day: "2026-03-01")
        #expect(second.path == first.path && second.name == "rooms.csv" && second.claimedOn == "2026-02-28")
        #expect(
            root.tree("archive") == [
                "\(first.sha256.prefix(2))/\(first.sha256)/claimed",
                "\(first.sha256.prefix(2))/\(first.sha256)/rooms.csv",
            ])
        #expect(try fingerprint(ofFile: first.path).hex == first.sha256)
        #expect(
            try FileManager.default.attributesOfItem(atPath: first.path)[.posixPermissions] as? Int == 0o444)
        #expect(try Archive(folder: root.path + "/archive").all().map(\.sha256) == [first.sha256])
    }

    @Test func whatAKillLeftIsNoEntryAndIsMadeWhole() throws {
        let root = try TrialRoot()
        let entry = try keep(root)
        let folder = "archive/\(entry.sha256.prefix(2))/\(entry.sha256)"
        let archive = Archive(folder: root.path + "/archive")
        try root.remove(folder + "/claimed")
        #expect(try archive.entry(entry.sha256) == nil)
        try root.remove(folder + "/rooms.csv")
        try root.write(folder + "/rooms.csv.part", "half")
        #expect(try archive.entry(entry.sha256) == nil)
        #expect(try keep(root).path == entry.path)
        #expect(try fingerprint(ofFile: entry.path).hex == entry.sha256)
    }

    /// A delivery that the machine cannot show is no delivery that is not there.
    @Test func whatCannotBeReadIsNotPassedOver() throws {
        let root = try TrialRoot()
        let entry = try keep(root)
        let folder = "archive/\(entry.sha256.prefix(2))/\(entry.sha256)"
        let archive = Archive(folder: root.path + "/archive")
        try root.remove(folder + "/claimed")
        // A mark that can be listed and not read.
        try FileManager.default.createDirectory(
            atPath: root.path + "/" + folder + "/claimed", withIntermediateDirectories: false)
        #expect(throws: SystemFailure.self) { try archive.all() }
        #expect(throws: SystemFailure.self) { try archive.entry(entry.sha256) }
        // Found by a fault in a system call: the second arrival of a delivery was forgotten, and the night
        // said that all was well.
        #expect(throws: SystemFailure.self) {
            try archive.remember(entry.sha256, claimedOn: "2026-03-01", name: "again.csv")
        }
        #expect(throws: SystemFailure.self) { try keep(root, "again.csv", day: "2026-03-01") }
    }

    /// A large file is read on another thread; at the edge of what is large, and of the pieces that are
    /// written at once.
    @Test(arguments: [(8 << 20) - 1, 8 << 20, (9 << 20) + 5]) func aLargeFileIsCopiedWhole(_ count: Int)
        throws
    {
        let root = try TrialRoot()
        let path = root.path + "/inbound/large.csv"
        try root.write("inbound/large.csv", "")
        let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 9) })
        try bytes.write(to: URL(fileURLWithPath: path))
        let entry = try Archive(folder: root.path + "/archive").keep(
            path, name: "large.csv", sha256: nil, as: FileState(path), claimedOn: "2026-02-28")
        #expect(try Data(contentsOf: URL(fileURLWithPath: entry.path)) == bytes)
        #expect(try fingerprint(ofFile: path).hex == entry.sha256)
    }

    @Test func otherBytesThanAnnouncedAreNotKept() throws {
        let root = try TrialRoot()
        try root.write("inbound/rooms.csv", Good.rooms)
        let refusal = #expect(throws: Refusal.self) {
            _ = try Archive(folder: root.path + "/archive").keep(
                root.path + "/inbound/rooms.csv", name: "rooms.csv",
                sha256: String(repeating: "ab", count: 32), claimedOn: "2026-02-28")
        }
        #expect(refusal?.fault.code == .changedWhileRead)
        #expect(try Archive(folder: root.path + "/archive").all().isEmpty)
    }

    @Test func eachTimeThatTheBytesComeAgainIsWrittenDownOnce() throws {
        let root = try TrialRoot()
        let sha = try keep(root).sha256
        let archive = Archive(folder: root.path + "/archive")
        for (day, name) in [
            ("2026-03-01", "rooms.csv"), ("2026-03-02", "two words.csv"), ("2026-03-01", "rooms.csv"),
        ] {
            try archive.remember(sha, claimedOn: day, name: name)
        }
        let entry = try #require(try archive.entry(sha))
        #expect(entry.claimedOn == "2026-02-28" && entry.name == "rooms.csv")
        #expect(
            entry.again.map { "\($0.claimedOn)|\($0.name)" } == [
                "2026-03-01|rooms.csv", "2026-03-02|two words.csv",
            ])
        try archive.forget(sha)
        #expect(try archive.entry(sha) == nil && root.tree("archive").isEmpty)
        try archive.remember(sha, claimedOn: "2026-03-03", name: "rooms.csv")
        #expect(root.tree("archive").isEmpty)
    }

    @Test func aFileNamedLikeTheMark() throws {
        let root = try TrialRoot()
        let entry = try keep(root, "claimed", "room,seats\nhall,1\n")
        #expect(try Archive(folder: root.path + "/archive").entry(entry.sha256)?.claimedOn == "2026-02-28")
        #expect(try fingerprint(ofFile: entry.path).hex == entry.sha256)
    }
}
