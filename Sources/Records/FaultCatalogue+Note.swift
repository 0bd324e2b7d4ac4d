extension FaultCode {
    /// The entry of a code that is only written down; nil for all others.
    var noteWords: FaultWords? {
        switch self {
        case .unknownField:
            .note(
                da: "filen har et felt, som kontrakten ikke nævner; det er ikke læst",
                en: "the file has a field that the contract does not name; it was not read",
                doDa: "Føj feltet til kontrakten, hvis det skal bruges.",
                doEn: "Add the field to the contract if it is wanted.")
        case .reorderedColumns:
            .note(
                da: "kolonnerne står i en anden rækkefølge end før",
                en: "the columns are in another order than before",
                doDa: "Intet: kolonner findes ved navn.", doEn: "Nothing: columns are found by name.")
        case .missingOptionalColumn:
            .note(
                da: "en kolonne, som ikke er krævet, mangler", en: "a column that is not required is missing",
                doDa: "Bed om kolonnen, hvis dens nøgletal savnes.",
                doEn: "Ask for the column if its key figures are missed.")
        case .mojibake:
            .note(
                da: "tekst ser ud til at være kodet to gange", en: "text seems to have been encoded twice",
                doDa: "Bed leverandøren rette eksporten; teksten er gemt, som den kom.",
                doEn: "Ask the supplier to mend the export; the text is kept as it came.")
        case .otherEncoding:
            .note(
                da: "filen har en anden tegnkodning end aftalt",
                en: "the file has another encoding than agreed",
                doDa: "Ret leverancens beskrivelse, hvis det skal blive sådan.",
                doEn: "Mend the feed's description if it is to stay so.")
        case .otherSeparator:
            .note(
                da: "filen har et andet skilletegn end aftalt",
                en: "the file has another separator than agreed",
                doDa: "Ret leverancens beskrivelse, hvis det skal blive sådan.",
                doEn: "Mend the feed's description if it is to stay so.")
        case .mixedLineEnds:
            .note(
                da: "filen blander linjeskift", en: "the file mixes line ends",
                doDa: "Intet: alle linjeskift læses.", doEn: "Nothing: every line end is read.")
        case .openEnd:
            .note(
                da: "filens sidste linje er ikke afsluttet, som den plejer: filen kan være afkortet",
                en: "the file's last line has no end, as it used to have: the file may be cut off",
                doDa: "Se, om den sidste række er hel. Er den ikke, så hent filen igen.",
                doEn: "See whether the last row is whole. If it is not, fetch the file again.")
        case .extraMember:
            .note(
                da: "arkivfilen har flere filer end den med data",
                en: "the archive has files beside the data file",
                doDa: "Intet: de andre filer læses ikke.", doEn: "Nothing: the other files are not read.")
        case .renamedColumn:
            .note(
                da: "en kolonne ser ud til at have fået et nyt navn", en: "a column seems to have a new name",
                doDa: "Er det den samme, så skriv det nye navn under `map` i leverancens beskrivelse.",
                doEn: "If it is the same one, write its new name under `map` in the feed's description.")
        case .volume:
            .note(
                da: "filen har langt flere eller færre rækker, end leverancen plejer",
                en: "the file has far more or far fewer rows than usual",
                doDa: "Undersøg årsagen. Filen er læst; er den forkert, så læg den rigtige i inbound.",
                doEn: "Find out why. The file was read; if it is wrong, put the right one into inbound.")
        default: noteOfReading
        }
    }
}

