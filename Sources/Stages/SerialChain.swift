import Project
import Warehouse

/// The numbered deliveries of one feed that are in force: the newest full one and the deltas since, each the
/// next number.
///
/// A delta changes what the delivery before it left. Applied to anything else it would give rows that never
/// were, so it waits until the gap is filled or a full delivery makes it unnecessary.
struct SerialChain {
    /// What may be done with a delivery.
    enum Verdict: Hashable {
        case take
        /// Deliveries between this number and its own have not come; nil when there is no full delivery to
        /// begin from.
        case gap(after: Int?)
        /// A full delivery that came later holds what it changes.
        case passed
        /// Another file had its number, or its date is before that of the number before.
        case outOfOrder(last: Int)
    }

    private var full: (serial: Int?, arrival: String)?
    private(set) var last: Int?
    private var lastArrival = ""

    /// When a full delivery came by another way; nil where none did.
    private var otherWay: String?

    /// The chain of a feed among the loaded files of all: a full delivery that came by another way makes
    /// older files of this one unnecessary.
    init(of feed: Feed, among files: [LedgerFile]) {
        self.init(files.filter { $0.isOf(feed) })
        otherWay = files.filter {
            $0.feed == feed.tableName && !$0.isOf(feed) && $0.kind == .full && !$0.isMended
        }.map(\.arrival).max()
    }

    /// - Parameter files: the feed's loaded files, in the order of their arrival.
    init(_ files: [LedgerFile] = []) {
        for file in files { append(serial: file.serial, kind: file.kind, arrival: file.arrival) }
    }

    func verdict(_ match: FeedFinder.Match) -> Verdict {
        guard match.kind == .delta else { return .take }
        // The deltas of a way that is out of force change nothing until a full delivery of it takes the table
        // back.
        if let otherWay, full.map({ $0.arrival < otherWay }) ?? (match.arrival < otherWay) { return .passed }
        guard let full else { return .gap(after: nil) }
        if match.arrival < full.arrival { return .passed }
        guard let serial = match.serial else { return .gap(after: last) }
        // It counts days: a full delivery of that number or a later one holds it, whenever the delta comes.
        if let whole = full.serial, serial <= whole { return .passed }
        // A full delivery without a number begins wherever the next delta does.
        guard let last else { return .take }
        if serial > last + 1 { return .gap(after: last) }
        return serial == last + 1 && match.arrival > lastArrival ? .take : .outOfOrder(last: last)
    }

    /// The chain with one more delivery loaded.
    mutating func append(serial: Int?, kind: DeliveryKind, arrival: String) {
        switch kind {
        case .full:
            if let full, arrival < full.arrival { return }
            // Deltas that came after it already go on counting from it.
            let later = lastArrival > arrival
            full = (serial, arrival)
            if !later { (last, lastArrival) = (serial, arrival) }
        case .delta:
            guard full != nil, arrival > lastArrival else { return }
            (last, lastArrival) = (serial ?? last, arrival)
        }
    }
}

extension [Claim] {
    /// In the order in which they are taken: as they lie, but of a feed that numbers its deliveries the full
    /// ones first and then the deltas as they are numbered, since a full delivery can fill a gap.
    func inOrderOfNumbers() -> [Claim] {
        func key(_ claim: Claim) -> (Int, String)? {
            guard case .success(let match) = claim.feed, match.feed.numbering != nil else { return nil }
            return (match.kind == .full ? 0 : 1, match.arrival)
        }
        let places = indices.filter { key(self[$0]) != nil }
        var result = self
        for (place, claim) in zip(places, places.map { self[$0] }.sorted { key($0)! < key($1)! }) {
            result[place] = claim
        }
        return result
    }
}
