import Contracts
import Project
import Records

/// What is said of a file that somebody wants to deliver: the guess with its values, what is missing, what
/// would be added, and what comes of it.
struct SuggestionWords: Speaker {
    let language: Language

    /// Values of a column that are shown.
    private static let shown = 10

    /// A heading on one line.
    private func shown(_ header: String) -> String {
        VisibleText.of(String(header.map { $0.isNewline || $0 == "\u{B}" ? " " : $0 }))
    }

    func lines(_ proposal: FeedSuggestion.Proposal, isWritten: Bool) -> [String] {
        let guess = proposal.guess
        var lines = [heading(proposal)]
        lines += found(guess)
        lines += lacking(guess)
        lines += added(proposal, isWritten)
        lines += trial(proposal).map { "  " + $0 }
        lines += proposal.others.map(other)
        lines.append(next(proposal, isWritten))
        return lines
    }

    private func heading(_ proposal: FeedSuggestion.Proposal) -> String {
        let guess = proposal.guess
        let head = guess.head
        let place = head.sheet.map { "\(proposal.path)!\(VisibleText.of($0))" } ?? proposal.path
        let title = guess.feed.title[language.rawValue].map { " (\($0))" } ?? ""
        var parts = [say("overskrifter i linje \(guess.headerLine)", "header in line \(guess.headerLine)")]
        if let encoding = head.encoding { parts.append(encoding) }
        if let separator = head.separator {
            parts.append(
                say("skilletegn ", "separator ")
                    + (separator == "\t" ? say("tabulator", "tab") : "\(separator)"))
        }
        let style = guess.style ?? guess.feed.style
        parts.append(say("decimaltegn ", "decimal sign ") + "\(Character(Unicode.Scalar(style.decimal)))")
        if guess.found.contains(where: { $0.column.type == .date }) {
            parts.append(say("datoer ", "dates ") + style.dates.joined(separator: ", "))
        }
        return "\(place): \(guess.feed.name)\(title); \(parts.joined(separator: "; "))"
    }

    private func found(_ guess: FeedGuess) -> [String] {
        let width = guess.found.map(\.column.name.count).max() ?? 0
        return guess.found.flatMap { one -> [String] in
            let values = FeedGuess.values(guess.head, below: guess.headerRow, one.index)
            let name = one.column.name + String(repeating: " ", count: width - one.column.name.count)
            let nth = one.nth.map { " (\($0).)" } ?? ""
            var lines = ["  \(name)  <- \(shown(one.header))\(nth)  \(examples(one.column, values))"]
            let odd = unique(one.misfits)
            if !odd.isEmpty {
                let count = one.misfits.count
                let list =
                    one.column.drop
                    ? ""
                    : ": "
                        + odd.prefix(Self.shown).map { "\"\(VisibleText.of($0))\"" }.joined(separator: ", ")
                let why =
                    one.column.codes.map { say("ikke i kodelisten \($0)", "not in the code list \($0)") }
                    ?? say(
                        "ikke \(TypeNames.name(one.column.type).da)",
                        "no \(TypeNames.name(one.column.type).en)")
                lines.append("  \(String(repeating: " ", count: width))     \(count) \(why)\(list)")
            }
            return lines
        } + guess.said.map(spoken)
    }

    private func spoken(_ word: (column: String, value: String)) -> String {
        if word.value.isEmpty {
            return say(
                "  \(word.column) har filen ikke: den er ukendt",
                "  \(word.column) is not in the file: it is unknown")
        }
        return say(
            "  \(word.column) er \(word.value) i alle rækker",
            "  \(word.column) is \(word.value) in every row")
    }

    /// Up to ten values; none of a column that may name people.
    private func examples(_ column: Column, _ values: [String]) -> String {
        if values.isEmpty { return say("(tom)", "(empty)") }
        if column.drop || column.shownFrom != nil { return say("(vises ikke)", "(not shown)") }
        let some = unique(values).filter { !RowChecker.holdsPersonalNumber($0, plain: column.type == .text) }
        let shown = some.prefix(Self.shown).map {
            VisibleText.of($0.count > 40 ? String($0.prefix(39)) + "…" : $0)
        }
        return shown.joined(separator: " | ") + (some.count > Self.shown ? " | …" : "")
    }

    private func unique(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { seen.insert($0).inserted }
    }

