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
            if plain, index - start == 10, isDate(bytes, at: start) { return true }
            if index - start == 6, isDate(bytes, at: start), hasSerial(bytes, at: index) { return true }
        }
        return false
    }

    /// A hyphen and exactly four digits.
    private static func hasSerial(_ bytes: Bytes, at index: Int) -> Bool {
        guard index + 5 <= bytes.count, bytes[index] == UInt8(ascii: "-"), bytes.digits(at: index + 1, 4) != nil else { return false }
        return index + 5 == bytes.count || !isDigit(bytes[index + 5])
    }

    private static func isDate(_ bytes: Bytes, at start: Int) -> Bool {
        guard var day = bytes.digits(at: start, 2), let month = bytes.digits(at: start + 2, 2), let year = bytes.digits(at: start + 4, 2) else {
            return false
        }
        // Provisional numbers have 60 added to the day.
        if day > 60 { day -= 60 }
        // The century is not known: 29 February counts in every fourth year.
        return (1...12).contains(month) && day >= 1 && day <= CalendarDate.days(in: month, of: 2000 + year)
    }
}