extension FaultCode {
    /// Notes of what was read in spite of its form.
    private var noteOfReading: FaultWords? {
        switch self {
        case .foundEncoding:
            .note(
                da: "filens tegnkodning er fundet ud fra dens tegn",
                en: "the file's encoding was found by its characters",
                doDa: "Intet: teksten er læst.", doEn: "Nothing: the text was read.")
        case .titleLines:
            .note(
                da: "der står linjer over overskrifterne; de er sprunget over",
                en: "lines stand above the header; they were passed over",
                doDa: "Intet: overskrifterne findes ved deres navne.",
                doEn: "Nothing: the header is found by its names.")
        case .namelessColumn:
            .note(
                da: "en kolonne har intet navn; den er ikke læst",
                en: "a column has no name; it was not read",
                doDa: "Giv kolonnen et navn, hvis den skal bruges.",
                doEn: "Give the column a name if it is wanted.")
        case .repeatedColumn:
            .note(
                da: "to kolonner, som ingen kontrakt bruger, har samme navn; de er ikke læst",
                en: "two columns that no contract wants have the same name; they were not read",
                doDa: "Intet. Skal en af dem bruges, så skriv hvilken under `map` (nth).",
                doEn: "Nothing. If one of them is wanted, say which under `map` (nth).")
        case .trailingSeparators:
            .note(
                da: "rækker har flere eller færre skilletegn i enden end overskrifterne",
                en: "rows have more or fewer separators at their end than the header",
                doDa: "Intet: felterne i enden er tomme.", doEn: "Nothing: the fields at the end are empty.")
        case .blankRows:
            .note(
                da: "filen har tomme rækker; de er ikke poster",
                en: "the file has blank rows; they are no records",
                doDa: "Intet.", doEn: "Nothing.")
        case .emptyForm:
            .note(
                da: "rækker er ikke udfyldt; de siger intet", en: "rows are not filled in; they say nothing",
                doDa: "Intet: udfyld dem, når der er noget at sige.",
                doEn: "Nothing: fill them in when there is something to say.")
        case .foldedKey:
            .note(
                da: "en nøgle var stavet med andre tegn; den er læst som den, den ligner",
                en: "a key was spelt with other characters; it was read as the one that it looks like",
                doDa: "Intet. Kilden bør bruge almindelige bindestreger og mellemrum.",
                doEn: "Nothing. The source should use plain hyphens and spaces.")
        case .listedKey:
            .note(
                da:
                    """
                    en nøgle var stavet anderledes end i den tabel, den henviser til; den er læst som \
                    den eneste, den kan være
                    """,
                en:
                    """
                    a key was spelt otherwise than in the table that it refers to; it was read as the \
                    only one that it can be
                    """,
                doDa: "Intet. Kilden bør skrive nøglen som listen; i Excel skal kolonnen være tekst.",
                doEn:
                    """
                    Nothing. The source should write the key as the list does; in Excel the column must \
                    be text.
                    """
            )
        case .otherSpelling:
            .note(
                da: "en værdi var skrevet på en anden måde end aftalt; den kan kun læses på én måde",
                en: "a value was written in another way than agreed; it can be read in one way only",
                doDa: "Intet: værdien er læst.", doEn: "Nothing: the value was read.")
        case .rounded:
            .note(
                da: "et tal har flere cifre, end der kan gemmes; det er afrundet",
                en: "a number has more digits than can be kept; it was rounded",
                doDa: "Intet.", doEn: "Nothing.")
        case .cutText:
            .note(
                da: "en tekst er længere end grænsen; den er afkortet",
                en: "a text is longer than its limit; it was cut",
                doDa:
                    """
                    Intet: resten af rækken er læst. Hæv grænsen i kontrakten, hvis hele teksten skal \
                    gemmes.
                    """,
                doEn:
                    """
                    Nothing: the rest of the row was read. Raise the limit in the contract if the whole \
                    text is to be kept.
                    """
            )
        case .nullWord:
            .note(
                da: "et ord som NULL står i stedet for en værdi; det er læst som ikke oplyst",
                en: "a word such as NULL stands for a value; it was read as not given",
                doDa: "Bed leverandøren lade cellen stå tom.",
                doEn: "Ask the supplier to leave the cell empty.")
        case .lostLetters:
            .note(
                da: "bogstaver er gået tabt og blevet til spørgsmålstegn",
                en: "letters were lost and became question marks",
                doDa: "Bed om filen igen i UTF-8; navne, som andre filer henviser til, mødes ikke.",
                doEn: "Ask for the file again in UTF-8; names that other files refer to do not meet.")
        case .doubtfulNumber:
            .note(
                da:
                    """
                    en tekst har ti cifre, som kan være et CPR-nummer; teksten er ikke gemt, resten af \
                    rækken er
                    """,
                en:
                    """
                    a text has ten digits that may be a CPR number; the text was not kept, the rest of \
                    the row was
                    """,
                doDa:
                    """
                    Se efter i kilden, hvad kolonnens tal er, og bed om filen uden CPR-numre, hvis det \
                    er det.
                    """,
                doEn:
                    """
                    See at the source what the column's numbers are, and ask for the file without CPR \
                    numbers if that is what they are.
                    """
            )
        case .otherAuthority:
            .note(
                da: "rækker hører til kommuner, der ikke er jeres; de er sat til side",
                en: "rows belong to municipalities that are not yours; they were set aside",
                doDa:
                    """
                    Bestil udtrækket for jeres egne kommuner alene. Er koden jeres, så skriv den under \
                    `authorities` i pipelines/nightly.yaml.
                    """,
                doEn:
                    """
                    Order the extract for your own municipalities alone. If the code is yours, write it \
                    under `authorities` in pipelines/nightly.yaml.
                    """
            )
        case .leftOut:
            .note(
                da: "rækker er ikke blandt dem, leverancens beskrivelse beholder; de er udeladt",
                en: "rows are none of those that the feed keeps; they were left out",
                doDa: "Intet, hvis `keep` i leverancens beskrivelse siger det rette.",
                doEn: "Nothing, if `keep` in the feed says the right thing.")
        case .newChannel:
            .note(
                da: "rækkerne kommer ad en ny vej", en: "the rows come by a new way",
                doDa: "Se, at tallene er, som de skal være; det sker kun, når en leverance skifter vej.",
                doEn:
                    """
                    See that the figures are as they should be; it happens only when a delivery changes \
                    its way.
                    """
            )
        case .missingAuthority:
            .note(
                da: "leverancen har intet om en kommune, der er jeres; dens gamle rækker er stadig i kraft",
                en: "the delivery has nothing of a municipality of yours; its old rows are still in force",
                doDa:
                    """
                    Bed om et udtræk med kommunen. Er den ikke jeres mere, så tag koden ud af \
                    `authorities` i pipelines/nightly.yaml.
                    """,
                doEn:
                    """
                    Ask for an extract with it. If it is no longer yours, take its code out of \
                    `authorities` in pipelines/nightly.yaml.
                    """
            )
        default: sheetWords ?? changeWords
        }
    }