    private func lacking(_ guess: FeedGuess) -> [String] {
        var lines = guess.missing.map { column in
            "  "
                + say(
                    "mangler: \(column.name): uden den læses ingen række",
                    "missing: \(column.name): no row is read without it")
                + " ("
                + say(
                    column.describesDanish.isEmpty ? column.describes : column.describesDanish,
                    column.describes)
                + ")"
        }
        if let code = guess.missing.first(where: { $0.required && $0.codes != nil }) {
            lines.append(
                "    "
                    + say(
                        """
                        er den ens i alle rækker: --say \(code.name)=VÆRDI; ellers sæt en kolonne ind i \
                        arket
                        """,
                        """
                        where it is the same in every row: --say \(code.name)=VALUE; else put a column \
                        into the sheet
                        """
                    ))
        }
        if !guess.unused.isEmpty {
            let names = guess.unused.map { shown(guess.header[$0]) }
            lines.append("  " + say("bruges ikke: ", "not used: ") + names.joined(separator: ", "))
        }
        return lines
    }

    private func added(_ proposal: FeedSuggestion.Proposal, _ isWritten: Bool) -> [String] {
        let file = proposal.guess.feed.file
        guard proposal.text != nil else {
            return ["  " + say("\(file) kender filen, som den er", "\(file) knows the file as it is")]
        }
        let amendment = proposal.amendment
        var lines = [
            "  "
                + (isWritten
                    ? say("\(file) fik:", "\(file) was given:")
                    : say("\(file) ville få:", "\(file) would be given:"))
        ]
        lines += amendment.names.map { "    \($0.column): \($0.item)" }
        if let style = amendment.style {
            lines.append(
                """
                    values: decimal \(Character(Unicode.Scalar(style.decimal))), dates \
                \(style.dates.joined(separator: ", "))
                """
            )
        }
        if let match = amendment.match { lines.append("    match: \(match)") }
        if let sheet = amendment.sheet { lines.append("    sheet: \(sheet)") }
        return lines
    }

    /// What would become of the file, without the columns, which were told.
    private func trial(_ proposal: FeedSuggestion.Proposal) -> [String] {
        var outcome = proposal.trial
        outcome.columns = []
        let lines = TrialWords(outcome: outcome, path: proposal.path, language: language).lines
        // The heading of a file that is read was said already; why one is not read stands in its first line.
        let isRead =
            switch outcome.result {
            case .loaded, .held: true
            default: false
            }
        return lines.dropFirst(isRead ? 1 : 0).dropLast().map { String($0.drop { $0 == " " }) }
    }

    private func other(_ one: (sheet: String, feed: String)) -> String {
        "  "
            + say(
                "arket \(VisibleText.of(one.sheet)) ligner \(one.feed): gem det som en fil for sig",
                "the sheet \(VisibleText.of(one.sheet)) looks like \(one.feed): save it as a file of its own")
    }

    private func next(_ proposal: FeedSuggestion.Proposal, _ isWritten: Bool) -> String {
        let name = Messages.quoted(proposal.path)
        if isWritten || proposal.text == nil {
            return "  "
                + say(
                    "næste: læg filen i inbound/ og kør: kvadratur run",
                    "next: put the file into inbound/ and run: kvadratur run")
        }
        return "  "
            + say(
                "intet er ændret; næste: kvadratur feed suggest --write \(name)",
                "nothing was changed; next: kvadratur feed suggest --write \(name)")
    }

    func refusal(_ refusal: Refusal, _ path: String) -> [String] {
        [
            FaultSentence.line(refusal.fault, file: path, language: language),
            "  " + say("intet er ændret; næste: ", "nothing was changed; next: ")
                + refusal.fault.code.whatToDo[language],
        ]
    }

    func nothing(_ one: FeedSuggestion.NothingLike) -> [String] {
        let headers = one.headers.filter { !$0.isEmpty }.prefix(20).map(VisibleText.of).joined(
            separator: ", ")
        return [
            "\(one.path): " + say("ingen liste ligner den", "no list looks like it")
                + (headers.isEmpty ? "" : " (\(headers))"),
            "  "
                + say(
                    """
                    intet er ændret; næste: --feed NAVN, hvis du ved, hvad den er; navnene kan tilføjes \
                    i pipelines/0_given/column_names.csv
                    """,
                    """
                    nothing was changed; next: --feed NAME if you know what it is; names can be added \
                    in pipelines/0_given/column_names.csv
                    """
                ),
        ]
    }
}
