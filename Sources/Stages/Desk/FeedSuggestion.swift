import Contracts
import Formats
import Foundation
import Project
import Records

/// `kvadratur feed suggest`: how a file would be read that no feed knows yet, with the lines that its feed's
/// file needs for it.
public struct FeedSuggestion {
    private let root: String
    private let project: Project
    private let asOf: CalendarDay?
    /// The language that is spoken.
    public let language: Language

    /// What a person says beside the file.
    public struct Request {
        /// The feed that the file is of; nil: the likeliest.
        public var feed: String?
        /// The sheet that is meant; nil: the likeliest.
        public var sheet: String?
        /// What every row of such files says, by column: `tenure=owned`.
        public var says: [String]
        /// Write the feed's file, and not only show it.
        public var writes: Bool

        /// A request; what is not said is found out from the file.
        public init(feed: String? = nil, sheet: String? = nil, says: [String] = [], writes: Bool = false) {
            (self.feed, self.sheet, self.says, self.writes) = (feed, sheet, says, writes)
        }
    }

    /// - Parameters:
    ///   - root: the project's folder.
    ///   - asOf: the night on which the files are tried; nil is today.
    ///   - language: nil is the language of the settings.
    /// - Throws: `ConfigurationFailure` where the project is wrong.
    public init(root: String, asOf: CalendarDay? = nil, language: Language? = nil) throws {
        self.root = root
        project = try Project.usable(root: root)
        self.asOf = asOf
        self.language = language ?? project.settings.speaks
    }

    /// A file with the likeliest feed, what that feed's file would say, and what would then become of the
    /// file.
    struct Proposal {
        var path: String
        var guess: FeedGuess
        var amendment: FeedAmendment
        /// The feed's file as it would be; nil where it knows the file already.
        var text: String?
        var trial: FeedTrial.Outcome
        /// Sheets of the workbook that are lists of other feeds.
        var others: [(sheet: String, feed: String)] = []
    }

    /// Looks at files one after the other; what one of them adds to a feed is known to the next.
    ///
    /// - Returns: what is said of them, and whether all of them could be delivered as they are.
    /// - Throws: `UsageFailure` for a path without a plain file, a feed that is not there, or words of the
    ///   request that no column has; what a file itself is refused for is said in the text.
    public func text(_ paths: [String], _ request: Request) throws -> (text: String, isGood: Bool) {
        for path in paths where FileState(path) == nil {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw UsageFailure(
                "\(path): \(isThere ? "it is no plain file" : "there is no such file"); nothing was changed")
        }
        if let name = request.feed { _ = try FeedTrial.feed(name, of: project) }
        var instead: [String: String] = [:]
        var lines: [String] = []
        var isGood = true
        for path in paths {
            let words = SuggestionWords(language: language)
            do {
                let proposal = try propose(path, request, instead)
                if let text = proposal.text { instead[proposal.guess.feed.file] = text }
                lines += words.lines(proposal, isWritten: request.writes)
                if proposal.trial.asksForSomebody || !proposal.guess.missing.isEmpty { isGood = false }
            } catch let refusal as Refusal {
                lines += words.refusal(refusal, path)
                isGood = false
            } catch let nothing as NothingLike {
                lines += words.nothing(nothing)
                isGood = false
            }
        }
        if request.writes {
            let desk = LayerDesk(project, root: root, language: language)
            for (file, text) in instead.sorted(by: { $0.key < $1.key }) { try desk.write(text, to: file) }
        }
        return (lines.joined(separator: "\n") + "\n", isGood)
    }

    /// No list that the project knows looks like the file.
    struct NothingLike: Error {
        var path: String
        var headers: [String]
    }

    func propose(_ path: String, _ request: Request, _ instead: [String: String] = [:]) throws -> Proposal {
        let (project, findings) = Project.load(root: root, instead: instead)
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        let name = (path as NSString).lastPathComponent
        var heads = try TableHead.of(path: path)
        if let sheet = request.sheet {
            heads = heads.filter { $0.sheet?.lowercased() == sheet.lowercased() }
            if heads.isEmpty { throw Refusal(.missingSheet, value: sheet) }
        }
        let guesses = FeedGuesser(project, feed: request.feed).guesses(heads, fileName: name)
        guard var guess = guesses.first, guess.found.count >= 2 || request.feed != nil && !guess.found.isEmpty
        else {
            throw NothingLike(
                path: path, headers: guesses.first?.header ?? heads.first?.rows.first?.cells ?? [])
        }
        let all = guesses.filter {
            $0.head.sheet != guess.head.sheet && $0.found.count >= 2 && $0.missing.isEmpty
        }
        try say(request.says, in: &guess)
        // That such files have no such column is written down with a name that they have: of other files it
        // is still demanded.
        let absent = guess.absent.map { (column: $0.name, value: "") }
        if let index = Self.firstNeeded(guess) { guess.found[index].says += absent }
        var amendment = self.amendment(guess, name)
        if request.sheet != nil { amendment.sheet = guess.head.sheet }
        var (text, trial) = try tried(path, guess, amendment, instead, said: request.feed)
        if case .refused(let file) = trial.result,
            file.fault?.code == .unknownFeed || file.fault?.code == .ambiguousFeed
        {
            // No header tells whose it is: its name does.
            amendment.match = Self.pattern(name)
            (text, trial) = try tried(path, guess, amendment, instead, said: request.feed)
        }
        var proposal = Proposal(path: path, guess: guess, amendment: amendment, text: text, trial: trial)
        var seen: Set<String> = []
        for other in all where seen.insert(other.head.sheet ?? "").inserted {
            proposal.others.append((other.head.sheet ?? "", other.feed.name))
        }
        return proposal
    }

