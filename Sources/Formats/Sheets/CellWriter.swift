import Records

/// Writes a cell's value as the text that a contract reads without a doubt about the locale.
struct CellWriter {
    /// The decimal sign that the feed's contract reads.
    let decimal: UInt8
    /// Whether days are counted from 1904.
    var from1904 = false

    /// A number as the file spells it, by its cell's format.
    func number(_ bytes: UnsafeBufferPointer<UInt8>, _ form: CellForm, into row: RowText) {
        switch form {
        case .general:
            if !plain(bytes, into: row) { slow(bytes, shift: 0, into: row) }
        case .percent:
            slow(bytes, shift: 2, into: row)
            row.append(UInt8(ascii: "%"))
        case .padded(let width):
            let isDigits =
                bytes.count < 16 && !bytes.isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) }
            if isDigits { for _ in 0..<max(0, width - bytes.count) { row.append(0x30) } }
            if !plain(bytes, into: row) { slow(bytes, shift: 0, into: row) }
        case .date, .dateTime, .time, .duration:
            guard let value = Self.double(bytes), let made = moment(value, form) else {
                return slow(bytes, shift: 0, into: row)
            }
            row.append(made.utf8)
        }
    }

    // MARK: - numbers

    /// Digits with or without decimals, as nearly every number is: up to fifteen of them are what a double
    /// means. False for all else.
    @inline(__always)
    private func plain(_ bytes: UnsafeBufferPointer<UInt8>, into row: RowText) -> Bool {
        guard bytes.count <= 16, !bytes.isEmpty else { return false }
        var point = -1
        let start = bytes[0] == UInt8(ascii: "-") ? 1 : 0
        for at in start..<bytes.count where !(0x30...0x39).contains(bytes[at]) {
            guard bytes[at] == UInt8(ascii: "."), point < 0, at > start, at + 1 < bytes.count else {
                return false
            }
            point = at
        }
        let whole = (point < 0 ? bytes.count : point) - start
        guard whole > 0, whole == 1 || bytes[start] != 0x30, bytes.count - start - (point < 0 ? 0 : 1) <= 15
        else { return false }
        if point < 0 {
            guard start == 0 || bytes[1] != 0x30 else { return false }
            row.append(bytes)
            return true
        }
        var end = bytes.count
        while bytes[end - 1] == 0x30 { end -= 1 }
        // -0.0 has no sign, and 12. no point.
        guard end > point + 1 else { return false }
        row.append(UnsafeBufferPointer(rebasing: bytes[..<point]))
        row.append(decimal)
        row.append(UnsafeBufferPointer(rebasing: bytes[(point + 1)..<end]))
        // Three decimals look like a group of thousands: a fourth takes the doubt away.
        if end - point == 4 { row.append(0x30) }
        return true
    }

    /// Any spelling of a double; what is none stays as it stands. `shift` moves the decimal sign to the
    /// right.
    private func slow(_ bytes: UnsafeBufferPointer<UInt8>, shift: Int, into row: RowText) {
        guard let value = Self.double(bytes) else { return row.append(bytes) }
        if value == 0 { return row.append(0x30) }
        // The fewest digits that mean this double: 0.1 was meant, whatever seventeen digits say.
        let text = "\(abs(value))".utf8
        let parts = text.split(separator: UInt8(ascii: "e"), maxSplits: 1)
        let mantissa = parts[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        var digits = Array(mantissa[0]) + (mantissa.count > 1 ? Array(mantissa[1]) : [])
        var point = mantissa[0].count + (parts.count > 1 ? Int(String(parts[1])!) ?? 0 : 0) + shift
        while digits.count > 1, digits.first == 0x30 {
            digits.removeFirst()
            point -= 1
        }
        while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
        if value < 0 { row.append(UInt8(ascii: "-")) }
        guard point <= 15, point > -30 else {
            // A spreadsheet keeps fifteen digits: what is longer is named as such, and no number is made up.
            row.append(digits[0])
            if digits.count > 1 { row.append(decimal) }
            row.append(digits[1...])
            row.append("E\(point > 0 ? "+" : "")\(point - 1)".utf8)
            return
        }
        if point <= 0 {
            row.append(0x30)
            row.append(decimal)
            for _ in 0..<(-point) { row.append(0x30) }
            row.append(digits)
            if digits.count - point == 3 { row.append(0x30) }
        } else if point >= digits.count {
            row.append(digits)
            for _ in digits.count..<point { row.append(0x30) }
        } else {
            row.append(digits[..<point])
            row.append(decimal)
            row.append(digits[point...])
            if digits.count - point == 3 { row.append(0x30) }
        }
    }

    /// The number that the bytes spell: no `nan`, no hexadecimal, no words.
    static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard !bytes.isEmpty, bytes.count <= 64,
            bytes.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }),
            let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
        else { return nil }
        return value
    }

    // MARK: - dates

    private static let dayLength = 86_400_000.0

    /// A number of days as the date and time that it stands for; nil where it stands for none.
    private func moment(_ value: Double, _ form: CellForm) -> String? {
        guard value >= 0, value < 3_000_000 else { return nil }
        // Milliseconds: finer than that is the binary fraction's own.
        let total = Int((value * Self.dayLength).rounded())
        let days = total / 86_400_000
        let rest = total % 86_400_000
        if form == .duration { return "\(total / 3_600_000):" + Self.clock(total % 3_600_000, hours: false) }
        if days == 0, !from1904 || form == .time {
            return form == .date && rest == 0 ? "1900-01-00" : Self.clock(rest, hours: true)
        }
        let date: String
        if from1904 {
            guard let day = CalendarDay(daysSince1970: days - 24_107) else { return nil }
            date = day.description
        } else if days == 60 {
            // A day that only spreadsheets know.
            date = "1900-02-29"
        } else {
            guard let day = CalendarDay(daysSince1970: days - (days < 60 ? 25_568 : 25_569)) else {
                return nil
            }
            date = day.description
        }
        return form == .date && rest == 0 ? date : date + "T" + Self.clock(rest, hours: true)
    }

    /// `hh:mm:ss`, with milliseconds where there are some; without hours `mm:ss`.
    private static func clock(_ milliseconds: Int, hours: Bool) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let seconds = milliseconds / 1000
        let rest = milliseconds % 1000
        let fraction = rest == 0 ? "" : "." + String("\(1000 + rest)".dropFirst())
        return (hours ? two(seconds / 3600) + ":" : "") + two(seconds / 60 % 60) + ":" + two(seconds % 60)
            + fraction
    }
}
