import Contracts
import Records
import Warehouse

/// The operator's sentences: place, what is wrong, what happened to it, next command.
enum Messages {
    /// One line per fault, up to twenty, and what to do.
    static func rejects(_ rejects: [Reject], file: LedgerFile, claim: Claim, kept: Int = 0) -> String {
        let faults = rejects.filter { !$0.isExpected }.flatMap(\.faults)
        var lines = faults.prefix(20).map { FaultSentence.line($0, file: claim.place, language: .en) }
        if faults.count > 20 {
            lines.append("  … and \(Figures.count(faults.count - 20)) more faults in this file")
        }
        // A total that the feed names, a header again and a row without data are left out as agreed: they
        // wait for nobody, here as in `status` and in the report.
        let aside = rejects.count { !$0.isExpected }
        let totals = rejects.count { $0.isExpected && $0.isTotal }
        let empty = rejects.count - aside - totals
        if kept > 0 {
            let whose = kept == aside ? (kept == 1 ? "its" : "their") : "\(Figures.count(kept)) of their"
            lines.append(
                """
                  \(whose) last good \(kept == 1 ? "row stays" : "rows stay") in force until the key \
                comes right or is gone
                """
            )
        }
        var parts = ["\(Figures.count(file.rowsLoaded)) of \(Figures.count(file.recordsRead)) were loaded"]
        if file.rowsUnchanged > 0 {
            parts.append("\(Figures.count(file.rowsUnchanged)) were in force already")
        }
        if file.rowsDuplicate > 0 { parts.append("\(Figures.count(file.rowsDuplicate)) came twice") }
        if file.rowsEnded > 0 { parts.append("\(Figures.count(file.rowsEnded)) ended a row") }
        if file.rowsNotOurs > 0 {
            parts.append(
                "\(Figures.count(file.rowsNotOurs)) \(file.rowsNotOurs == 1 ? "is" : "are") not yours")
        }
        if totals > 0 {
            parts.append("\(Figures.count(totals)) \(totals == 1 ? "is a total" : "are totals")")
        }
        if empty > 0 { parts.append("\(Figures.count(empty)) \(empty == 1 ? "is" : "are") no data") }
        lines.append(
            """
              \(aside == 1 ? "the row was" : "\(Figures.count(aside)) rows were") set aside; \
            \(parts.joined(separator: ", ")).
            """
                + " To see them: kvadratur rejects \(file.feed ?? "")")
        return lines.joined(separator: "\n")
    }

    /// What an audit of severity matter found: the rows that matter most, and what to do.
    static func matter(_ found: AuditResult) -> String {
        let parts = found.says.split(separator: "; next: ", maxSplits: 1).map(String.init)
        var lines =
            ["\(found.table): \(parts[0]): \(Figures.rows(found.rows))"]
            + found.sample.prefix(5).map { "  " + $0 }
        if found.rows > 5 { lines.append("  … and \(Figures.count(found.rows - 5)) more") }
        return (lines + parts.dropFirst().map { "  next: " + $0 }).joined(separator: "\n")
    }

    static func refusal(_ file: LedgerFile, claim: Claim, places: Places, heldUntil: CalendarDay? = nil)
        -> String
    {
        guard let fault = file.fault else { return "\(claim.place): refused" }
        if fault.code == .personalData {
            let until = heldUntil.map { " until \($0)" } ?? ""
            return FaultSentence.line(fault, file: claim.place, language: .en)
                + """
                \n  it is held in .kvadratur/refused/\(file.sha256.prefix(12))\(until), for this \
                account alone, and nothing of it is in the archive; last night's data of \
                \(file.feed ?? "the feed") stay in force; next: ask for the file without CPR numbers
                """
        }
        let moved =
            switch fault.code {
            case .erased:
                """
                it lies in .kvadratur/refused/\(file.sha256.prefix(12)), for this account alone, until \
                the next night; next: ask for a file without what was erased
                """
            case .unknownFeed:
                """
                it stays in inbound/; give it a name or header that a feed in pipelines/1_raw knows, or \
                take it away
                """
            case .unreadable: "it stays in inbound/; next: \(next(fault))"
            default:
                """
                it was set aside in .kvadratur/refused/\(file.sha256.prefix(12)); last night's data of \
                \(file.feed ?? "the feed") stay in force; next: \(next(fault))
                """
            }
        return FaultSentence.line(fault, file: claim.place, language: .en) + "\n  " + moved
    }

