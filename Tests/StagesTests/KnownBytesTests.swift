import Foundation
import Records
import Testing
import Warehouse

@testable import Stages

/// Large files are read as seldom as can be, and nobody sees a difference but the clock.
@Suite struct KnownBytesTests {
    /// A little more than a mebibyte of rooms; the same size for each of these numbers of seats.
    static func rooms(_ seats: Int = 1) -> String {
        precondition((0...9).contains(seats))
        return "room,seats\n"
            + (1000..<1110).map { "hall \($0)\(String(repeating: "x", count: 10_000)),\(seats)\n" }.joined()
    }

    private struct Place {
        let root: TrialRoot
        let archive: Archive
        var known: [LedgerFile] = []

        init() throws {
            root = try TrialRoot()
            archive = Archive(folder: root.path + "/archive")
        }

        func file(_ text: String, _ name: String = "rooms.csv") throws -> InboxFile {
            try root.write("inbound/" + name, text)
            return InboxFile(name: name, path: root.path + "/inbound/" + name, bytes: text.utf8.count)
        }

        /// Archives a file's bytes and writes them down as loaded.
        mutating func keep(_ file: InboxFile) throws -> Archive.Entry {
            let entry = try archive.keep(file.path, name: file.name, sha256: nil, claimedOn: "2026-02-28")
            known.append(
                LedgerFile(
                    sha256: entry.sha256, name: file.name, feed: "rooms", bytes: file.bytes,
                    claimedOn: "2026-02-28", deliveredOn: "2026-02-28", arrival: "", state: "loaded"))
            return entry
        }

        func recognised(_ file: InboxFile, least: Int = 1 << 20) throws -> String? {
            var bytes = KnownBytes(known, archive: archive)
            bytes.leastBytes = least
            return try bytes.fingerprint(of: file)
        }
    }

    @Test func aSizeThatNobodyHadIsNew() throws {
        var place = try Place()
        _ = try place.keep(try place.file(Self.rooms()))
        #expect(try place.recognised(try place.file(Self.rooms() + "lab,1\n")) == nil)
        // A small one is fingerprinted: that is as quick.
        let small = try place.file(Good.rooms)
        #expect(try place.recognised(small) == fingerprint(ofFile: small.path).hex)
    }

    @Test func ofOneSizeTheBytesDecide() throws {
        var place = try Place()
        for seats in 1...3 { _ = try place.keep(try place.file(Self.rooms(seats))) }
        #expect(Set(place.known.map(\.bytes)).count == 1)
        #expect(try place.recognised(try place.file(Self.rooms(2))) == place.known[1].sha256)
        #expect(try place.recognised(try place.file(Self.rooms(4))) == nil)
        // They differ in their last bytes alone.
        let other = String(Self.rooms(2).dropLast(2) + "7\n")
        #expect(try place.recognised(try place.file(other)) == nil)
    }

    @Test(arguments: [1, 4095, 4096, 4097, 1 << 20, 1 << 20 + 1, 2 << 20])
    func everyLengthIsReadToItsEnd(_ length: Int) throws {
        var place = try Place()
        let text = String(repeating: "a", count: length)
        let entry = try place.keep(try place.file(text))
        #expect(try place.recognised(try place.file(text), least: 1) == entry.sha256)
        #expect(try place.recognised(try place.file(text.dropLast() + "b"), least: 1) == nil)
    }

    @Test func anArchivedFileThatIsHarmedOrGoneMisleadsNobody() throws {
        var place = try Place()
        let file = try place.file(Self.rooms())
        let entry = try place.keep(file)
        try FileManager.default.removeItem(atPath: entry.path)
        try place.root.write(String(entry.path.dropFirst(place.root.path.count + 1)), Self.rooms(2))
        #expect(try place.recognised(file) == nil)
        try place.archive.forget(entry.sha256)
        #expect(try place.recognised(file) == entry.sha256)
    }

    @Test func whatMayNotBeReadIsToldBeforeItsFeedIsLookedFor() throws {
        let place = try Place()
        let file = try place.file(Self.rooms())
        try place.root.remove("inbound/rooms.csv")
        #expect(throws: Refusal(.notAFile)) { try place.recognised(file) }
    }

    @Test func aFileThatChangedSinceItsFeedWasFoundIsNotArchived() throws {
        var place = try Place()
        let first = try place.file(Self.rooms())
        let entry = try place.keep(first)
        let file = try place.file(Self.rooms(2), "later.csv")
        let state = FileState(file.path)
        let handle = try #require(FileHandle(forWritingAtPath: file.path))
        handle.write(Data(Self.rooms().utf8))
        try handle.close()
        #expect(throws: Refusal(.changedWhileRead)) {
            try place.archive.keep(
                file.path, name: file.name, sha256: nil, as: state, claimedOn: "2026-03-01")
        }
        // The bytes that it has now were there before, and stay.
        #expect(
            try place.archive.all().map(\.sha256) == [entry.sha256]
                && !FileState.exists(place.archive.folder + Archive.incoming))
    }

    @Test func aLargeFileNightByNight() throws {
        let root = try TrialRoot()
        func night(_ day: String, _ files: [String: String]) throws -> [String] {
            for (name, text) in files { try root.write("inbound/" + name, text) }
            try root.run(day)
            #expect(root.tree("inbound").isEmpty)
            return try root.lastSteps().filter { $0.contains("csv") }
        }
        // Two of the same bytes in the first night, of which the second is known when its turn comes.
        #expect(
            try night(
                "2026-02-26", ["rooms-20260226.csv": Self.rooms(1), "rooms-20260225.csv": Self.rooms(1)]) == [
                    "rooms-20260225.csv done", "rooms-20260226.csv same",
                ])
        #expect(try night("2026-02-27", ["rooms-20260227.csv": Self.rooms(2)]) == ["rooms-20260227.csv done"])
        #expect(try root.rows("select distinct seats from raw_rooms") == ["2"])
        // The old bytes again, later than what replaced them; and the same under a name that no feed knows.
        #expect(try night("2026-02-28", ["rooms-20260228.csv": Self.rooms(1)]) == ["rooms-20260228.csv done"])
        #expect(try root.rows("select distinct seats from raw_rooms") == ["1"])
        let files = try root.rows("select sha256 || ' ' || name from ledger_file order by file")
        for line in files {
            let parts = line.split(separator: " ")
            #expect(
                try fingerprint(
                    ofFile: "\(root.path)/.kvadratur/archive/\(parts[0].prefix(2))/\(parts[0])/\(parts[1])"
                ).hex == parts[0])
        }
        #expect(files.count == 2)
    }

    @Test func aLargeFileOfNoFeedStaysAndIsNamedByItsBytes() throws {
        let root = try TrialRoot()
        try root.write("inbound/strange.bin", Self.rooms().replacing("room,seats", with: "what,where"))
        try root.run("2026-02-28")
        #expect(root.tree("inbound") == ["strange.bin"])
        #expect(
            try root.rows("select sha256 from ledger_file") == [
                try fingerprint(ofFile: root.path + "/inbound/strange.bin").hex
            ])
    }
}
