/// A question mark where a letter must have been: what is left of æ, ø and å behind a code page that lacks
/// them; and the mark of a byte that was no character.
enum LostLetters {
    static func matches(_ bytes: Bytes) -> Bool {
        for index in bytes.indices {
            if bytes[index] == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF,
                bytes[index + 2] == 0xBD
            {
                return true
            }
            guard bytes[index] == UInt8(ascii: "?"), index + 1 < bytes.count, isLetter(bytes[index + 1])
            else { continue }
            let isBehindLetter = index > 0 && isLetter(bytes[index - 1])
            // Behind a question comes a capital letter, and a space before it.
            let isLower = bytes[index + 1] >= 0x61
            if isLower, isBehindLetter || index == 0 || bytes[index - 1] == 0x20 { return true }
        }
        return false
    }
}