    /// A delivery that does not take effect before a person has let it through.
    static func held(_ file: LedgerFile, place: String) -> String {
        guard let fault = file.fault else { return "\(place): held" }
        return "\(place):\(fault.position.line): the file is held: \(fault.detail ?? "") (held)\n  "
            + heldNext(file)
    }

    /// What is left to say when the files of one night took each other's rows again and again.
    static func sameNight(_ feed: String, more: Int) -> String {
        """
        inbound: \(Figures.count(more)) more \(more == 1 ? "file" : "files") of \(feed) took rows of \
        files that came the same night out of force (same_night)
        """
    }

    static func stillHeld(_ file: LedgerFile) -> String {
        "inbound/\(file.name): \(file.faultEnglish ?? "the file is held"), since \(file.claimedOn) (held)\n  "
            + heldNext(file)
    }

    private static func heldNext(_ file: LedgerFile) -> String {
        let name = quoted(file.name)
        return """
            last night's data of \(file.feed ?? "the feed") stay in force; if the file is right: kvadratur \
            release \(name) --by ROLE --why TEXT; \
            if not: put the right file into inbound/, or kvadratur discard \(name) --by ROLE --why TEXT
            """
    }

    /// A file's name as a shell takes it.
    static func quoted(_ name: String) -> String { name.contains(" ") ? "\"\(name)\"" : name }

    /// What an audit of severity tell found, the night that it is news.
    static func audit(_ found: AuditResult, of file: String) -> String {
        """
        \(file): \(found.says): \(Figures.count(found.rows)) (\(found.audit)), the first: \
        \(VisibleText.of(found.sample.first ?? ""))
          the table is built; next: kvadratur status, then mend the file or the list
        """
    }

    /// The warehouse was lost, and what of it could be made again.
    static func lostWarehouse(wasEmpty: Bool, restored: String?) -> String {
        let kept =
            restored.map { "\($0) were restored from the editions" }
            ?? "no edition holds figures of earlier nights or a baseline"
        return """
            .kvadratur/warehouse.sqlite: the warehouse was \(wasEmpty ? "empty" : "not there"), and was made \
            again from the archive
              \(kept); next, if there is a backup: kvadratur restore
            """
    }

    /// Files that are nobody's delivery, in one line.
    static func leftovers(_ names: [String]) -> String {
        let shown =
            names.prefix(5).joined(separator: ", ")
            + (names.count > 5 ? " and \(Figures.count(names.count - 5)) more" : "")
        return
            """
            inbound: \(names.count == 1 ? "1 file is" : "\(Figures.count(names.count)) files are") no \
            delivery and left alone: \(shown)
            """
    }

    /// What lies in `inbound/` and is left alone.
    static func strange(_ file: Inbox.Strange) -> String {
        switch file.reason {
        case .noFile:
            """
            inbound/\(file.name): this is a link, pipe or device, not a file (not_a_file)\n  nothing \
            was opened; put the file itself here
            """
        case .folder:
            """
            inbound/\(file.name): this folder cannot be looked into (unreadable)\n  what may lie in it \
            waits; next: mend its permissions and run again
            """
        case .name:
            """
            inbound/\(file.name): its name has characters that cannot be shown (not_a_file)\n  it was \
            not opened and stays; next: give it a name of letters, digits, - and _
            """
        }
    }

    /// What a person can do about it, as the half sentence behind "next:".
    private static func next(_ fault: Fault) -> String {
        let sentence = fault.code.whatToDo.en
        return sentence.prefix(1).lowercased()
            + (sentence.hasSuffix(".") ? sentence.dropFirst().dropLast() : sentence.dropFirst())
    }
}
