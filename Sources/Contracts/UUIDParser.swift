/// UUIDs, written into a buffer of 36 bytes in lower case without braces; the zero UUID is null.
public enum UUIDParser {
    /// The UUID, as a view of the buffer: it is good until the buffer is used again. `.null` for the zero
    /// UUID, `.bad(.badUUID)` for all else, in which case the buffer holds nothing of use.
    ///
    /// - Parameters:
    ///   - bytes: 36 characters, or 38 with braces; letters in either case.
    ///   - buffer: room for 36 bytes.
    public static func parse(_ bytes: Bytes, into buffer: UnsafeMutablePointer<UInt8>) -> Parsed<Bytes> {
        var start = 0
        if bytes.count == 38, bytes[0] == UInt8(ascii: "{"), bytes[37] == UInt8(ascii: "}") {
            start = 1
        } else if bytes.count != 36 {
            return .bad(.badUUID)
        }
        var anyDigit: UInt8 = 0
        for index in 0..<36 {
            var byte = bytes[start + index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return .bad(.badUUID) }
            } else if isDigit(byte) {
                anyDigit |= byte & 0x0F
            } else {
                byte |= 0x20
                guard byte >= 0x61, byte <= 0x66 else { return .bad(.badUUID) }
                anyDigit |= byte
            }
            buffer[index] = byte
        }
        return anyDigit == 0 ? .null : .value(Bytes(start: buffer, count: 36))
    }
}
