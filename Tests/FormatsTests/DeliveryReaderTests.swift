import Glibc
import Records
import Testing

@testable import Formats

/// A folder of its own for one test, removed at the end.
final class ScratchFolder {
    let path: String
    init() {
        var template = Array("/tmp/kvadratur-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    }
    deinit {
        for name in ["a.zip", "b.zip", "x.gz", "file", "link", "fifo"] { unlink("\(path)/\(name)") }
        rmdir(path)
    }
    func file(_ name: String, _ bytes: [UInt8]) -> String {
        let path = "\(path)/\(name)"
        let f = fopen(path, "w")!
        fwrite(bytes, 1, bytes.count, f)
        fclose(f)
        return path
    }
    static func bytes(_ path: String) -> [UInt8] {
        let f = fopen(path, "r")!
        defer { fclose(f) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let n = fread(&buffer, 1, buffer.count, f)
            if n == 0 { return result }
            result += buffer[..<n]
        }
    }
}

@Suite struct DeliveryReaderTests {
    func unpack(_ delivery: Delivery, limits: Limits = Limits()) throws -> ([UInt8], DeliverySummary) {
        var bytes: [UInt8] = []
        let summary = try DeliveryReader(limits: limits).read(delivery, wantedSuffixes: [".xml", ".csv"]) {
            bytes += $0
        }
        return (bytes, summary)
    }

    func refusal(_ delivery: Delivery, limits: Limits = Limits()) -> FaultCode? {
        do {
            _ = try unpack(delivery, limits: limits)
            return nil
        } catch { return (error as? Refusal)?.fault.code }
    }

    /// Text that does not pack to nothing.
    static let body: [UInt8] = {
        var seeded = Seeded(state: 7)
        return (0..<30_000).flatMap { _ in Array("<a>\(UInt16.random(in: 0...999, using: &seeded))</a>".utf8)
        }
    }()

    /// A large file comes from another thread and past the page cache; a small one is made to, here, with
    /// every kind of end.
    @Test(arguments: [1, 4095, 4096, 262_144, 262_145, 1_310_720, 3_700_001]) func aLargeFileIsReadAhead(
        _ count: Int
    ) throws {
        let scratch = ScratchFolder()
        let bytes = Array((0..<count).map { Self.body[$0 % Self.body.count] })
        var reader = DeliveryReader()
        reader.readsAheadFrom = 0
        var read: [UInt8] = []
        var told = 0
        let summary = try reader.read(
            path: scratch.file("file", bytes), wantedSuffixes: [".xml"], progress: { told = $0 }
        ) { read += $0 }
        #expect(read == bytes && summary.unpackedBytes == count && told == count)
    }

    @Test func whatIsReadAheadIsLeftWhenNobodyWantsIt() {
        let scratch = ScratchFolder()
        let path = scratch.file("file", Array(repeating: 65, count: 2_000_000))
        var limits = Limits()
        limits.maximumBytes = 600_000
        var reader = DeliveryReader(limits: limits)
        reader.readsAheadFrom = 0
        var pieces = 0
        let refusal = #expect(throws: Refusal.self) {
            try reader.read(path: path, wantedSuffixes: [".xml"]) { _ in pieces += 1 }
        }
        #expect(refusal?.fault.code == .archiveLimit && pieces == 1)
        #expect(throws: Refusal.self) {
            try reader.read(path: path, wantedSuffixes: [".xml"]) { _ in throw Refusal(.notAFile) }
        }
    }

    func zip(_ members: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
        let scratch = ScratchFolder()
        try ArchiveWriter.zip(path: scratch.path + "/a.zip", members: members)
        return ScratchFolder.bytes(scratch.path + "/a.zip")
    }

