import Glibc
import Records

@testable import Formats

/// ZIP and gzip bytes through the unpacking of deliveries, from memory and from a file: the same bytes or the
/// same refusal, within the limits, and no file left open. One mode takes the input as an archive, one makes
/// a ZIP from it, with true checksums, so that the mutations reach the members.
func fuzzArchives(_ input: inout Input) {
    let limits = allLimits[input.choice(allLimits.count)]
    let made = input.choice(4)
    let bytes = made == 3 ? stored(&input) : input.rest
    let wanted = [".csv", ".txt"]
    promise(file >= 0, "a file")
    let before = lowestDescriptor()
    let memory = Unpacked {
        try DeliveryReader(limits: limits).read(
            .bytes(bytes, piece: 1 + bytes.count % 97), wantedSuffixes: wanted, $0)
    }
    promise(
        ftruncate(file, 0) == 0 && pwrite(file, bytes, bytes.count, 0) == bytes.count, "room for the file")
    let disk = Unpacked {
        try DeliveryReader(limits: limits).read(.descriptor(file), wantedSuffixes: wanted, $0)
    }
    promise(memory == disk, "from memory:\n\(memory)\n--- from a file ---\n\(disk)")
    promise(lowestDescriptor() == before, "a descriptor is left open")
    guard let summary = memory.summary else { return }
    promise(
        memory.count == summary.unpackedBytes && memory.count <= limits.maximumBytes,
        "\(memory.count) bytes of \(limits.maximumBytes)")
    promise(
        summary.otherMembers.count < limits.members,
        "\(summary.otherMembers.count) other members of \(limits.members)")
    if summary.packing != .none {
        promise(
            memory.count <= limits.ratioFloor + (256 << 10) || memory.count / limits.ratio <= bytes.count,
            "\(memory.count) bytes from \(bytes.count)")
    }
}

/// One file without a name, written anew for each input.
private let file: Int32 = {
    var path = Array("/tmp/kvadratur-fuzz-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    unlink(path)
    return descriptor
}()

private let allLimits: [Limits] = {
    var small = Limits()
    (small.maximumBytes, small.members, small.ratio, small.ratioFloor) = (4096, 3, 4, 512)
    var medium = Limits()
    (medium.maximumBytes, medium.ratioFloor, medium.ratio) = (1 << 20, 4096, 100)
    return [medium, small]
}()

/// What was handed on, and how it ended.
private struct Unpacked: Equatable {
    var count = 0
    var sum = 0
    var summary: DeliverySummary?
    var refusal: Fault?

    init(_ read: ((UnsafeRawBufferPointer) throws -> Void) throws -> DeliverySummary) {
        do {
            summary = try read { piece in
                count += piece.count
                for byte in piece { sum = (sum &* 31 &+ Int(byte)) & 0xFFFF_FFFF }
            }
        } catch let refusal as Refusal {
            self.refusal = refusal.fault
            // How much came before the refusal depends on the pieces, and so does which of two limits is met
            // first.
            (count, sum) = (0, 0)
            self.refusal?.position = Position(line: 1)
            if refusal.fault.code == .archiveLimit { self.refusal?.detail = nil }
            _ = show(refusal.fault)
        } catch { fatalError("an error that no reader throws: \(error)") }
    }
}

private func lowestDescriptor() -> Int32 {
    let descriptor = open("/dev/null", O_RDONLY)
    close(descriptor)
    return descriptor
}

/// A ZIP of stored members: each takes from the input a name, a few settings and its bytes. The checksum is
/// true unless a setting spoils it.
private func stored(_ input: inout Input) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    var members = 0
    let names = [
        "a.csv", "b.txt", "../x.csv", "/x.csv", "m/a.CSV", "__MACOSX/a.csv", ".DS_Store", "C:x.csv", "æ.csv",
        "", "a.csv/", "._a.csv",
    ]
    repeat {
        let name = Array(names[input.choice(names.count)].utf8)
        let spoilt = input.choice(16)
        let count = input.choice(64)
        var data: [UInt8] = []
        for _ in 0..<count where !input.rest.isEmpty {
            data.append(UInt8(truncatingIfNeeded: input.choice(256) + 48))
        }
        let checksum = crc(data) ^ (spoilt == 15 ? 1 : 0)
        let size = UInt32(data.count) + (spoilt == 14 ? 7 : 0)
        let flags: UInt16 = spoilt == 13 ? 1 : 0x800
        let fields =
            u16(20, flags, spoilt == 12 ? 8 : 0, 0, 0) + u32(checksum, UInt32(data.count), size)
            + u16(UInt16(name.count), 0)
        let start = UInt32(spoilt == 11 ? 0 : file.count)
        file += u32(0x0403_4B50) + fields + name + data
        directory +=
            u32(0x0201_4B50) + u16(0x0314) + fields + u16(0, 0, 0)
            + u32((spoilt == 10 ? 0xA1FF : 0x81A4) << 16, start) + name
        members += 1
    } while members < 20 && !input.rest.isEmpty
    let end =
        u32(0x0605_4B50) + u16(0, 0, UInt16(members), UInt16(members))
        + u32(UInt32(directory.count), UInt32(file.count)) + u16(0)
    return file + directory + end
}

func u16(_ numbers: UInt16...) -> [UInt8] {
    numbers.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
}
func u32(_ numbers: UInt32...) -> [UInt8] {
    numbers.flatMap { n in (0..<4).map { UInt8(truncatingIfNeeded: n >> (8 * UInt32($0))) } }
}

func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in
        (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
}
