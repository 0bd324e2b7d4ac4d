import Records

/// How the bytes of a text file are to be read, told from the bytes alone.
///
/// UTF-8 is what it says it is: text of another encoding hardly ever is valid by chance. What is not UTF-8 is
/// Windows-1252, the encoding of Danish Windows, unless its letters are those of another one.
struct EncodingSearch {
    enum Found: Equatable {
        case bytes(TextEncoding)
        case utf16(bigEndian: Bool)
        /// An encoding that is not read, by its name.
        case other(String)
    }

    /// Bytes that are looked at: of a longer file the beginning decides.
    static let limit = 64 << 20

    private var head: [UInt8] = []
    private var isPlain = true
    /// Sequences of UTF-8 of more than one byte, and bytes that begin none.
    private var sequences = 0
    private var strays = 0
    /// Letters that a Dane writes, by the encoding in which the stray bytes would be them.
    private var letters = (windows: 0, dos: 0, mac: 0)
    /// The beginning of a sequence that the next piece goes on with.
    private var open: [UInt8] = []
    private var seen = 0

    /// The encoding of a delivery; UTF-8 where it cannot be unpacked, which reading it will say better.
    static func of(_ delivery: Delivery, wantedSuffixes: [String], limits: Limits) -> Found {
        struct Enough: Error {}
        var search = EncodingSearch()
        _ = try? DeliveryReader(limits: limits).read(delivery, wantedSuffixes: wantedSuffixes) { piece in
            search.take(piece)
            if search.seen > limit || search.isMarked { throw Enough() }
        }
        return search.found
    }

    private var isMarked: Bool {
        head.starts(with: [0xEF, 0xBB, 0xBF]) || head.starts(with: [0xFF, 0xFE])
            || head.starts(with: [0xFE, 0xFF])
    }

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        if head.count < 4096 { head += piece.prefix(4096 - head.count) }
        seen += piece.count
        guard let start = piece.bindMemory(to: UInt8.self).baseAddress else { return }
        if open.isEmpty, Self.isASCII(start, piece.count) { return }
        isPlain = false
        let bytes = open + piece
        open = []
        bytes.withUnsafeBufferPointer { walk($0.baseAddress!, $0.count) }
    }

    private mutating func walk(_ p: UnsafePointer<UInt8>, _ count: Int) {
        let end = p + count
        var q = p
        while q < end {
            if end - q >= 8, Swar.load(q) & Swar.highs == 0 {
                q += 8
                continue
            }
            if q[0] < 0x80 {
                q += 1
                continue
            }
            switch UTF8Bytes.sequence(q, end) {
            case -1:
                open = Array(UnsafeBufferPointer(start: q, count: end - q))
                return
            case 0:
                strays += 1
                if Self.windows.contains(q[0]) { letters.windows += 1 }
                if Self.dos.contains(q[0]) { letters.dos += 1 }
                if Self.mac.contains(q[0]) { letters.mac += 1 }
                q += 1
            case let length:
                sequences += 1
                q += length
            }
        }
    }

    var found: Found {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .bytes(.utf8) }
        if head.starts(with: [0xFF, 0xFE]) { return .utf16(bigEndian: false) }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16(bigEndian: true) }
        if let bigEndian = zerosOfUTF16 { return .utf16(bigEndian: bigEndian) }
        let strays = strays + open.count
        // A few bad bytes in a file that is UTF-8 elsewhere are damage, and not another encoding.
        if isPlain || strays == 0 || sequences * 4 >= strays { return .bytes(.utf8) }
        if letters.dos > letters.windows, letters.dos >= letters.mac { return .other("code page 850 (DOS)") }
        if letters.mac > letters.windows { return .other("Mac Roman") }
        return .bytes(.windows1252)
    }

    /// Zeros in every second place, as a text of Latin letters has them in UTF-16 without a mark: nil, or
    /// whether they come first.
    private var zerosOfUTF16: Bool? {
        let even = stride(from: 0, to: head.count, by: 2).count { head[$0] == 0 }
        let odd = stride(from: 1, to: head.count, by: 2).count { head[$0] == 0 }
        guard head.count >= 16, even + odd > head.count * 2 / 5, min(even, odd) * 20 <= max(even, odd) else {
            return nil
        }
        return even > odd
    }

    private static func isASCII(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var high: UInt64 = 0
        var i = 0
        while i + 32 <= count {
            high |= Swar.load(p + i) | Swar.load(p + i + 8) | Swar.load(p + i + 16) | Swar.load(p + i + 24)
            if high & Swar.highs != 0 { return false }
            i += 32
        }
        while i < count {
            high |= UInt64(p[i])
            i += 1
        }
        return high & Swar.highs == 0
    }

    /// æ ø å Æ Ø Å é ü ö ä in each of the three.
    private static let windows: Set<UInt8> = [0xE6, 0xF8, 0xE5, 0xC6, 0xD8, 0xC5, 0xE9, 0xFC, 0xF6, 0xE4]
    private static let dos: Set<UInt8> = [0x91, 0x9B, 0x86, 0x92, 0x9D, 0x8F, 0x82, 0x81, 0x94, 0x84]
    private static let mac: Set<UInt8> = [0xBE, 0xBF, 0x8C, 0xAE, 0xAF, 0x81, 0x8E, 0x9F, 0x9A, 0x8A]
}

/// UTF-16 in pieces to UTF-8.
struct UTF16Pieces {
    private let transcoder: Transcoder
    private var left: [UInt8] = []
    private var taken = 0

    init(bigEndian: Bool) { transcoder = Transcoder(.utf16(bigEndian: bigEndian)) }

    mutating func take(_ piece: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void)
        throws
    {
        let bytes = left + piece
        var used = 0
        var made = 0
        let room = bytes.count * 2 + 16
        let output = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
        defer { output.deallocate() }
        let stop = bytes.withUnsafeBufferPointer {
            transcoder.run($0.baseAddress!, bytes.count, used: &used, into: output, room, made: &made)
        }
        try body(UnsafeRawBufferPointer(start: output, count: made))
        taken += used
        if stop == .badByte { throw Refusal(.encoding, at: Position(line: 1, byte: taken), detail: "utf-16") }
        if stop == .nulByte { throw Refusal(.nulByte, at: Position(line: 1, byte: taken)) }
        left = Array(bytes[used...])
    }

    func finish() throws {
        if !left.isEmpty {
            throw Refusal(.encoding, at: Position(line: 1, byte: taken), detail: "utf-16, cut off")
        }
    }
}