    /// What a person says of every row stands with the name of the column that is there in any case.
    private func say(_ words: [String], in guess: inout FeedGuess) throws {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2,
                guess.feed.contract.columns.contains(where: { $0.name == parts[0] && !$0.drop })
            else {
                throw UsageFailure(
                    """
                    --say \(word): write it as COLUMN=VALUE, with a column of \
                    \(guess.feed.contract.name); nothing was changed
                    """
                )
            }
            guard let index = Self.firstNeeded(guess) else { continue }
            guess.found[index].says.append((parts[0], parts[1]))
        }
    }

    private static func firstNeeded(_ guess: FeedGuess) -> Int? {
        guess.found.firstIndex { $0.column.required } ?? guess.found.indices.first
    }

    private func amendment(_ guess: FeedGuess, _ name: String) -> FeedAmendment {
        var amendment = FeedAmendment()
        let said = Set(guess.said.map(\.column))
        let spoken = guess.feed.says
        for one in guess.found {
            let says = Dictionary(one.says.filter { said.contains($0.column) }.map { ($0.column, $0.value) })
            { first, _ in first }
            let folded = FieldName.normalised(one.header)
            let isKnown = one.nth == nil && one.column.from.contains { FieldName.normalised($0) == folded }
            let isSaid = says.allSatisfy { word in
                spoken.contains { $0.name == folded && $0.column == word.key && $0.value == word.value }
            }
            if isKnown, isSaid { continue }
            amendment.names.append(
                FeedAmendment.Name(column: one.column.name, name: one.header, nth: one.nth, says: says))
        }
        amendment.style = guess.style
        amendment.note =
            language == .da
            ? "Navne i kommunens egne filer (kvadratur feed suggest), sidst fra \(VisibleText.of(name))."
            : """
            Names in the municipality's own files (kvadratur feed suggest), last from \
            \(VisibleText.of(name)).
            """
        return amendment
    }

    /// What would become of the file with the amendment; the feed's text is nil where nothing need be added.
    private func tried(
        _ path: String, _ guess: FeedGuess, _ amendment: FeedAmendment, _ instead: [String: String],
        said: String?
    ) throws -> (String?, FeedTrial.Outcome) {
        var instead = instead
        var text: String?
        let file = guess.feed.file
        if !amendment.isEmpty {
            let now = try instead[file] ?? project.text(ofFile: file)
            text = amendment.text(of: guess.feed, in: now)
            instead[file] = text
        }
        let (project, findings) = Project.load(root: root, instead: instead)
        guard findings.isEmpty else { throw ConfigurationFailure(findings: findings) }
        let trial = try FeedTrial(project, root: root, asOf: asOf, language: language)
        let feed = said.flatMap { name in project.ways.first { $0.name == name } }
        let outcome = try trial.outcomes([path], feed: feed)[0].outcome
        return (text, outcome)
    }

    /// A pattern for names like this one: without its date, with a period where it has one.
    static func pattern(_ name: String) -> String {
        let lower = name.lowercased()
        let stem = lower.firstIndex(of: ".").map { String(lower[..<$0]) } ?? lower
        let word = stem.prefix { !$0.isNumber }.reversed().drop { " -_.(".contains($0) }.reversed()
        let escaped = (word.isEmpty ? stem : String(word)).map {
            $0.isLetter || $0.isNumber ? "\($0)" : $0 == " " ? "[ _-]" : "\\\($0)"
        }.joined()
        return
            """
            ^\(escaped)(?:[-_. ](?<period>\\d{4}(?:-\\d{2}(?:-\\d{2})?)?))?(?:[-_. \
            ].*)?\\.(?:csv|txt)(?:\\.gz)?$
            """
    }
}
