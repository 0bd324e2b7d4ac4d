import Records

/// Recognises what looks like a Danish personal number (CPR), which no feed may hold.
enum PersonalNumber {
    /// `ddMMyy-xxxx`, or the ten digits alone where `plain` asks for it, with a possible date and not inside a longer number.
    static func isIn(_ bytes: Bytes, plain: Bool) -> Bool {
        guard bytes.count >= 10 else { return false }
        var index = 0
        while index < bytes.count {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            if start > 0, isHexLetter(bytes[start - 1]) { continue }
            if plain, index - start == 10, isDate(bytes, at: start), isEnd(bytes, index) { return true }
            if index - start == 6, isDate(bytes, at: start), hasSerial(bytes, at: index), isEnd(bytes, index + 5) { return true }
        }
        return false
    }

    /// A hyphen and four digits.
    private static func hasSerial(_ bytes: Bytes, at index: Int) -> Bool {
        index < bytes.count && bytes[index] == UInt8(ascii: "-") && bytes.digits(at: index + 1, 4) != nil
    }

    private static func isEnd(_ bytes: Bytes, _ index: Int) -> Bool {
        index == bytes.count || !(isDigit(bytes[index]) || isHexLetter(bytes[index]))
    }

    /// Beside one of these the digits are a part of a UUID: one in some thousands of them looks like a personal number.
    private static func isHexLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= 0x61 && lower <= 0x66
    }

    private static func isDate(_ bytes: Bytes, at start: Int) -> Bool {
        guard var day = bytes.digits(at: start, 2), let month = bytes.digits(at: start + 2, 2), let year = bytes.digits(at: start + 4, 2) else {
            return false
        }
        // Provisional numbers have 60 added to the day.
        if day > 60 { day -= 60 }
        // The century is not known: 29 February counts in every fourth year.
        return (1...12).contains(month) && day >= 1 && day <= CalendarDay.days(in: month, of: 2000 + year)
    }
}