    /// Notes of a workbook's sheet.
    private var sheetWords: FaultWords? {
        switch self {
        case .hiddenRows:
            .note(
                da: "arket har skjulte eller frafiltrerede rækker; de er læst",
                en: "the sheet has rows that are hidden or filtered out; they were read",
                doDa: "Intet. Skal de ikke med, så slet dem.",
                doEn: "Nothing. Delete them if they do not belong to it.")
        case .hiddenColumns:
            .note(
                da: "arket har skjulte kolonner; de er læst",
                en: "the sheet has hidden columns; they were read",
                doDa: "Intet. Skal de ikke med, så slet dem.",
                doEn: "Nothing. Delete them if they do not belong to it.")
        case .hiddenSheet:
            .note(
                da: "det læste ark er skjult i regnearket",
                en: "the sheet that was read is hidden in the workbook",
                doDa:
                    """
                    Er det et andet ark, der skal læses, så skriv dets navn under `sheet` i leverancens \
                    beskrivelse.
                    """,
                doEn: "If another sheet is meant, write its name under `sheet` in the feed's description.")
        case .mergedHeader:
            .note(
                da: "der er flettede celler i eller over overskrifterne; navnet gælder den første kolonne",
                en: "cells in or above the header are merged; the name is the first column's",
                doDa: "Giv hver kolonne sit eget navn, hvis de andre skal bruges.",
                doEn: "Give each column a name of its own if the others are wanted.")
        case .mergedRange:
            .note(
                da: "der er flettede celler blandt rækkerne; værdien gælder den første celle",
                en: "cells among the rows are merged; the value is the first cell's",
                doDa:
                    """
                    Ophæv fletningen, og udfyld hver celle, eller skriv `fill_down` i leverancens \
                    beskrivelse.
                    """,
                doEn: "Unmerge them and fill each cell, or write `fill_down` in the feed's description.")
        case .otherSheets:
            .note(
                da: "flere ark har de samme overskrifter; kun det første er læst",
                en: "other sheets have the same header; the first alone was read",
                doDa:
                    """
                    Saml rækkerne i ét ark, lever arkene hver for sig, eller skriv det rigtige ark \
                    under `sheet` i leverancens beskrivelse.
                    """,
                doEn:
                    """
                    Put the rows into one sheet, deliver the sheets one by one, or write the right \
                    sheet under `sheet` in the feed's description.
                    """
            )
        case .percentCells:
            .note(
                da: "celler har procentformat; de er læst som de vises, 0,12 som 12 %",
                en: "cells are formatted as percent; they were read as shown, 0.12 as 12 %",
                doDa: "Intet.", doEn: "Nothing.")
        case .uncalculated:
            .note(
                da: "formler har ingen gemt værdi; deres celler er læst som tomme",
                en: "formulas have no stored value; their cells were read as empty",
                doDa: "Åbn filen i Excel, gem den, og lever den igen.",
                doEn: "Open the file in Excel, save it and deliver it again.")
        default: nil
        }
    }

    /// The entry of a code that says what a delivery changes; such a file is held, or taken and told.
    private var changeWords: FaultWords? {
        let (doDa, doEn) = (
            "Undersøg, om det skal være sådan. Er det forkert, så læg den rigtige fil i inbound.",
            "See whether it is to be so. If it is wrong, put the right file into inbound."
        )
        func note(_ da: String, _ en: String) -> FaultWords { .note(da: da, en: en, doDa: doDa, doEn: doEn) }
        return switch self {
        case .keysGone: note("rækker er forsvundet fra leverancen", "rows are gone from the delivery")
        case .columnEmptied: note("en kolonne er blevet tom", "a column has become empty")
        case .sumChanged: note("en sum er en helt anden end før", "a sum is quite another than before")
        case .valueJump: note("en værdi springer", "a value jumps")
        case .valuesScaled:
            note(
                "en hel kolonne har en anden størrelse end før",
                "a whole column is of another size than before")
        case .periodOverlap: note("perioder dækker hinanden", "periods cover each other")
        case .sameNight:
            note("to filer fra samme nat vil det samme", "two files of one night are about the same")
        case .cameAgain: note("en ældre fil er kommet igen", "an older file came again")
        case .doubledRows: note("hver række står der flere gange", "every row is there more than once")
        default: nil
        }
    }
}
