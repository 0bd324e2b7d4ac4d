extension FaultCode {
    /// The entry of a code that refuses a file; nil for all others.
    var fileWords: FaultWords? {
        switch self {
        case .notAFile:
            .file(
                da: "det er ikke en almindelig fil", en: "this is not a regular file",
                doDa: "Læg selve filen i inbound, ikke et link eller en mappe.",
                doEn: "Put the file itself into inbound, not a link or a folder.")
        case .unreadable:
            .file(
                da: "filen kan ikke læses", en: "the file cannot be read",
                doDa: "Ret filens adgangsrettigheder og kør igen.",
                doEn: "Mend the permissions of the file and run again.")
        case .changedWhileRead:
            .file(
                da: "filen blev ændret, mens den blev læst", en: "the file changed while it was read",
                doDa: "Vent, til filen er skrevet færdig, og kør igen.",
                doEn: "Wait until the file is completely written and run again.")
        case .inUse:
            .file(
                da: "nogen har filen åben", en: "somebody has the file open",
                doDa: "Luk filen (i Excel?), og kør igen.", doEn: "Close the file (in Excel?) and run again.")
        case .vanished:
            .file(
                da: "filen forsvandt, før den blev åbnet", en: "the file was gone before it was opened",
                doDa: "Intet, hvis nogen har flyttet den. Ellers læg den i inbound igen.",
                doEn: "Nothing, if somebody moved it. If not, put it into inbound again.")
        case .unfinished:
            .file(
                da: "filen er ikke skrevet færdig", en: "the file is not completely written",
                doDa: "Vent, til overførslen er færdig, og kør igen.",
                doEn: "Let the transfer finish and run again.")
        case .emptyFile:
            .file(
                da: "filen er tom", en: "the file is empty",
                doDa: "Bed leverandøren om en ny fil.", doEn: "Ask the supplier for a new file.")
        case .unknownFeed:
            .file(
                da: "ingen leverance passer til filen", en: "no feed matches the file",
                doDa: "Ret filnavnet eller overskrifterne, eller beskriv leverancen i pipelines/1_raw.",
                doEn: "Mend the file name or the header, or describe the feed in pipelines/1_raw.")
        case .ambiguousFeed:
            .file(
                da: "flere leverancer passer til filen", en: "several feeds match the file",
                doDa: "Giv filen et navn, som kun én leverance har.",
                doEn: "Give the file a name that one feed alone matches.")
        case .archiveDamaged:
            .file(
                da: "arkivfilen er beskadiget", en: "the archive is damaged",
                doDa: "Hent filen igen.", doEn: "Fetch the file again.")
        case .archiveTruncated:
            .file(
                da: "arkivfilen er afkortet", en: "the archive is cut off",
                doDa: "Hent filen igen, og vent, til overførslen er færdig.",
                doEn: "Fetch the file again and let the transfer finish.")
        case .archiveLimit:
            .file(
                da: "arkivfilen pakker mere ud end tilladt",
                en: "the archive unpacks to more than is allowed",
                doDa: "Undersøg filen. Er den ægte, så bed om den delt op.",
                doEn: "Look into the file. If it is genuine, ask for it in parts.")
        case .archiveMember:
            .file(
                da: "arkivfilen har ikke netop én fil med data",
                en: "the archive does not hold exactly one data file",
                doDa: "Pak filerne enkeltvis, uden mapper og links.",
                doEn: "Pack the files one by one, without folders and links.")
        case .archiveMethod:
            .file(
                da: "arkivfilen er pakket på en måde, som ikke læses",
                en: "the archive is packed in a way that is not read",
                doDa: "Pak filen som almindelig ZIP uden adgangskode (7-Zip: Deflate) eller som gzip.",
                doEn: "Pack the file as an ordinary ZIP without a password (7-Zip: Deflate) or as gzip.")
        case .notATable:
            .file(
                da: "filen er ikke en tabel", en: "the file is no table",
                doDa:
                    """
                    Hent selve dataene (er det en loginside, så log ind først), eller gem regnearket \
                    som .xlsx eller CSV.
                    """,
                doEn:
                    """
                    Get the data themselves (log in first, if it is a log-in page), or save the sheet \
                    as .xlsx or CSV.
                    """
            )
        case .missingSheet:
            .file(
                da: "regnearket har ikke det ark, som leverancens beskrivelse nævner",
                en: "the workbook has not the sheet that the feed's description names",
                doDa: "Giv arket sit navn igen, eller ret `sheet` i leverancens beskrivelse.",
                doEn: "Give the sheet its name again, or mend `sheet` in the feed's description.")
        case .encoding:
            .file(
                da: "filen passer ikke med sin tegnkodning", en: "the file does not fit its encoding",
                doDa: "Bed om filen i UTF-8, eller ret tegnkodningen i leverancens beskrivelse.",
                doEn: "Ask for the file in UTF-8, or mend the encoding in the feed's description.")
        case .xmlSyntax:
            .file(
                da: "filen er ikke gyldig XML", en: "the file is not well-formed XML",
                doDa: "Bed leverandøren om en ny fil.", doEn: "Ask the supplier for a new file.")
        case .xmlDoctype:
            .file(
                da: "filen har en DOCTYPE, som ikke er tilladt",
                en: "the file has a DOCTYPE, which is not allowed",
                doDa: "Undersøg, om det er den rigtige fil: registeret leverer aldrig en DOCTYPE.",
                doEn: "See whether it is the right file: the register never delivers a DOCTYPE.")
        case .xmlDepth:
            .file(
                da: "filens elementer ligger for dybt i hinanden",
                en: "the elements of the file are nested too deeply",
                doDa: "Undersøg, om det er den rigtige fil.", doEn: "See whether it is the right file.")
        case .xmlTextSize:
            .file(
                da: "et felt i filen er større end tilladt", en: "a field of the file is larger than allowed",
                doDa: "Undersøg, om det er den rigtige fil.", doEn: "See whether it is the right file.")
        case .xmlNoProgress:
            .file(
                da: "filen har for meget opmærkning uden indhold",
                en: "the file has too much markup without content",
                doDa: "Undersøg, om det er den rigtige fil.", doEn: "See whether it is the right file.")
        case .xmlTruncated:
            .file(
                da: "filen er afkortet", en: "the file is cut off",
                doDa: "Hent filen igen, og vent, til overførslen er færdig.",
                doEn: "Fetch the file again and let the transfer finish.")
        case .wrongRoot:
            .file(
                da: "filen begynder ikke med det ventede element",
                en: "the file does not begin with the expected element",
                doDa: "Undersøg, om det er den rigtige fil.", doEn: "See whether it is the right file.")
        case .wrongRecord:
            .file(
                da: "filens poster hører til en anden leverance",
                en: "the records of the file belong to another feed",
                doDa: "Ret filnavnet, så det passer til indholdet.",
                doEn: "Mend the file name so that it fits the content.")
        case .tooManyUnknown:
            .file(
                da: "filen har for mange ukendte felter", en: "the file has too many unknown fields",
                doDa: "Undersøg, om leverandøren har ændret formatet.",
                doEn: "See whether the supplier has changed the format.")
        case .missingHeader:
            .file(
                da: "filen har ingen overskrifter", en: "the file has no header",
                doDa: "Bed om filen med kolonnernes navne i første linje.",
                doEn: "Ask for the file with the names of its columns in the first line.")
        case .missingColumn:
            .file(
                da: "en krævet kolonne mangler", en: "a required column is missing",
                doDa: "Bed om kolonnen, eller skriv dens nye navn under `map` i leverancens beskrivelse.",
                doEn: "Ask for the column, or write its new name under `map` in the feed's description.")
        case .duplicateColumn:
            .file(
                da: "to kolonner har samme navn", en: "two columns have the same name",
                doDa: "Bed om en fil, hvor hver kolonne står én gang.",
                doEn: "Ask for a file that has each column once.")
        case .nulByte:
            .file(
                da: "filen har nul-tegn og er nok ikke skrevet færdig",
                en: "the file has NUL bytes and was probably not completely written",
                doDa: "Hent filen igen.", doEn: "Fetch the file again.")
        case .limit:
            .file(
                da: "filen er større, end en af grænserne tillader",
                en: "the file is larger than one of the limits allows",
                doDa: "Undersøg, om det er den rigtige fil.", doEn: "See whether it is the right file.")
        case .controlSum:
            .file(
                da: "filens egen sum passer ikke med dens rækker",
                en: "the file's own total does not match its rows",
                doDa: "Bed leverandøren om en fil, der stemmer.",
                doEn: "Ask the supplier for a file that adds up.")
        case .personalData:
            .file(
                da: "filen ser ud til at indeholde et CPR-nummer", en: "the file seems to hold a CPR number",
                doDa:
                    """
                    Bed om filen uden personoplysninger. Den tilbageholdte fil slettes efter fristen \
                    (retention.held_days).
                    """,
                doEn:
                    """
                    Ask for the file without personal data. The held file goes after its time \
                    (retention.held_days).
                    """
            )
        case .erased:
            .file(
                da: "filen er slettet og må ikke komme igen", en: "the file was erased and may not come back",
                doDa: "Bed om en fil uden det, der blev slettet. Denne slettes med næste nat.",
                doEn: "Ask for a file without what was erased. This one goes with the next night.")
        case .overTolerance:
            .file(
                da: "flere rækker er sat til side, end kontrakten tåler",
                en: "more rows were set aside than the contract tolerates",
                doDa: "Se rækkerne i why.txt ved siden af filen, og bed om en rettet fil.",
                doEn: "Look at the rows in why.txt beside the file and ask for a corrected file.")
        case .foreignFile:
            .file(
                da: "ingen række i filen hører til en af jeres kommuner",
                en: "no row of the file is of a municipality of yours",
                doDa:
                    """
                    Bed om filen for jeres egne kommuner. Er koden jeres, så skriv den under \
                    `authorities` i pipelines/nightly.yaml.
                    """,
                doEn:
                    """
                    Ask for the file of your own municipalities. If the code is yours, write it under \
                    `authorities` in pipelines/nightly.yaml.
                    """
            )
        case .openQuote:
            .file(
                da: "et anførselstegn åbner et felt, som sluger de følgende linjer",
                en: "a quote opens a field that swallows the lines after it",
                doDa:
                    """
                    Sæt feltet i anførselstegn med tegnet i teksten dobbelt, eller slet det løse tegn, \
                    og lever filen igen.
                    """,
                doEn:
                    """
                    Put the field in quotes with those inside doubled, or delete the stray quote, and \
                    deliver the file again.
                    """
            )
        case .mergedCells:
            .file(
                da: "en kolonne ser ud til at have flettede celler: tomt under en værdi",
                en: "a column seems to have merged cells: blank under a value",
                doDa:
                    """
                    Udfyld hver celle (i Excel: ophæv fletningen, og fyld nedad), eller skriv \
                    `fill_down` i leverancens beskrivelse.
                    """,
                doEn:
                    """
                    Fill every cell (in Excel: unmerge and fill down), or write `fill_down` in the \
                    feed's description.
                    """
            )
        case .monthFirst:
            .file(
                da: "kolonnens datoer har måneden først", en: "the column's dates have the month first",
                doDa:
                    """
                    Bed om datoerne som 2026-02-28, eller skriv formen under `dates` i leverancens \
                    beskrivelse.
                    """,
                doEn:
                    """
                    Ask for the dates as 2026-02-28, or write their form under `dates` in the feed's \
                    description.
                    """
            )
        case .held:
            .file(
                da: "filen er holdt tilbage", en: "the file is held",
                doDa: "Er den rigtig, så giv den fri med `kvadratur release`. Ellers bed om en rettet fil.",
                doEn:
                    """
                    If it is right, let it through with `kvadratur release`. If not, ask for a \
                    corrected file.
                    """
            )
        case .serialGap:
            .file(
                da: "der mangler en leverance før denne", en: "a delivery before this one is missing",
                doDa: "Hent de manglende filer, eller bed om et nyt totaludtræk.",
                doEn: "Fetch the missing files, or ask for a new total.")
        case .serialOrder:
            .file(
                da: "leverancens nummer følger ikke efter den forriges",
                en: "the number of the delivery does not follow the one before",
                doDa: "Undersøg, om filen er leveret før. Er den rettet, så bed om et nyt totaludtræk.",
                doEn: "See whether the file was delivered before. If it was corrected, ask for a new total.")
        default: nil
        }
    }
}
