/// Names of fields and columns across deliveries.
public enum FieldName {
    /// Between a name and a number: which of the columns of that name is meant.
    public static let nth: Character = "\u{1F}"

    /// The name of the `number`th column of a name, counted from 1.
    public static func of(_ name: String, nth number: Int) -> String { "\(name)\(nth)\(number)" }

    /// A name for people to read: `Area (2.)` for the second column of the name.
    public static func inWords(_ name: String) -> String {
        let parts = name.split(separator: nth, maxSplits: 1)
        return parts.count == 2 ? "\(parts[0]) (\(parts[1]).)" : name
    }

    /// What each column of a header may be called, normalised: its name, and its name with its number among
    /// the columns of that name.
    public static func normalised(header: [String]) -> [[String]] {
        var seen: [String: Int] = [:]
        return header.map { name in
            let plain = normalised(name)
            seen[plain, default: 0] += 1
            return [plain, of(plain, nth: seen[plain]!)]
        }
    }

    /// Lower case, namespace prefix dropped, æ → ae, ø → oe, å → aa, everything but letters and digits
    /// dropped: with that the same mapping reads OIS, Datafordeler and GraphQL names of the register, and
    /// headers typed with other case, spaces or underscores.
    public static func normalised(_ name: some StringProtocol) -> String {
        let local =
            name.lastIndex(of: ":").map { name[name.index(after: $0)...].description } ?? name.description
        var result = ""
        for character in local.lowercased() {
            switch character {
            case "æ": result += "ae"
            case "ø": result += "oe"
            case "å": result += "aa"
            case nth: result.append(character)
            case _ where character.isLetter || character.isNumber: result.append(character)
            default: break
            }
        }
        return result
    }
}
