import Records

/// What each column type is called and how it is kept, for the documentation.
public enum TypeNames {
    /// The type's name for people.
    public static func name(_ type: ColumnType) -> Wording {
        switch type {
        case .text: Wording(da: "tekst", en: "text")
        case .code: Wording(da: "kode", en: "code")
        case .key: Wording(da: "nøgle", en: "key")
        case .uuids: Wording(da: "UUID'er", en: "UUIDs")
        case .id: Wording(da: "nummer", en: "number of digits")
        case .rowID: Wording(da: "rækkens nøgle", en: "key of the row")
        case .uuid: Wording(da: "UUID", en: "UUID")
        case .integer: Wording(da: "helt tal", en: "whole number")
        case .number: Wording(da: "tal", en: "number")
        case .money: Wording(da: "beløb", en: "amount")
        case .percent: Wording(da: "procent", en: "percent")
        case .date: Wording(da: "dato", en: "date")
        case .period: Wording(da: "periode", en: "period")
        case .timestamp: Wording(da: "tidspunkt (UTC)", en: "time (UTC)")
        case .localTimestamp: Wording(da: "lokalt tidspunkt", en: "local time")
        case .utcMidnight: Wording(da: "dato (leveret i UTC)", en: "date (delivered in UTC)")
        case .year: Wording(da: "årstal", en: "year")
        case .boolean: Wording(da: "ja/nej", en: "yes/no")
        case .easting: Wording(da: "østkoordinat", en: "easting")
        case .northing: Wording(da: "nordkoordinat", en: "northing")
        }
    }

    /// How a value of the type is read and kept.
    public static func rule(_ type: ColumnType) -> Wording {
        switch type {
        case .text:
            Wording(
                da: "som leveret, uden blanke i enderne; ingen styretegn",
                en: "as delivered, without outer blanks; no control characters")
        case .code:
            Wording(da: "tekst på én linje; 00 og 0 er forskellige", en: "one line of text; 00 and 0 differ")
        case .key:
            Wording(
                da:
                    """
                    som en kode; ens tegn er ens: bindestreger, mellemrum, sammensatte bogstaver, \
                    usynlige tegn
                    """,
                en:
                    """
                    like a code; what looks alike is alike: hyphens, spaces, composed letters, \
                    characters that nobody sees
                    """
            )
        case .uuids:
            Wording(
                da: "et eller flere UUID'er med hvad som helst imellem",
                en: "one or more UUIDs, whatever stands between them")
        case .id:
            Wording(
                da: "cifre alene, gemt som tekst med foranstillede nuller",
                en: "digits alone, kept as text with leading zeros")
        case .rowID:
            Wording(da: "cifre, eller et UUID med små bogstaver", en: "digits, or a UUID in lower case")
        case .uuid:
            Wording(
                da: "små bogstaver uden klammer; UUID'et af nuller er tomt",
                en: "lower case without braces; the UUID of zeros is null")
        case .integer: Wording(da: "højst 64 bit", en: "at most 64 bits")
        case .number: Wording(da: "højst 15 betydende cifre", en: "at most 15 significant digits")
        case .money: Wording(da: "kroner, gemt som hele øre", en: "kroner, kept as whole øre")
        case .percent:
            Wording(da: "med eller uden %, gemt i procent", en: "with or without %, kept in percent")
        case .date:
            Wording(
                da: "i leverancens form, gemt som 2026-02-28", en: "in the feed's form, kept as 2026-02-28")
        case .period: Wording(da: "2026, 2026-02 eller 2026-Q1", en: "2026, 2026-02 or 2026-Q1")
        case .timestamp:
            Wording(da: "gemt med syv decimaler på sekundet", en: "kept with seven decimals of a second")
        case .localTimestamp:
            Wording(
                da: "uden tidszone, gemt med tre decimaler", en: "without a zone, kept with three decimals")
        case .utcMidnight:
            Wording(
                da: "lokal midnat skrevet i UTC, gemt som dansk dato; 1753-01-01 er tom",
                en: "a local midnight written in UTC, kept as the Danish date; 1753-01-01 is null")
        case .year: Wording(da: "fire cifre; 0 er tom", en: "four digits; 0 is null")
        case .boolean:
            Wording(
                da: "0/1, true/false, ja/nej, yes/no; gemt som 0 eller 1",
                en: "0/1, true/false, ja/nej, yes/no; kept as 0 or 1")
        case .easting:
            Wording(da: "første tal i POINT (Ø N), meter", en: "first number of POINT (E N), metres")
        case .northing:
            Wording(da: "andet tal i POINT (Ø N), meter", en: "second number of POINT (E N), metres")
        }
    }
}
