import Records

/// Values of the plainest form, put into the batch by a short way: nothing can be wrong with them, and they
/// stand there as the parsers of their types would have written them. Of everything else it says no, and the
/// parsers judge; so it never decides what a value is worth.
///
/// Nearly every field of a register is of such a form. Tests hold the two ways against each other.
enum PlainCell {
    /// Appends the cell and gives true, or appends nothing. The rule, which is not copied, must be one with
    /// `allowsPlain`.
    @inline(__always)
    static func append(_ bytes: Bytes, _ rule: UnsafePointer<ColumnRule>, into batch: inout RowBatch) -> Bool
    {
        guard bytes.count > 0, let base = bytes.baseAddress else { return false }
        switch rule.pointee.type {
        case .code, .text:
            // Shorter than any personal number, and no word of a spreadsheet's error.
            guard bytes.count < 10, base[0] != UInt8(ascii: "#"), !NullWord.mayBe(bytes) else { return false }
            // A question mark may be a lost letter, a plus sign a spreadsheet's exponent.
            for byte in bytes
            where byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "+") {
                return false
            }
            return text(bytes, rule, &batch)
        case .key:
            guard bytes.count < 10, base[0] > UInt8(ascii: "'"), !NullWord.mayBe(bytes) else { return false }
            for byte in bytes
            where byte <= 0x20 || byte >= 0x7F || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: "`")
            { return false }
            if let known = rule.pointee.known, !known.contains(bytes) { return false }
            return text(bytes, rule, &batch)
        case .id:
            for byte in bytes where !isDigit(byte) { return false }
            return text(bytes, rule, &batch)
        case .rowID:
            if bytes.count == 36 { return uuid(bytes, rule, &batch) }
            for byte in bytes where !isDigit(byte) { return false }
            return bytes.count < 36 && text(bytes, rule, &batch)
        case .integer, .year:
            guard let number = whole(bytes),
                rule.pointee.type == .integer || bytes.count == 4 && number >= 1000
            else { return false }
            let value = Double(number)
            guard value >= rule.pointee.minimum, value <= rule.pointee.maximum else { return false }
            batch.append(integer: Int64(number))
            return true
        case .number:
            guard let number = whole(bytes) else { return false }
            let value = Double(number)
            guard value >= rule.pointee.minimum, value <= rule.pointee.maximum else { return false }
            batch.append(real: value)
            return true
        case .uuid: return uuid(bytes, rule, &batch)
        case .timestamp: return timestamp(bytes, rule, &batch)
        default: return false
        }
    }

    /// Appends a text of ASCII, whose bytes are its characters, where the contract asks nothing of it that it
    /// is not.
    @inline(__always)
    private static func text(_ bytes: Bytes, _ rule: UnsafePointer<ColumnRule>, _ batch: inout RowBatch)
        -> Bool
    {
        guard rule.pointee.length == 0 || rule.pointee.length == bytes.count,
            bytes.count <= rule.pointee.maximumLength
        else { return false }
        if let codes = rule.pointee.codes, !codes.contains(bytes) { return false }
        batch.append(text: bytes)
        return true
    }

    /// One to nine digits as a number.
    @inline(__always)
    private static func whole(_ bytes: Bytes) -> Int? {
        guard bytes.count <= 9 else { return nil }
        var number = 0
        for byte in bytes {
            let digit = byte &- 0x30
            if digit > 9 { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    // MARK: - UUIDs

    /// 36 bytes of hexadecimal digits in either case, not all of them zero.
    @inline(__always)
    private static func uuid(_ bytes: Bytes, _ rule: UnsafePointer<ColumnRule>, _ batch: inout RowBatch)
        -> Bool
    {
        guard bytes.count == 36, rule.pointee.length == 0 || rule.pointee.length == 36,
            rule.pointee.maximumLength >= 36, rule.pointee.codes == nil
        else { return false }
        let p = UnsafeRawPointer(bytes.baseAddress!)
        let hyphen = UInt8(ascii: "-")
        guard bytes[8] == hyphen, bytes[13] == hyphen, bytes[18] == hyphen, bytes[23] == hyphen else {
            return false
        }
        // Eight digits a word, the hyphens left out.
        let a = load(p, 0)
        let b = half(p, 9) | half(p, 14) << 32
        let c = half(p, 19) | half(p, 24) << 32
        let d = load(p, 28)
        guard let a = lowered(a), let b = lowered(b), let c = lowered(c), let d = lowered(d) else {
            return false
        }
        let zeros: UInt64 = 0x3030_3030_3030_3030
        if (a ^ zeros) | (b ^ zeros) | (c ^ zeros) | (d ^ zeros) == 0 { return false }
        let room = UnsafeMutableRawPointer(batch.appendRoom(36))
        room.storeBytes(of: a.littleEndian, toByteOffset: 0, as: UInt64.self)
        put(UInt32(truncatingIfNeeded: b), room, 9)
        put(UInt32(truncatingIfNeeded: b >> 32), room, 14)
        put(UInt32(truncatingIfNeeded: c), room, 19)
        put(UInt32(truncatingIfNeeded: c >> 32), room, 24)
        room.storeBytes(of: d.littleEndian, toByteOffset: 28, as: UInt64.self)
        room.storeBytes(of: hyphen, toByteOffset: 8, as: UInt8.self)
        room.storeBytes(of: hyphen, toByteOffset: 13, as: UInt8.self)
        room.storeBytes(of: hyphen, toByteOffset: 18, as: UInt8.self)
        room.storeBytes(of: hyphen, toByteOffset: 23, as: UInt8.self)
        return true
    }

    @inline(__always)
    private static func load(_ p: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: p.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    @inline(__always)
    private static func half(_ p: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(UInt32(littleEndian: p.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    @inline(__always)
    private static func put(_ half: UInt32, _ room: UnsafeMutableRawPointer, _ offset: Int) {
        room.storeBytes(of: half.littleEndian, toByteOffset: offset, as: UInt32.self)
    }

    /// Eight hexadecimal digits in lower case; nil where one of the bytes is none.
    @inline(__always)
    private static func lowered(_ word: UInt64) -> UInt64? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops = ones << 7
        guard word & tops == 0 else { return nil }
        // No byte is above 0x7F, so that no sum runs over into the next. A top bit says: at least this.
        let digit = (word &+ ones &* (0x80 - 0x30)) & ~(word &+ ones &* (0x80 - 0x3A))
        let low = word | ones << 5
        let letter = (low &+ ones &* (0x80 - 0x61)) & ~(low &+ ones &* (0x80 - 0x67))
        guard (digit | letter) & tops == tops else { return nil }
        // A digit has this bit already.
        return low
    }

    // MARK: - times

    /// `YYYY-MM-DDThh:mm:ss` with up to 7 decimals, and `Z` or an offset of whole hours that stays within the
    /// month; written as UTC.
    @inline(__always)
    private static func timestamp(_ bytes: Bytes, _ rule: UnsafePointer<ColumnRule>, _ batch: inout RowBatch)
        -> Bool
    {
        let count = bytes.count
        guard count >= 20, count <= 33, rule.pointee.earliest == nil, rule.pointee.latest == nil else {
            return false
        }
        let p = bytes.baseAddress!
        guard p[4] == UInt8(ascii: "-"), p[7] == UInt8(ascii: "-"), p[10] == UInt8(ascii: "T"),
            p[13] == UInt8(ascii: ":"), p[16] == UInt8(ascii: ":"),
            p[0] &- 0x31 <= 8, isDigit(p[1]), isDigit(p[2]), isDigit(p[3])
        else { return false }
        let month = pair(p + 5)
        let minute = pair(p + 14)
        let second = pair(p + 17)
        var day = pair(p + 8)
        var hour = pair(p + 11)
        // Every month has 28 days.
        guard month &- 1 < 12, day &- 1 < 28, hour < 24, minute < 60, second < 60 else { return false }
        var at = 19
        if p[19] == UInt8(ascii: ".") {
            at = 20
            while at < count, isDigit(p[at]) { at &+= 1 }
            guard at > 20, at <= 27 else { return false }
        }
        let fractionEnd = at
        if at == count { return false }
        if p[at] == UInt8(ascii: "Z") {
            guard at + 1 == count else { return false }
        } else {
            guard at + 6 == count, p[at] == UInt8(ascii: "+"), p[at + 3] == UInt8(ascii: ":"),
                p[at + 4] == 0x30, p[at + 5] == 0x30
            else { return false }
            let offset = pair(p + at + 1)
            guard offset <= 14 else { return false }
            if hour >= offset {
                hour -= offset
            } else {
                guard day > 1 else { return false }
                (day, hour) = (day - 1, hour + 24 - offset)
            }
        }
        let room = batch.appendRoom(28)
        UnsafeMutableRawPointer(room).copyMemory(from: p, byteCount: 19)
        put(day, room + 8)
        put(hour, room + 11)
        room[19] = UInt8(ascii: ".")
        for place in 20..<27 { room[place] = place < fractionEnd ? p[place] : 0x30 }
        room[27] = UInt8(ascii: "Z")
        return true
    }

    /// Two digits as a number; more than any two digits are where one is none.
    @inline(__always)
    private static func pair(_ p: UnsafePointer<UInt8>) -> UInt {
        let tens = UInt(p[0] &- 0x30)
        let ones = UInt(p[1] &- 0x30)
        return tens < 10 && ones < 10 ? tens &* 10 &+ ones : 255
    }

    @inline(__always)
    private static func put(_ number: UInt, _ room: UnsafeMutablePointer<UInt8>) {
        room[0] = UInt8(truncatingIfNeeded: 0x30 &+ number / 10)
        room[1] = UInt8(truncatingIfNeeded: 0x30 &+ number % 10)
    }
}
