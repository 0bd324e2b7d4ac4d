/// The first bytes of an XML file: byte order mark and declaration.
struct XMLDeclaration {
    enum Mark { case none, utf8, utf16LittleEndian, utf16BigEndian }

    /// How the bytes must be read.
    enum Form: Equatable {
        case bytes(TextEncoding)
        case utf16(bigEndian: Bool)
        /// Declared, and not read by us.
        case unknown(String)
    }

    /// Bytes that are looked at: a declaration is shorter.
    static let window = 512

    let mark: Mark
    /// Bytes of the mark.
    let markLength: Int
    /// The declared name of the encoding, as it stands there.
    let declared: String?
    /// Bytes up to the end of `?>`, mark included; equal to `markLength` when there is no declaration.
    let end: Int
    /// A declaration of exactly the usual form, or none: the plain reader takes no other.
    let isPlain: Bool

    /// What to read the file as: the mark decides over the declaration, the declaration over the default.
    var form: Form {
        switch mark {
        case .utf8: return .bytes(.utf8)
        case .utf16LittleEndian: return .utf16(bigEndian: false)
        case .utf16BigEndian: return .utf16(bigEndian: true)
        case .none:
            guard let declared else { return .bytes(.utf8) }
            return TextEncoding(named: declared).map { .bytes($0) } ?? .unknown(declared)
        }
    }

    /// The mark and the declaration name different encodings.
    var contradicts: Bool {
        guard let declared, mark != .none else { return false }
        switch mark {
        case .none: return false
        case .utf8: return TextEncoding(named: declared) != .utf8
        case .utf16LittleEndian, .utf16BigEndian: return !declared.lowercased().hasPrefix("utf-16")
        }
    }

    /// Reads the first bytes of a file (at least `window` of them, or all there are).
    init(_ head: UnsafeBufferPointer<UInt8>) {
        var bytes = Array(head.prefix(Self.window))
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            (mark, markLength) = (.utf8, 3)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            (mark, markLength) = (.utf16LittleEndian, 2)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            (mark, markLength) = (.utf16BigEndian, 2)
        } else {
            (mark, markLength) = (.none, 0)
        }
        bytes.removeFirst(markLength)
        let isUTF16 = mark == .utf16LittleEndian || mark == .utf16BigEndian
        // A declaration is ASCII: in UTF-16 every other byte of it.
        if isUTF16 {
            let first = mark == .utf16LittleEndian ? 0 : 1
            bytes = stride(from: first, to: bytes.count, by: 2).map { bytes[$0] }
        }
        guard bytes.starts(with: Array("<?xml".utf8)), bytes.count > 5, Self.isBlank(bytes[5]) else {
            (declared, end, isPlain) = (nil, markLength, !isUTF16)
            return
        }
        var scan = Attributes(bytes: bytes, at: 5)
        var found: [String: String] = [:]
        var order: [String] = []
        while let (name, value) = scan.next() {
            if found[name] == nil { found[name] = value }
            order.append(name)
        }
        let closed = scan.isClosed
        declared = found["encoding"]
        end = markLength + scan.at * (isUTF16 ? 2 : 1)
        let usual: [[String]] = [
            ["version"], ["version", "encoding"], ["version", "standalone"],
            ["version", "encoding", "standalone"],
        ]
        isPlain =
            !isUTF16 && closed && usual.contains(order) && found["version"] == "1.0"
            && ["yes", "no", nil].contains(found["standalone"]) && !contradictory(found["encoding"], mark)
    }

    private static func isBlank(_ b: UInt8) -> Bool { b == 0x20 || b == 9 || b == 10 || b == 13 }

    /// `name="value"` pairs up to `?>`.
    private struct Attributes {
        let bytes: [UInt8]
        var at: Int
        var isClosed = false

        mutating func next() -> (String, String)? {
            let start = at
            while at < bytes.count, isBlank(bytes[at]) { at += 1 }
            if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "?"), bytes[at + 1] == UInt8(ascii: ">") {
                at += 2
                isClosed = true
                return nil
            }
            guard at > start else { return nil }
            let nameStart = at
            while at < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[at]) { at += 1 }
            let name = String(decoding: bytes[nameStart..<at], as: UTF8.self)
            guard !name.isEmpty, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "=") else { return nil }
            let quote = bytes[at + 1]
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
            at += 2
            let valueStart = at
            while at < bytes.count, bytes[at] != quote {
                guard bytes[at] > 0x20, bytes[at] < 0x7F, bytes[at] != UInt8(ascii: "<") else { return nil }
                at += 1
            }
            guard at < bytes.count else { return nil }
            at += 1
            return (name, String(decoding: bytes[valueStart..<at - 1], as: UTF8.self))
        }
    }
}

private func contradictory(_ declared: String?, _ mark: XMLDeclaration.Mark) -> Bool {
    guard let declared else { return false }
    // An encoding name must look like one: libxml2 has its own opinion on others.
    guard let first = declared.utf8.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else { return true }
    return mark == .utf8 && TextEncoding(named: declared) != .utf8
}
