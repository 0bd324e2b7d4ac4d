import Contracts
import Records
import Warehouse

/// What is said of a file that was tried: what would be loaded, set aside and noted, and what to do next.
struct TrialWords: Speaker {
    let outcome: FeedTrial.Outcome
    let path: String
    let language: Language

    /// Faults and notes that are shown one by one.
    private static let shown = 20

    private func count(_ number: Int) -> String { Thousands.parted(number, language) }

    /// `1 række`, `12 rows`.
    private func rows(_ number: Int) -> String {
        "\(count(number)) " + (number == 1 ? say("række", "row") : say("rækker", "rows"))
    }

    var lines: [String] {
        switch outcome.result {
        case .loaded(let file, let rejects, _, _): loaded(file, rejects)
        case .held(let file):
            [heading(file)]
                + [
                    "  "
                        + say(
                            "filen ville blive holdt tilbage: \(file.faultDanish ?? "")",
                            "the file would be held: \(file.faultEnglish ?? "")")
                ]
                + columns + [
                    end(
                        say(
                            """
                            ret filen og prøv igen; er den rigtig, læg den i inbound/ og kør kvadratur \
                            release, når natten har holdt den
                            """,
                            """
                            mend the file and try again; if it is right, put it into inbound/ and run \
                            kvadratur release once a night has held it
                            """
                        ))
                ]
        case .duplicate(let known):
            [
                "\(path): "
                    + say(
                        "de samme bytes som \(known.name), der er indlæst",
                        "the same bytes as \(known.name), which is loaded"), end(nil),
            ]
        case .returned(let file, _):
            [
                "\(path): "
                    + say(
                        "de samme bytes som \(file.name); den ville gælde igen",
                        "the same bytes as \(file.name); it would be in force again"), end(nil),
            ]
        case .passed:
            [
                "\(path): "
                    + say(
                        "en senere fuld levering har det hele; den ville ikke blive læst",
                        "a later full delivery holds it all; it would not be read"), end(nil),
            ]
        case .waits(let file):
            [
                "\(path): " + say("den ville vente", "it would wait") + " (\(file.code.rawValue))"
                    + (file.detail.map { ": " + $0 } ?? ""), end(nil),
            ]
        case .refused(let file): refused(file)
        }
    }

    private func heading(_ file: LedgerFile) -> String {
        let place = file.sheet.map { "\(path)!\(VisibleText.of($0))" } ?? path
        guard let feed = outcome.match?.feed else { return "\(place):" }
        let title = feed.title[language.rawValue].map { " (\($0))" } ?? ""
        return "\(place): \(feed.name)\(title), \(feed.file)"
    }

    private func loaded(_ file: LedgerFile, _ rejects: [Reject]) -> [String] {
        var parts = [
            say("\(count(file.rowsLoaded)) ville blive indlæst", "\(count(file.rowsLoaded)) would be loaded")
        ]
        func add(_ number: Int, _ da: String, _ en: String) {
            if number > 0 { parts.append("\(count(number)) " + say(da, en)) }
        }
        let aside = rejects.count { !$0.isExpected }
        let totals = rejects.count { $0.isExpected && $0.isTotal }
        add(aside, "lagt til side", "set aside")
        add(totals, "er totaler", "are totals")
        add(rejects.count - aside - totals, "er ingen data", "are no data")
        add(file.rowsUnchanged, "gælder allerede", "are in force already")
        add(file.rowsDuplicate, "står to gange", "came twice")
        add(file.rowsEnded, "afslutter en række", "end a row")
        add(file.rowsNotOurs, "er ikke jeres", "are not yours")
        var lines = [heading(file), "  \(rows(file.recordsRead)): \(parts.joined(separator: ", "))"]
        if file.rowsReplaced > 0 {
            lines.append(
                "  "
                    + say(
                        "\(rows(file.rowsReplaced)), der gælder nu, ville blive afløst",
                        "\(rows(file.rowsReplaced)) that are in force now would be replaced"))
        }
        let faults = rejects.filter { !$0.isExpected }.flatMap(\.faults)
        lines += faults.prefix(Self.shown).map {
            "  " + FaultSentence.line($0, file: file.name, language: language)
        }
        if faults.count > Self.shown {
            lines.append(
                "  … "
                    + say(
                        "og \(count(faults.count - Self.shown)) fejl til",
                        "and \(count(faults.count - Self.shown)) more faults"))
        }
        if outcome.kept > 0 {
            lines.append(
                "  "
                    + say(
                        "\(count(outcome.kept)) af dem beholder deres sidste gode række",
                        "\(count(outcome.kept)) of them keep their last good row"))
        }
        lines += notes + columns
        lines.append(
            end(
                say("læg den i inbound/ og kør: kvadratur run", "put it into inbound/ and run: kvadratur run")
            ))
        return lines
    }

    /// What was noticed, each once with how often.
    private var notes: [String] {
        // Columns that are not there are told as such, in one line.
        let events = outcome.events.filter { $0.code != .missingOptionalColumn }
        let notes = Messages.folded(events).map { event in
            let times = event.count > 1 && event.code != .otherAuthority ? " × \(count(event.count))" : ""
            return "  " + say("noteret: ", "noted: ") + Messages.sentence(event, language)
                + " (\(event.code.rawValue))" + times
        }
        let left = notes.count - Self.shown
        return notes.prefix(Self.shown)
            + (left > 0 ? ["  … " + say("og \(count(left)) til", "and \(count(left)) more")] : [])
    }

    /// From which of the file's columns each of the contract's is read.
    private var columns: [String] {
        let read = outcome.columns.filter { !$0.names.isEmpty }
        guard !read.isEmpty else { return [] }
        let width = read.map(\.column.count).max() ?? 0
        let missing = outcome.columns.filter(\.names.isEmpty).map(\.column)
        return read.map { one in
            let name = one.column + String(repeating: " ", count: width - one.column.count)
            return "  \(name)  " + say("fra", "from")
                + " \(one.names.map(VisibleText.of).joined(separator: ", "))"
        }
            + (missing.isEmpty
                ? [] : ["  " + say("ikke i filen: ", "not in the file: ") + missing.joined(separator: ", ")])
    }

    private func refused(_ file: LedgerFile) -> [String] {
        guard let fault = file.fault else { return ["\(path): " + say("afvist", "refused"), end(nil)] }
        var lines = [FaultSentence.line(fault, file: path, language: language)]
        if let feed = outcome.match?.feed {
            lines.append(
                "  " + say("den ville blive afvist som ", "it would be refused as ")
                    + "\(feed.name) (\(feed.file))")
        }
        lines += columns
        switch fault.code {
        case .unknownFeed, .missingColumn, .missingHeader, .ambiguousFeed:
            lines.append(end("kvadratur feed suggest \(Messages.quoted(path))"))
        default: lines.append(end(fault.code.whatToDo[language]))
        }
        return lines
    }

    private func end(_ next: String?) -> String {
        "  " + say("intet er rørt", "nothing was touched")
            + (next.map { "; " + say("næste: ", "next: ") + $0 } ?? "")
    }
}
