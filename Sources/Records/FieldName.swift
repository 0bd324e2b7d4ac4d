/// Names of fields and columns across deliveries.
public enum FieldName {
    /// Lower case, namespace prefix dropped, æ → ae, ø → oe, å → aa, everything but letters and digits dropped: with that the same mapping
    /// reads OIS, Datafordeler and GraphQL names of the register, and headers typed with other case, spaces or underscores.
    public static func normalised(_ name: some StringProtocol) -> String {
        let local = name.lastIndex(of: ":").map { name[name.index(after: $0)...].description } ?? name.description
        var result = ""
        for character in local.lowercased() {
            switch character {
            case "æ": result += "ae"
            case "ø": result += "oe"
            case "å": result += "aa"
            case _ where character.isLetter || character.isNumber: result.append(character)
            default: break
            }
        }
        return result
    }
}
