import Records

/// Recognises what looks like a Danish personal number (CPR), which no feed may hold.
enum PersonalNumber {
    /// What a text holds: `likely` is a number with the check digit, of which nothing around it says what it
    /// is.
    enum Finding { case none, doubtful, likely, certain }

    /// `ddMMyy-xxxx` is a CPR number. Ten digits alone that may be one are told by what stands before them:
    /// an invoice's number is none, behind the word CPR it is one. Without a word the check digit is evidence
    /// and no proof: numbers that were given out since 2007 need not have it, and one in eleven other numbers
    /// has it by chance (`PersonalEvidence`).
    static func finding(in bytes: Bytes, plain: Bool, named column: String = "") -> Finding {
        guard isIn(bytes, plain: plain) else { return .none }
        if isIn(bytes, plain: false) || isOfPersons(column) { return .certain }
        var worst = Finding.none
        var index = 0
        var numberEnd = 0
        var countsThings = false
        while index < bytes.count {
            guard isDigit(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
            if start > 0, isHexLetter(bytes[start - 1]) { continue }
            let gap = index - start == 6 ? self.gap(bytes, at: index) : 0
            if gap > 0 { index += gap + 4 }
            guard index - start - gap == 10, isDate(bytes, at: start), isEnd(bytes, index) else { continue }
            // A word says what the number behind it is, and those that follow in a list; nothing of a number
            // after other words.
            let before = String(decoding: bytes[from: max(numberEnd, start - 32), to: start], as: UTF8.self)
                .lowercased()
            let goesOn = numberEnd > 0 && countsThings && isBetweenTwoOfAList(before)
            numberEnd = index
            if isOfPersons(before) { return .certain }
            countsThings = goesOn || isOfThings(before)
            if countsThings { continue }
            if hasCheckDigit(bytes, start, gap) {
                worst = .likely
            } else if worst == .none {
                worst = .doubtful
            }
        }
        return worst
    }

    private static func isOfPersons(_ text: String) -> Bool {
        ["cpr", "personnr", "personnummer", "person-nr", "født", "foedt"].contains(where: text.contains)
    }

    /// Whether one of the last three words before a number says that it counts things.
    private static func isOfThings(_ before: String) -> Bool {
        let words = before.split { !($0.isLetter || $0 == "-") }.suffix(3)
        return words.contains { word in things.contains { word.hasPrefix($0) } }
    }

    /// What stands between two numbers of one list: `2011034567, 2011034568 og 2011034569`.
    private static func isBetweenTwoOfAList(_ between: String) -> Bool {
        between.split { !$0.isLetter }.allSatisfy { ["og", "and", "samt", "til"].contains($0) }
            && between.count <= 8
    }

    /// Beginnings of words.
    private static let things = [
        "faktura", "fakt", "bilag", "ordre", "kreditnota", "kreditor", "debitor", "p-nr", "pnr", "p-nummer",
        "produktionsenhed", "cvr", "ean", "gln", "gsrn", "konto", "kontering",
        "rekv", "sag", "journal", "reference", "ref", "måler", "maaler", "serie", "tlf", "telefon", "mobil",
        "kunde", "leverandør", "aftale", "kontrakt", "abonnement", "betaling",
        "giro", "vare", "enhed", "installation", "matrikel", "bfe", "invoice", "order", "batch", "meter",
        "account", "customer", "contract", "bankbilag", "finansbilag", "udbetaling",
        "indkøb", "kreditering", "følgeseddel", "rykker", "licens", "løbenr", "anlæg", "projekt", "opgave",
    ]

    /// The weighted sum of the digits is divisible by eleven.
    private static func hasCheckDigit(_ bytes: Bytes, _ start: Int, _ gap: Int) -> Bool {
        let digits = (0..<10).map { Int(bytes[start + $0 + ($0 < 6 ? 0 : gap)] &- 0x30) }
        return zip(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).reduce(0) { $0 + $1.0 * $1.1 } % 11 == 0
    }

    /// How many bytes part date and serial number, other than a hyphen, where four digits follow: a blank,
    /// also one that does not break, or a point; 0 where nothing does.
    private static func gap(_ bytes: Bytes, at index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        let width: Int
        switch bytes[index] {
        case 0x20: width = 1
        case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: width = 2
        default: return 0
        }
        return bytes.digits(at: index + width, 4) == nil ? 0 : width
    }

    /// `ddMMyy-xxxx`, or the ten digits alone where `plain` asks for it, with a possible date and not inside
    /// a longer number.
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
            guard index - start == 6, isDate(bytes, at: start) else { continue }
            let hyphen = hyphen(bytes, at: index), gap = plain && hyphen == 0 ? gap(bytes, at: index) : hyphen
            if gap > 0, isEnd(bytes, index + gap + 4) { return true }
        }
        return false
    }

    /// How many bytes a hyphen has, where four digits follow: also the long ones that word processors
    /// write; 0 where there is none.
    private static func hyphen(_ bytes: Bytes, at index: Int) -> Int {
        guard index < bytes.count else { return 0 }
        let width: Int
        switch bytes[index] {
        case UInt8(ascii: "-"): width = 1
        case 0xE2 where index + 2 < bytes.count:
            let (second, third) = (bytes[index + 1], bytes[index + 2])
            guard second == 0x80 && (0x90...0x95).contains(third) || second == 0x88 && third == 0x92 else {
                return 0
            }
            width = 3
        default: return 0
        }
        return bytes.digits(at: index + width, 4) == nil ? 0 : width
    }

    private static func isEnd(_ bytes: Bytes, _ index: Int) -> Bool {
        index == bytes.count || !(isDigit(bytes[index]) || isHexLetter(bytes[index]))
    }

    /// Beside one of these the digits are a part of a UUID: one in some thousands of them looks like a
    /// personal number.
    private static func isHexLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= 0x61 && lower <= 0x66
    }

    private static func isDate(_ bytes: Bytes, at start: Int) -> Bool {
        guard var day = bytes.digits(at: start, 2), let month = bytes.digits(at: start + 2, 2),
            let year = bytes.digits(at: start + 4, 2)
        else {
            return false
        }
        // Provisional numbers have 60 added to the day.
        if day > 60 { day -= 60 }
        // The century is not known: 29 February counts in every fourth year.
        return (1...12).contains(month) && day >= 1 && day <= CalendarDay.days(in: month, of: 2000 + year)
    }
}
