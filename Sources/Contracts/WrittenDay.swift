import Records

/// Days and periods as people write them, in forms that can be read in one way only, whatever a feed agreed:
/// they are taken and noted. What could be day or month first (`05/06/2026`), or in either century, is none.
enum WrittenDay {
    /// `30.06.2026`, `3/6-2026`, `30. juni 2026`, `30-JUN-2026`, each also with a time of that day behind it.
    static func day(_ bytes: Bytes) -> CalendarDay? {
        guard (8...40).contains(bytes.count), let parts = Parts(bytes) else { return nil }
        let words = parts.words
        let marks = parts.marks
        guard words.count >= 3, parts.isTime(from: 3) else { return nil }
        guard let day = number(words[0], digits: 1...2), let year = number(words[2], digits: 4...4) else {
            return nil
        }
        if let month = month(words[1]) { return CalendarDay(year: year, month: month, day: day) }
        guard let month = number(words[1], digits: 1...2) else { return nil }
        let isDanish = marks[0] == "." && marks[1] == "." || marks[0] == "/" && marks[1] == "-"
        return isDanish ? CalendarDay(year: year, month: month, day: day) : nil
    }

    /// `202503`, `2025-3`, `03-2025`, `2025/03`, `marts 2025`, `2025M03`, `1. kvartal 2025`, `2025/26`: as
    /// the
    /// period that it is, which of a school year is the year that it begins in.
    static func period(_ bytes: Bytes) -> String? {
        guard (5...24).contains(bytes.count), let parts = Parts(bytes) else { return nil }
        let words = parts.words
        switch words.count {
        case 1:
            guard let both = number(words[0], digits: 6...6), both / 100 >= 1900 else { return nil }
            return monthly(both / 100, both % 100)
        case 2:
            if let year = number(words[0], digits: 4...4) { return behind(year, words[1], parts.marks[0]) }
            guard let year = number(words[1], digits: 4...4) else { return nil }
            if let month = month(words[0]) { return monthly(year, month) }
            guard isMonthly(words[0], parts.marks[0]) else { return nil }
            return number(words[0], digits: 1...2).flatMap { monthly(year, $0) }
        case 3:
            return quarter(words)
        default: return nil
        }
    }

    // MARK: - parts

    private static func behind(_ year: Int, _ word: String, _ mark: String) -> String? {
        if let month = month(word) { return monthly(year, month) }
        guard let number = number(word, digits: 1...4) else { return nil }
        // 2025/26 and 2025-2026 end in the year after; 2010/11 could be a month, and is read as one.
        let isSchoolYear = number == year + 1 || word.count == 2 && number > 12 && number == (year + 1) % 100
        if mark == "/" || mark == "-", isSchoolYear { return "\(year)" }
        return isMonthly(word, mark) ? monthly(year, number) : nil
    }

    /// Of `2025.1` nobody can say whether it was 2025.10 before a spreadsheet took it for a number.
    private static func isMonthly(_ word: String, _ mark: String) -> Bool {
        word.count <= 2 && (mark == "-" || mark == "/" || mark == "." && word.count == 2)
    }

    /// The parts of `Q1 2025`, `2025K1`, `1. kvartal 2025` and `2025M03`.
    private static func quarter(_ words: [String]) -> String? {
        let quarters: Set<String> = ["q", "k", "kv", "kvt", "kvartal", "quarter"]
        let numbers = words.compactMap { number($0, digits: 1...4) }
        guard numbers.count == 2, let word = words.first(where: { number($0, digits: 1...4) == nil }) else {
            return nil
        }
        guard let year = numbers.first(where: { $0 >= 1900 }), let other = numbers.first(where: { $0 < 1900 })
        else { return nil }
        if quarters.contains(word) { return (1...4).contains(other) ? "\(year)-Q\(other)" : nil }
        return word == "m" && words[1] == word ? monthly(year, other) : nil
    }

    private static func monthly(_ year: Int, _ month: Int) -> String? {
        guard (1...12).contains(month), year >= 1000 else { return nil }
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
    }

    private static func number(_ word: String, digits: ClosedRange<Int>) -> Int? {
        digits.contains(word.utf8.count) ? Int(word) : nil
    }

    /// A month by its Danish or English name, whole or its first letters.
    private static func month(_ word: String) -> Int? {
        let names = [
            ["januar", "january"], ["februar", "february"], ["marts", "march"], ["april"], ["maj", "may"],
            ["juni", "june"], ["juli", "july"], ["august"], ["september"], ["oktober", "october"],
            ["november"], ["december"],
        ]
        guard word.utf8.count >= 3 else { return nil }
        let found = names.indices.filter { index in
            names[index].contains { $0 == word || $0.hasPrefix(word) && word.utf8.count <= 4 }
        }
        return found.count == 1 ? found[0] + 1 : nil
    }

    /// A text as its runs of digits and of letters, and what stands between them, without blanks.
    private struct Parts {
        var words: [String] = []
        /// What stands behind each word but the last.
        var marks: [String] = []

        /// Nil for a text with a letter beyond ASCII, or one that begins with a mark.
        init?(_ bytes: Bytes) {
            var word: [UInt8] = []
            var mark: [UInt8] = []
            func kind(_ byte: UInt8) -> Int { isDigit(byte) ? 1 : isLetter(byte) ? 2 : 0 }
            for byte in bytes {
                guard byte < 0x80 else { return nil }
                let now = kind(byte)
                if now == 0 {
                    guard !(words.isEmpty && word.isEmpty) else { return nil }
                    if byte != 0x20 { mark.append(byte) }
                    if !word.isEmpty {
                        words.append(String(decoding: word, as: UTF8.self))
                        word = []
                    }
                    continue
                }
                if let last = word.last, kind(last) != now {
                    words.append(String(decoding: word, as: UTF8.self))
                    word = []
                }
                if word.isEmpty, !words.isEmpty {
                    marks.append(String(decoding: mark, as: UTF8.self))
                    mark = []
                }
                word.append(lowerCased(byte))
            }
            guard !word.isEmpty, mark.isEmpty else { return nil }
            words.append(String(decoding: word, as: UTF8.self))
        }

        /// Whether nothing, or a time of the day, stands from a word on.
        func isTime(from start: Int) -> Bool {
            let rest = words[start...]
            guard !rest.isEmpty else { return true }
            guard (2...4).contains(rest.count), ["", "t"].contains(marks[start - 1]) else { return false }
            let limits = [24, 60, 60]
            for (place, word) in rest.prefix(3).enumerated() {
                guard let number = WrittenDay.number(word, digits: 1...2), number < limits[place] else {
                    return false
                }
            }
            return marks[start...].allSatisfy { $0 == ":" || $0 == "." }
        }
    }
}
