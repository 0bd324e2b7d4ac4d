import Project
import Records
import Warehouse

/// What lies in `inbound/` and is left there: said each night, and a matter for a person from the second
/// night on, or at once where only a person can get what is missing.
enum Waiting {
    /// A half-written file by its name, or one that changed while it was watched or read.
    static func unfinished(_ file: InboxFile, code: FaultCode = .unfinished, asOf: CalendarDay)
        -> LedgerWaiting
    {
        LedgerWaiting(name: file.name, code: code, firstSeen: asOf.description)
    }

    /// A delta whose predecessor has not come.
    static func gap(_ claim: Claim, _ match: FeedFinder.Match, after last: Int?, asOf: CalendarDay)
        -> LedgerWaiting
    {
        LedgerWaiting(
            name: claim.file.name, code: .serialGap, feed: match.feed.name,
            detail: detail(match.serial, after: last), firstSeen: asOf.description)
    }

    static func detail(_ serial: Int?, after last: Int?) -> String {
        let own = serial.map { "number \($0)" } ?? "a delivery without a number"
        guard let last else { return "\(own), and no full delivery to begin from" }
        return "\(own), and the last in force is \(last)"
    }

    /// What the next run may find otherwise.
    static let passing: Set<FaultCode> = [.changedWhileRead, .inUse, .vanished]

    /// Splits what can be taken tonight from what waits for a delivery before it.
    static func split(_ claims: [Claim], files: [LedgerFile], asOf: CalendarDay) -> (
        ready: [Claim], waiting: [LedgerWaiting]
    ) {
        var chains: [String: SerialChain] = [:]
        var ready: [Claim] = []
        var waiting: [LedgerWaiting] = []
        for claim in claims.inOrderOfNumbers() {
            if case .failure(let refusal) = claim.feed, passing.contains(refusal.fault.code) {
                waiting.append(unfinished(claim.file, code: refusal.fault.code, asOf: asOf))
                continue
            }
            guard case .success(let match) = claim.feed, match.feed.numbering != nil,
                !files.contains(where: { $0.sha256 == claim.sha256 && $0.state != "refused" })
            else {
                ready.append(claim)
                continue
            }
            var chain =
                chains[match.feed.name]
                ?? SerialChain(of: match.feed, among: files.filter { $0.state == "loaded" })
            switch chain.verdict(match) {
            case .gap(let last): waiting.append(gap(claim, match, after: last, asOf: asOf))
            case .take:
                chain.append(serial: match.serial, kind: match.kind, arrival: match.arrival)
                ready.append(claim)
            case .passed, .outOfOrder: ready.append(claim)
            }
            chains[match.feed.name] = chain
        }
        return (ready, waiting)
    }

    /// One message for each reason and feed; whether a person must look.
    static func messages(_ files: [LedgerWaiting], asOf: CalendarDay) -> [(text: String, isWarning: Bool)] {
        var result: [(String, Bool)] = []
        for file in files where file.code != .serialGap {
            let what =
                switch file.code {
                case .unfinished: "still being written"
                case .inUse: "somebody has it open"
                case .vanished: "it was gone before it was opened"
                default: "it changed while it was read"
                }
            let since = file.firstSeen < asOf.description
            // Its rows are missing tonight, and whoever has it open can close it.
            if !since, file.code == .inUse {
                let next =
                    """
                    it stays in inbound/, and what is in force stays; next: close it where it is open; \
                    the next run takes it
                    """
                result.append(("inbound/\(file.name): \(what) (\(file.code.rawValue))\n  \(next)", true))
                continue
            }
            result.append(
                (
                    since
                        ? """
                        inbound/\(file.name): \(what), as on \(file.firstSeen) \
                        (\(file.code.rawValue))\n  it stays in inbound/; next: see whether its transfer \
                        still runs; if not, take it away or give it its own name
                        """
                        : """
                        inbound/\(file.name): \(what); looked at again at the next run \
                        (\(file.code.rawValue))
                        """,
                    since
                ))
        }
        for feed in Set(files.filter { $0.code == .serialGap }.compactMap(\.feed)).sorted() {
            let held = files.filter { $0.code == .serialGap && $0.feed == feed }
            let more =
                held.count == 1
                ? "it waits" : "it and \(held.count - 1) later \(held.count == 2 ? "one wait" : "ones wait")"
            result.append(
                (
                    """
                    inbound/\(held[0].name): a delivery of \(feed) before this one is missing \
                    (\(held[0].detail ?? "")) (serial_gap)
                      \(more) in inbound/, and what is in force stays; next: put the missing deliveries into \
                    inbound/, or a new full one
                    """, true
                ))
        }
        return result
    }
}
