import Contracts
import Records
import Warehouse

/// The operator's sentences: place, what is wrong, what happened to it, next command.
enum Messages {
    /// One line per fault, up to twenty, and what to do.
    static func rejects(_ rejects: [Reject], file: LedgerFile, claim: Claim) -> String {
        let faults = rejects.flatMap(\.faults)
        var lines = faults.prefix(20).map { line($0, file: claim.place) }
        if faults.count > 20 { lines.append("  … and \(Figures.count(faults.count - 20)) more faults in this file") }
        let rows = rejects.count == 1 ? "the row was" : "\(Figures.count(rejects.count)) rows were"
        lines.append("  \(rows) set aside; \(Figures.count(file.rowsLoaded)) of \(Figures.count(file.recordsRead)) were loaded. To see them: kvadratur rejects \(file.feed ?? "")")
        return lines.joined(separator: "\n")
    }

    static func refusal(_ file: LedgerFile, claim: Claim, places: Places, heldUntil: CalendarDay? = nil) -> String {
        guard let fault = file.fault else { return "\(claim.place): refused" }
        if fault.code == .personalData {
            let until = heldUntil.map { " until \($0)" } ?? ""
            return line(fault, file: claim.place) + "\n  it is held in .kvadratur/refused/\(claim.sha256.prefix(12))\(until), for this account alone, and nothing of it is in the archive; last night's data of \(file.feed ?? "the feed") stay in force; next: ask for the file without CPR numbers"
        }
        let moved = fault.code == .unknownFeed
            ? "it stays in inbound/; give it a name or header that a feed in pipelines/1_raw knows, or take it away"
            : "it was set aside in .kvadratur/refused/\(claim.sha256.prefix(12)); last night's data of \(file.feed ?? "the feed") stay in force; next: put a whole file into inbound/"
        return line(fault, file: claim.place) + "\n  " + moved
    }

    /// `inbound/bookings.csv:1042:7: "31-02-2026" is not a date (bad_date)`.
    static func line(_ fault: Fault, file: String) -> String {
        let place = "\(file):\(fault.position.line)" + (fault.position.column.map { ":\($0)" } ?? "")
        let record = fault.position.line == 1 && fault.position.record > 1 ? " record \(Figures.count(fault.position.record)):" : ""
        return "\(place):\(record) \(FaultSentence.text(fault, language: .en)) (\(fault.code.rawValue))"
    }
}
