import Glibc
import Records
import Testing

@testable import Formats

/// Memory stays flat however long the delivery is: 300 MB through a pipe-like source, records thrown away.
///
/// Each reader runs in a process of its own: what the other tests keep meanwhile is nobody's growth there.
@Suite(.serialized) struct FlatMemoryTests {
    static func residentKiB() -> Int {
        guard let f = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(f) }
        var buffer = [CChar](repeating: 0, count: 256)
        guard fgets(&buffer, 256, f) != nil else { return 0 }
        let words = buffer.prefix { $0 != 0 }.map { Character(UnicodeScalar(UInt8(bitPattern: $0))) }
        return (Int(String(words).split(separator: " ")[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
    }

    /// Growth of resident memory between the first and the last tenth of a stream of `total` bytes.
    static func growth(
        total: Int, head: String, unit: String, tail: String, push: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows -> Int {
        let block = Array(String(repeating: unit, count: (256 << 10) / unit.utf8.count).utf8)
        try Array(head.utf8).withUnsafeBytes(push)
        var sent = 0
        var early = 0
        try block.withUnsafeBytes { bytes in
            while sent < total {
                try push(bytes)
                sent += bytes.count
                if early == 0, sent > total / 10 { early = residentKiB() }
            }
        }
        try Array(tail.utf8).withUnsafeBytes(push)
        return residentKiB() - early
    }

    static let record = "<T>\r\n <a>1234</a>\r\n <b>Skolegade &amp; Kirkestræde</b>\r\n <x/>\r\n</T>\r\n"
    // A debug build reads slowly; the release run of the suite covers the full length.
    static let total =
        getenv("KVADRATUR_STREAM_MB").flatMap { Int(String(cString: $0)) }.map { $0 << 20 } ?? 40 << 20
    // The allocator's own unrest; what a reader kept would be the most of the 40 MiB.
    static let allowedKiB = 8 << 10

    @Test func xmlByTheReference() async {
        await #expect(processExitsWith: .success) {
            let layout = XMLLayout(root: "R", record: "T")
            let reader = LibXMLReader(
                layout: layout, fields: FieldList([["a"], ["b"]]), limits: Limits(), onReject: { _ in },
                onRecord: { _ in })
            let growth = try Self.growth(total: Self.total, head: "<R>", unit: Self.record, tail: "</R>") {
                try reader.push($0)
            }
            try reader.finish()
            #expect(reader.summary.records > 100_000)
            #expect(growth < Self.allowedKiB)
        }
    }

    @Test func xmlByThePlainReader() async {
        await #expect(processExitsWith: .success) {
            let layout = XMLLayout(root: "R", record: "T")
            let reader = PlainReader(
                layout: layout, fields: FieldList([["a"], ["b"]]), limits: Limits(), window: 512 << 10,
                onReject: { _ in }, onRecord: { _ in })
            let growth = try Self.growth(total: Self.total, head: "<R>", unit: Self.record, tail: "</R>") {
                try reader.push($0)
            }
            try reader.finish()
            #expect(reader.summary.records > 100_000)
            #expect(growth < Self.allowedKiB)
        }
    }

    @Test func csv() async {
        await #expect(processExitsWith: .success) {
            let scanner = CSVScanner(
                layout: CSVLayout(), fields: FieldList([["a"], ["b"]]), required: [0], limits: Limits(),
                onReject: { _ in }, onRecord: { _ in })
            let growth = try Self.growth(
                total: Self.total, head: "a;b\n", unit: "1234;\"Skolegade; Kirkestræde\"\n", tail: ""
            ) { try scanner.push($0) }
            try scanner.finish()
            #expect(scanner.summary.records > 100_000)
            #expect(growth < Self.allowedKiB)
        }
    }
}
