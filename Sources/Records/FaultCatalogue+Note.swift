extension FaultCode {
    /// The entry of a code that is only written down; nil for all others.
    var noteWords: FaultWords? {
        switch self {
        case .unknownField:
            .note(
                da: "filen har et felt, som kontrakten ikke nævner; det er ikke læst",
                en: "the file has a field that the contract does not name; it was not read",
                doDa: "Føj feltet til kontrakten, hvis det skal bruges.", doEn: "Add the field to the contract if it is wanted.")
        case .reorderedColumns:
            .note(
                da: "kolonnerne står i en anden rækkefølge end før", en: "the columns are in another order than before",
                doDa: "Intet: kolonner findes ved navn.", doEn: "Nothing: columns are found by name.")
        case .missingOptionalColumn:
            .note(
                da: "en kolonne, som ikke er krævet, mangler", en: "a column that is not required is missing",
                doDa: "Bed om kolonnen, hvis dens nøgletal savnes.", doEn: "Ask for the column if its key figures are missed.")
        case .mojibake:
            .note(
                da: "tekst ser ud til at være kodet to gange", en: "text seems to have been encoded twice",
                doDa: "Bed leverandøren rette eksporten; teksten er gemt, som den kom.",
                doEn: "Ask the supplier to mend the export; the text is kept as it came.")
        case .otherEncoding:
            .note(
                da: "filen har en anden tegnkodning end aftalt", en: "the file has another encoding than agreed",
                doDa: "Ret leverancens beskrivelse, hvis det skal blive sådan.", doEn: "Mend the feed's description if it is to stay so.")
        case .otherSeparator:
            .note(
                da: "filen har et andet skilletegn end aftalt", en: "the file has another separator than agreed",
                doDa: "Ret leverancens beskrivelse, hvis det skal blive sådan.", doEn: "Mend the feed's description if it is to stay so.")
        case .mixedLineEnds:
            .note(
                da: "filen blander linjeskift", en: "the file mixes line ends",
                doDa: "Intet: alle linjeskift læses.", doEn: "Nothing: every line end is read.")
        case .extraMember:
            .note(
                da: "arkivfilen har flere filer end den med data", en: "the archive has files beside the data file",
                doDa: "Intet: de andre filer læses ikke.", doEn: "Nothing: the other files are not read.")
        case .renamedColumn:
            .note(
                da: "en kolonne ser ud til at have fået et nyt navn", en: "a column seems to have a new name",
                doDa: "Er det den samme, så skriv det nye navn under `map` i leverancens beskrivelse.",
                doEn: "If it is the same one, write its new name under `map` in the feed's description.")
        case .volume:
            .note(
                da: "filen har langt flere eller færre rækker, end leverancen plejer", en: "the file has far more or far fewer rows than usual",
                doDa: "Undersøg årsagen. Filen er læst; er den forkert, så læg den rigtige i inbound.",
                doEn: "Find out why. The file was read; if it is wrong, put the right one into inbound.")
        default: changeWords
        }
    }

    /// The entry of a code that says what a delivery changes; such a file is held, or taken and told.
    private var changeWords: FaultWords? {
        let (doDa, doEn) = (
            "Undersøg, om det skal være sådan. Er det forkert, så læg den rigtige fil i inbound.",
            "See whether it is to be so. If it is wrong, put the right file into inbound.")
        func note(_ da: String, _ en: String) -> FaultWords { .note(da: da, en: en, doDa: doDa, doEn: doEn) }
        return switch self {
        case .keysGone: note("rækker er forsvundet fra leverancen", "rows are gone from the delivery")
        case .columnEmptied: note("en kolonne er blevet tom", "a column has become empty")
        case .sumChanged: note("en sum er en helt anden end før", "a sum is quite another than before")
        case .valueJump: note("en værdi springer", "a value jumps")
        case .valuesScaled: note("en hel kolonne har en anden størrelse end før", "a whole column is of another size than before")
        case .periodOverlap: note("perioder dækker hinanden", "periods cover each other")
        case .sameNight: note("to filer fra samme nat vil det samme", "two files of one night are about the same")
        case .doubledRows: note("hver række står der flere gange", "every row is there more than once")
        default: nil
        }
    }
}
