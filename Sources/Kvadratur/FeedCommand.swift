import ArgumentParser
import Records
import Stages

/// `kvadratur feed`: from a file that somebody has to a delivery that is understood.
struct FeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Look at files before they are delivered.",
        subcommands: [FeedTryCommand.self, FeedSuggestCommand.self])
}

/// Which files are looked at, and how it is told.
struct LookOptions: ParsableArguments {
    @Option(help: "da or en; otherwise the language of pipelines/nightly.yaml.")
    var language: Language?
    @Option(help: "The night's date (YYYY-MM-DD); otherwise today in the authority's time zone.")
    var asOf: CalendarDay?
    @Argument(help: "Files, wherever they lie.")
    var files: [String]

    /// Exit code 1 where somebody should look.
    func say(_ text: String, _ isGood: Bool) throws {
        Output.write(text)
        if !isGood { throw ArgumentParser.ExitCode(Stages.ExitCode.attention.rawValue) }
    }
}

/// `kvadratur feed try`: a file read as a night would read it, and nothing touched.
struct FeedTryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Say what of a file would be loaded, set aside and noted, and touch nothing.",
        discussion: """
            CSV and workbooks (.xlsx, .xlsm, .ods), register files too. Each file is read as a night would \
            read it, beside what is in force and what \
            the files before it brought: also whether it would be held. Exit code 1: somebody should look \
            before it is delivered.
            """)

    @OptionGroup var place: RootOptions
    @Option(help: "The feed that the files are of; otherwise as a night finds it, by name or header.")
    var feed: String?
    @OptionGroup var look: LookOptions

    func run() throws {
        StopRequest.listen()
        let (text, isGood) = try FeedTrial(root: place.folder, asOf: look.asOf, language: look.language).text(
            look.files, feed: feed)
        try look.say(text, isGood)
    }
}

/// `kvadratur feed suggest`: how a file would be read that no feed knows yet.
struct FeedSuggestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Guess which columns of a file are which, and what its feed's file must say to read it.",
        discussion: """
            Any CSV file or workbook: encoding, separator, header line, forms of numbers and dates are \
            found, and the columns by their names \
            (pipelines/0_given/column_names.csv, add your own) and values. Shown are the guess with up to \
            ten values each, what is missing, what the \
            feed's file would be given, and what would then be loaded and set aside. Nothing is changed \
            without --write, which adds to the feed's \
            file in pipelines/1_raw and takes nothing away. Exit code 1: somebody should look.
            """)

    @OptionGroup var place: RootOptions
    @Option(help: "The feed that the files are of; otherwise the likeliest.")
    var feed: String?
    @Option(help: "The sheet of a workbook; otherwise the likeliest.")
    var sheet: String?
    @Option(
        name: .customLong("say"),
        help:
            """
            What every row says, as COLUMN=VALUE (tenure=owned), where the file has no such column; may \
            be given several times.
            """
    )
    var says: [String] = []
    @Flag(help: "Write it into the feed's file.")
    var write = false
    @OptionGroup var look: LookOptions

    func run() throws {
        StopRequest.listen()
        let suggestion = try FeedSuggestion(root: place.folder, asOf: look.asOf, language: look.language)
        let request = FeedSuggestion.Request(feed: feed, sheet: sheet, says: says, writes: write)
        let (text, isGood) = try suggestion.text(look.files, request)
        try look.say(text, isGood)
    }
}
