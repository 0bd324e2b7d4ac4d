import Foundation

@testable import Project

/// A ZIP written byte by byte, so that it can lie: names that climb out of their folder, links, wrong
/// checksums, overlapping members, more members than it says.
struct ZipBytes {
    struct Member {
        var name: [UInt8]
        var packed: [UInt8]
        var crc: UInt32
        var size: UInt32
        var method: UInt16 = 8
        /// Bit 0: encrypted; bit 11: the name is UTF-8.
        var flags: UInt16 = 0x800
        /// Unix mode; a link has 0o120777.
        var mode: UInt32 = 0o100644
        /// So many directory entries show the same bytes.
        var entries = 1

        /// `{name: a.xml, bytes: PIECES}`; `link: TARGET` instead of bytes; `stored`, `encrypted`, `crc`
        /// (hexadecimal), `entries` and `times` (the bytes so many times over, packed once) make it odd;
        /// `name_hex` gives the name's bytes.
        init(_ place: Located, in source: NightBytes) throws {
            guard let map = YAMLMap(place, what: "a member") else {
                throw NightBytes.Unclear(description: "a member is a mapping")
            }
            name = try map.string("name_hex").map(NightBytes.hex) ?? Array((map.string("name") ?? "").utf8)
            // Bytes that are a name in some code page of old are not announced as UTF-8.
            if map.string("name_hex") != nil { flags = 0 }
            let link = map.string("link")
            let bytes = try link.map { Array($0.utf8) } ?? source.bytes(map.list("bytes") ?? [])
            let deflated = try Deflated(bytes, times: map.integer("times") ?? 1)
            (packed, crc, size) = (deflated.raw, deflated.crc, UInt32(deflated.size))
            if map.bool("stored") == true || link != nil { (packed, method) = (bytes, 0) }
            if link != nil { mode = 0o120777 }
            if map.bool("encrypted") == true { flags |= 1 }
            if let text = map.string("crc"), let wrong = UInt32(text, radix: 16) { crc = wrong }
            entries = map.integer("entries") ?? 1
            map.finish()
        }
    }

    let bytes: [UInt8]

    init(_ members: [Member]) {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        var count = 0
        for member in members {
            let offset = UInt32(body.count)
            let common =
                member.flags.littleBytes + member.method.littleBytes + UInt32(0x5A5C_0000).littleBytes
                + member.crc.littleBytes
                + UInt32(member.packed.count).littleBytes + member.size.littleBytes
                + UInt16(member.name.count).littleBytes + UInt16(0).littleBytes
            body +=
                UInt32(0x0403_4B50).littleBytes + UInt16(20).littleBytes + common + member.name
                + member.packed
            for _ in 0..<member.entries {
                directory +=
                    UInt32(0x0201_4B50).littleBytes + UInt16(0x031E).littleBytes + UInt16(20).littleBytes
                    + common
                directory +=
                    UInt16(0).littleBytes + UInt16(0).littleBytes + UInt16(0).littleBytes
                    + (member.mode << 16).littleBytes + offset.littleBytes + member.name
                count += 1
            }
        }
        let number = UInt16(truncatingIfNeeded: count).littleBytes
        let end =
            UInt32(0x0605_4B50).littleBytes + [0, 0, 0, 0] + number + number
            + UInt32(directory.count).littleBytes + UInt32(body.count).littleBytes + [0, 0]
        bytes = body + directory + end
    }
}
