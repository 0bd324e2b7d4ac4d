import ArgumentParser
import Records
import Stages

/// `kvadratur erase`: what may not be kept.
struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract:
            """
            Erase delivered files, and everything that came from them, from warehouse, archive, refused \
            files and old backups.
            """,
        discussion: """
            The figures and the report are made again without them at once. What is kept is that a file was \
            erased, its name and SHA-256, by whom and why; \
            the same bytes are refused from then on, and a backup that is restored erases them again. Copies \
            of the warehouse (those that a restore put \
            aside, and what --backup names) go when they hold such a file and are older than \
            retention.backup_days (90); younger ones are named. \
            Earlier editions and copies of the archive elsewhere stay: the command says which editions. \
            Without a choice of files it lists what was erased.
            """)

    @OptionGroup var place: RootOptions
    @Argument(help: "Deliveries by name, or by the first eight or more digits of their SHA-256.")
    var files: [String] = []
    @Option(help: "Only deliveries of this feed; without FILE all of them.")
    var feed: String?
    @Option(help: "Only deliveries before this day (YYYY-MM-DD); without FILE all of them.")
    var before: CalendarDay?
    @Option(help: "The role that answers for it.")
    var by: String?
    @Option(help: "Why.")
    var why: String?
    @Option(
        help: "A backup, or a folder with backups (NAME.sqlite), to look through; may be given several times."
    )
    var backup: [String] = []
    @Option(help: "The night's date (YYYY-MM-DD); otherwise today in the authority's time zone.")
    var asOf: CalendarDay?
    @Flag(help: "Say what would go, and change nothing.")
    var dryRun = false

    private var isAsked: Bool { !files.isEmpty || feed != nil || before != nil }

    func validate() throws {
        if isAsked, !dryRun, by == nil || why == nil {
            throw ValidationError("erasing needs --by ROLE and --why TEXT")
        }
        if !isAsked, by != nil || why != nil || !backup.isEmpty || dryRun {
            throw ValidationError("say what to erase: FILE, --feed or --before")
        }
    }

    func run() throws {
        StopRequest.listen()
        let erase = try Erase(root: place.folder)
        guard isAsked else { return Output.write(try erase.list()) }
        let request = Erase.Request(
            files: files, feed: feed, before: before, by: by ?? "", why: why ?? "", backups: backup)
        if dryRun {
            for line in try erase.dryRun(request) { Output.write(line + "\n") }
            return
        }
        let progress = Progress()
        let done = try erase.erase(request, asOf: asOf, progress: progress)
        for line in done.lines { Output.write(line + "\n") }
        NightSummary(outcome: done.outcome, asOf: done.asOf, root: place.folder).print(to: progress)
        if done.outcome.exitCode != .good { throw ArgumentParser.ExitCode(done.outcome.exitCode.rawValue) }
    }
}
