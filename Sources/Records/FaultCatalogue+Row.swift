extension FaultCode {
    /// The entry of a code that sets a row aside; nil for all others.
    var rowWords: FaultWords? {
        switch self {
        case .fieldCount:
            .row(
                da: "rækken har ikke lige så mange felter som overskriften",
                en: "the row does not have as many fields as the header",
                doDa: "Se efter et ekstra eller manglende skilletegn i linjen.",
                doEn: "Look for an extra or missing separator in the line.")
        case .badQuote:
            .row(
                da: "anførselstegnene i rækken passer ikke sammen", en: "the quotes of the row do not match",
                doDa: "Sæt feltet i anførselstegn, og skriv anførselstegn i teksten dobbelt.",
                doEn: "Put the field in quotes and double the quotes inside it.")
        case .missingValue:
            .row(
                da: "en krævet værdi mangler", en: "a required value is missing",
                doDa: "Udfyld feltet i kildesystemet.", doEn: "Fill the field in at the source.")
        case .badInteger:
            .value(
                da: "er ikke et helt tal", en: "is not a whole number",
                doDa: "Skriv tallet med cifre alene.", doEn: "Write the number in digits alone.")
        case .badNumber:
            .value(
                da: "er ikke et tal", en: "is not a number",
                doDa: "Skriv tallet, som leverancens beskrivelse siger, uden enhed.",
                doEn: "Write the number as the feed's description says, without a unit.")
        case .badMoney:
            .value(
                da: "er ikke et beløb", en: "is not an amount of money",
                doDa: "Skriv beløbet i kroner med højst to decimaler.",
                doEn: "Write the amount in kroner with at most two decimals.")
        case .otherCurrency:
            .value(
                da: "er ikke i danske kroner", en: "is not in Danish kroner",
                doDa: "Omregn beløbet til kroner i kildesystemet.",
                doEn: "Convert the amount to kroner at the source.")
        case .badDate:
            .value(
                da: "er ikke en dato", en: "is not a date",
                doDa: "Skriv en dato, som findes i kalenderen, på den form leverancens beskrivelse nævner.",
                doEn: "Write a date that is in the calendar, in the form that the feed's description names.")
        case .badTimestamp:
            .value(
                da: "er ikke et tidspunkt", en: "is not a point in time",
                doDa: "Skriv tidspunktet som 2026-02-28T13:45:00Z.",
                doEn: "Write the time as 2026-02-28T13:45:00Z.")
        case .badYear:
            .value(
                da: "er ikke et årstal", en: "is not a year",
                doDa: "Skriv året med fire cifre.", doEn: "Write the year in four digits.")
        case .badPeriod:
            .value(
                da: "er ikke en periode", en: "is not a period",
                doDa: "Skriv perioden som 2026, 2026-02 eller 2026-Q1.",
                doEn: "Write the period as 2026, 2026-02 or 2026-Q1.")
        case .badUUID:
            .value(
                da: "er ikke et UUID", en: "is not a UUID",
                doDa: "Skriv de 32 hexadecimale cifre i grupper på 8-4-4-4-12.",
                doEn: "Write the 32 hexadecimal digits in groups of 8-4-4-4-12.")
        case .badBoolean:
            .value(
                da: "er hverken ja eller nej", en: "is neither yes nor no",
                doDa: "Skriv ja eller nej.", doEn: "Write ja or nej.")
        case .badPoint:
            .value(
                da: "er ikke et punkt", en: "is not a point",
                doDa: "Skriv punktet som POINT (øst nord) i meter.",
                doEn: "Write the point as POINT (east north) in metres.")
        case .badID:
            .value(
                da: "er ikke et nummer af cifre alene", en: "is not a number of digits alone",
                doDa: "Skriv nummeret, som det står i kildesystemet.",
                doEn: "Write the number as the source has it.")
        case .badText:
            .value(
                da: "har tegn, som en tekst ikke kan have", en: "has characters that a text cannot have",
                doDa: "Fjern styretegnene i kildesystemet.",
                doEn: "Remove the control characters at the source.")
        case .tooLong:
            .value(
                da: "er for lang", en: "is too long",
                doDa: "Forkort teksten, eller hæv grænsen i kontrakten.",
                doEn: "Shorten the text, or raise the limit in the contract.")
        case .wrongLength:
            .value(
                da: "har ikke den rigtige længde", en: "does not have the right length",
                doDa: "Se efter foranstillede nuller, som et regneark har fjernet.",
                doEn: "Look for leading zeros that a spreadsheet has removed.")
        case .outOfRange:
            .value(
                da: "er uden for grænserne", en: "is out of range",
                doDa: "Ret værdien i kildesystemet, eller grænsen i kontrakten.",
                doEn: "Mend the value at the source, or the bounds in the contract."
            )
        case .unknownCode:
            .value(
                da: "er ikke i kodelisten", en: "is not in the code list",
                doDa: "Ret koden, eller føj den til kodelisten i pipelines/0_given.",
                doEn: "Mend the code, or add it to the code list in pipelines/0_given.")
        case .unknownReference:
            .value(
                da: "henviser til noget, der ikke findes", en: "refers to something that does not exist",
                doDa: "Ret henvisningen, eller lever det, den henviser til.",
                doEn: "Mend the reference, or deliver what it refers to.")
        case .excelError:
            .value(
                da: "er en fejl fra et regneark", en: "is an error of a spreadsheet",
                doDa: "Ret formlen, eller gør kolonnen bredere, før filen gemmes.",
                doEn: "Mend the formula, or widen the column, before saving the file.")
        case .totalRow:
            .row(
                da: "rækken er en sum og ikke en post", en: "the row is a total and not a record",
                doDa: "Intet, hvis rækken er filens egen sum.",
                doEn: "Nothing, if the row is the file's own total.")
        case .duplicateKey:
            .row(
                da: "to forskellige rækker har samme nøgle", en: "two different rows have the same key",
                doDa: "Ret eller slet den ene i kildesystemet.",
                doEn: "Mend or delete one of them at the source.")
        case .repeatedHeader:
            .row(
                da: "rækken gentager overskrifterne", en: "the row repeats the header",
                doDa: "Intet: rækken er ikke en post.", doEn: "Nothing: the row is no record.")
        case .noData:
            .row(
                da: "rækken har ingen data: alt, der kræves, er tomt",
                en: "the row holds no data: all that is required is blank",
                doDa: "Intet, hvis det er en note eller en rest fra et regneark.",
                doEn: "Nothing, if it is a note or what a spreadsheet left.")
        case .repeatedField:
            .row(
                da: "et felt står flere gange i samme post",
                en: "a field is there more than once in one record",
                doDa: "Bed leverandøren om en rettet fil.", doEn: "Ask the supplier for a corrected file.")
        default: nil
        }
    }
}
