/// The encodings that deliveries may be written in, besides UTF-16 with a byte order mark (XML only).
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
    case iso88591 = "iso-8859-1"

    /// The encoding of a name as it stands in an XML declaration or a feed's settings; nil for one that is
    /// not read.
    public init?(named name: some StringProtocol) {
        switch name.lowercased() {
        // ASCII is a part of UTF-8: a byte of 0x80 or more in such a file is judged as UTF-8.
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "iso-8859-1", "iso_8859-1", "iso8859-1", "latin1", "latin-1", "l1": self = .iso88591
        case "windows-1252", "cp1252", "win-1252": self = .windows1252
        default: return nil
        }
    }
}

/// One byte of a single-byte encoding as UTF-8.
///
/// A table of 128 entries: the low 24 bits are the UTF-8 bytes in order, the top byte their number; 0 marks a
/// byte that the encoding does not have.
struct HighBytes: Sendable {
    let entries: [UInt32]

    static let iso88591 = HighBytes { UInt32($0) }
    static let windows1252 = HighBytes { byte in
        byte >= 0xA0 ? UInt32(byte) : controls[Int(byte) - 0x80]
    }

    /// Windows-1252 from 0x80 to 0x9F; 0 where it has no character (81, 8D, 8F, 90, 9D).
    private static let controls: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ]

    private init(_ scalar: (UInt8) -> UInt32) {
        entries = (UInt8(0x80)...0xFF).map { byte in
            let u = scalar(byte)
            if u == 0 { return 0 }
            if u < 0x800 { return 2 << 24 | (0xC0 | u >> 6) | (0x80 | u & 63) << 8 }
            return 3 << 24 | (0xE0 | u >> 12) | (0x80 | (u >> 6) & 63) << 8 | (0x80 | u & 63) << 16
        }
    }
}