    func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let scratch = ScratchFolder()
        try ArchiveWriter.gzip(path: scratch.path + "/x.gz", bytes: bytes)
        return ScratchFolder.bytes(scratch.path + "/x.gz")
    }

    @Test func plainZipAndGzipGiveTheSameBytes() throws {
        let scratch = ScratchFolder()
        let zipped = try zip([("note æøå.txt", [1]), ("Æ.XML", Self.body), ("__MACOSX/._Æ.XML", [2])])
        let zippedSummary = try unpack(.path(scratch.file("a.zip", zipped)))
        #expect(zippedSummary.0 == Self.body)
        #expect(zippedSummary.1.member == "Æ.XML")
        #expect(zippedSummary.1.otherMembers == ["note æøå.txt", "__MACOSX/._Æ.XML"])
        #expect(zippedSummary.1.unpackedBytes == Self.body.count)
        // Told by the bytes, whatever the name says.
        #expect(try unpack(.path(scratch.file("file", try gzip(Self.body)))).0 == Self.body)
        #expect(try unpack(.path(scratch.file("x.gz", Self.body))).0 == Self.body)
        for piece in [1, 7, 100_000] {
            #expect(try unpack(.bytes(try gzip(Self.body), piece: piece)).0 == Self.body)
            #expect(try unpack(.bytes(zipped, piece: piece)).0 == Self.body)
        }
        let two = try gzip(Self.body) + gzip([1, 2, 3])
        #expect(try unpack(.bytes(two)).0 == Self.body + [1, 2, 3])
    }

    @Test func descriptorsAndPipes() throws {
        let scratch = ScratchFolder()
        let descriptor = open(scratch.file("file", try zip([("a.xml", Self.body)])), O_RDONLY)
        defer { close(descriptor) }
        #expect(try unpack(.descriptor(descriptor)).0 == Self.body)
        for (bytes, expected) in [(Array("<R/>".utf8), Array("<R/>".utf8)), (try gzip([1, 2]), [1, 2])]
            as [([UInt8], [UInt8])]
        {
            var ends: [Int32] = [0, 0]
            pipe(&ends)
            write(ends[1], bytes, bytes.count)
            close(ends[1])
            #expect(try unpack(.descriptor(ends[0])).0 == expected)
            close(ends[0])
        }
    }

    @Test func whatIsNoRegularFileIsNotRead() throws {
        let scratch = ScratchFolder()
        let file = scratch.file("file", [1])
        symlink(file, scratch.path + "/link")
        mkfifo(scratch.path + "/fifo", 0o600)
        for path in [scratch.path, scratch.path + "/link", scratch.path + "/fifo", "/dev/null"] {
            #expect(refusal(.path(path)) == .notAFile, "\(path)")
        }
        #expect(refusal(.path(scratch.path + "/none")) == .unreadable)
        #expect(refusal(.path(scratch.file("file", []))) == .emptyFile)
    }

    /// A cut-off archive is refused at every length, and a turned byte never gives other bytes.
    @Test func damagedArchivesAreRefused() throws {
        let small = Array("<R><T>1</T></R>".utf8)
        for (name, packed) in [("zip", try zip([("a.xml", small)])), ("gzip", try gzip(small))] {
            for length in 4..<packed.count {
                let code = refusal(.bytes(Array(packed[..<length])))
                #expect(
                    code == .archiveTruncated || code == .archiveDamaged,
                    "\(name) cut at \(length): \(String(describing: code))")
            }
            // From the fifth byte on: without its mark it is no archive but a plain file of another kind.
            for at in 4..<packed.count {
                var turned = packed
                turned[at] ^= 0x55
                if let (bytes, _) = try? unpack(.bytes(turned)) {
                    #expect(bytes == small, "\(name) turned at \(at)")
                }
            }
        }
        let large = try zip([("a.xml", Self.body)])
        #expect(refusal(.bytes(Array(large.dropLast(200)))) == .archiveTruncated)
    }

    @Test func membersAreJudgedByNameAndNumber() throws {
        func code(_ names: [String]) throws -> FaultCode? {
            refusal(.bytes(try zip(names.map { ($0, [65]) })))
        }
        #expect(try code(["a.txt"]) == .archiveMember)
        #expect(try code(["a.xml", "b.xml"]) == .archiveMember)
        #expect(try code(["../a.xml"]) == .archiveMember)
        #expect(try code(["/a.xml"]) == .archiveMember)
        #expect(try code(["C:\\a.xml"]) == .archiveMember)
        #expect(try code(["a.xml", "b.csv"]) == nil)
        #expect(try code((0..<17).map { "\($0).xml" }) == .archiveLimit)
    }

    /// Entries that share their bytes: the directory promises more than can be read.
    @Test func overlappingMembersAreRefused() throws {
        var bytes = try zip([("a.xml", Self.body)])
        let directory = (0..<bytes.count - 4).last { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) }!
        let end = (0..<bytes.count - 3).last { bytes[$0...].starts(with: [0x50, 0x4B, 5, 6]) }!
        let entry = Array(bytes[directory..<end])
        let tail = Array(bytes[end...])
        bytes = Array(bytes[..<end]) + entry + entry + tail
        let newEnd = bytes.count - tail.count
        bytes[newEnd + 8] = 3
        bytes[newEnd + 10] = 3
        let size = entry.count * 3
        for k in 0..<4 { bytes[newEnd + 12 + k] = UInt8(size >> (8 * k) & 255) }
        #expect(refusal(.bytes(bytes)) == .archiveLimit)
    }

    @Test func bombsStopAtTheLimits() throws {
        let zeros = [UInt8](repeating: 0, count: 4 << 20)
        var limits = Limits()
        limits.ratioFloor = 1 << 20
        #expect(refusal(.bytes(try gzip(zeros)), limits: limits) == .archiveLimit)
        #expect(refusal(.bytes(try zip([("a.xml", zeros)])), limits: limits) == .archiveLimit)
        limits = Limits()
        #expect(refusal(.bytes(try gzip(zeros)), limits: limits) == nil)
        limits.maximumBytes = 1 << 20
        #expect(refusal(.bytes(zeros), limits: limits) == .archiveLimit)
    }

    /// The archive's checksum is the better reason than what its garbage looked like.
    @Test func anArchiveFaultWinsOverTheContent() throws {
        var packed = try zip([("a.xml", Array("<R><T><a>1</a></T></R>".utf8))])
        let at = packed.indices.first { packed[$0...].starts(with: [0x50, 0x4B, 1, 2]) }! + 16
        packed[at] ^= 1
        let reading = readXML(packed, .libxml2, layout: XMLLayout(root: "Q", record: "T"))
        #expect(reading.refusal?.fault.code == .archiveDamaged, "\(reading)")
    }

    @Test func archivesAreTheSameBytesInEveryTimeZone() throws {
        let here = try zip([("a.xml", Self.body)])
        setenv("TZ", "Pacific/Kiritimati", 1)
        tzset()
        let there = try zip([("a.xml", Self.body)])
        unsetenv("TZ")
        tzset()
        #expect(here == there)
    }
}
