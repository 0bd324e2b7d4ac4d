/// What a cell's number format says about its number.
enum CellForm: Equatable {
    case general
    /// `0%`: the number is a share, and people see it times a hundred.
    case percent
    case date, dateTime, time
    /// `[h]:mm`: hours that may be more than a day's.
    case duration
    /// `0000`: people see so many digits.
    case padded(Int)

    /// The formats that files name by number alone (ECMA-376, 18.8.30).
    static func builtIn(_ number: Int) -> CellForm {
        switch number {
        case 9, 10: .percent
        case 14...17, 27...31, 34...36, 50...54, 57, 58: .date
        case 18...21, 32, 33, 45, 47, 55, 56: .time
        case 22: .dateTime
        case 46: .duration
        default: .general
        }
    }

    /// Told from a format's code; only its first section, the one of positive numbers, counts.
    static func of(code: String) -> CellForm {
        var year = false
        var day = false
        var month = false
        var hour = false
        var second = false
        var elapsed = false
        var percent = false
        var zeros = 0
        var isZeros = true
        var at = code.unicodeScalars.startIndex
        let all = code.unicodeScalars
        scan: while at < all.endIndex {
            let mark = all[at]
            at = all.index(after: at)
            switch mark {
            case ";": break scan
            case "\"":
                isZeros = false
                while at < all.endIndex, all[at] != "\"" { at = all.index(after: at) }
                if at < all.endIndex { at = all.index(after: at) }
            case "\\", "_", "*":
                isZeros = false
                if at < all.endIndex { at = all.index(after: at) }
            case "[":
                var inside = ""
                while at < all.endIndex, all[at] != "]" {
                    inside.unicodeScalars.append(all[at])
                    at = all.index(after: at)
                }
                if at < all.endIndex { at = all.index(after: at) }
                // [h], [mm], [ss]; all other brackets are colours, conditions and languages.
                let lower = inside.lowercased()
                if let first = lower.first, "hms".contains(first), lower.allSatisfy({ $0 == first }) {
                    elapsed = true
                }
                if !inside.hasPrefix("$") { isZeros = false }
            case "a", "A":
                // AM/PM and A/P; their letters are no months.
                isZeros = false
                let rest = String(all[at...]).lowercased()
                for word in ["m/pm", "/p"] where rest.hasPrefix(word) {
                    at = all.index(at, offsetBy: word.count)
                    hour = true
                    break
                }
            case "y", "Y": year = true
            case "d", "D": day = true
            case "m", "M": month = true
            case "h", "H": hour = true
            case "s", "S": second = true
            case "%": percent = true
            case "0": zeros += 1
            case "G", "g":
                // "General", and the eras of Japanese years.
                isZeros = false
                if String(all[at...]).lowercased().hasPrefix("eneral") { at = all.index(at, offsetBy: 6) }
            case "E", "e":
                isZeros = false
                if at < all.endIndex, all[at] == "+" || all[at] == "-" { at = all.index(after: at) }
            default: isZeros = false
            }
        }
        if elapsed { return .duration }
        let isDay = year || day || month && !hour && !second
        if isDay { return hour || second ? .dateTime : .date }
        if hour || second { return .time }
        if percent { return .percent }
        return isZeros && (2...15).contains(zeros) ? .padded(zeros) : .general
    }
}
