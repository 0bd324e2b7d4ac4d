import Project
import Records

/// How a feed stands on one night: facts from the ledger and the feed's own expectation, no clock.
public struct FeedState: Sendable {
    /// How a feed stands, the worst first.
    public enum State: String, CaseIterable, Sendable {
        /// Nothing of the feed was ever loaded.
        case missing
        /// What is in force is older than the feed allows.
        case stale
        /// The delivery that was due has not come; what is in force is not too old yet.
        case late
        /// The newest delivery holds no row.
        case empty
        /// None of these.
        case current
    }

    /// The feed, with the expectation of the way by which its rows come.
    public var feed: Feed
    /// The first of these that holds; a delivery that is held is told beside it.
    public var state: State
    /// Day of the newest delivery, the same bytes sent again included.
    public var newest: CalendarDay?
    /// Days from the newest delivery to the night; nil where nothing was ever loaded.
    public var ageDays: Int?
    /// The day by which the next delivery is or was due; nil where nobody said when.
    public var due: CalendarDay?
    /// Files of which a row is in force.
    public var filesInForce = 0
    /// Rows of all of them.
    public var rowsInForce = 0
    /// The oldest delivery of the feed that waits for a person's word, and since when.
    public var held: LedgerFile?

    /// Whether a person must look: a mandatory feed that is missing or too old, or one that is overdue by its
    /// own word.
    public var needsSomebody: Bool {
        switch state {
        case .missing, .stale: feed.expected.mandatory || feed.expected.isDated
        case .late: true
        case .empty, .current: false
        }
    }
}

extension Transaction {
    /// Every feed as it stands on a night, by name. Nights start so many minutes after midnight.
    public func feedStates(_ feeds: [Feed], asOf: CalendarDay, nightStarts: Int) throws -> [FeedState] {
        try feeds.sorted { $0.name < $1.name }.map { feed in
            let all = try self.files("feed = ? AND state = 'loaded'", [.text(feed.tableName)])
            let files = feed.inForce(all)
            // When a delivery is due says the way by which the rows come.
            var feed = feed
            feed.expected = feed.wayInForce(all).expected
            var result = FeedState(feed: feed, state: .current)
            result.held = try self.files("feed = ? AND state = 'held'", [.text(feed.tableName)]).min {
                ($0.claimedOn, $0.arrival) < ($1.claimedOn, $1.arrival)
            }
            // A file in force may hold no row: an empty table is a valid answer of the register.
            result.newest = files.map(\.deliveredOn).max().flatMap { CalendarDay($0) }
            result.ageDays = result.newest.map { asOf.daysSince1970 - $0.daysSince1970 }
            result.due = result.newest.flatMap { feed.expected.due(after: $0) }
            result.filesInForce = files.filter { $0.rowsInForce > 0 }.count
            result.rowsInForce = files.map(\.rowsInForce).reduce(0, +)
            let late = result.due.flatMap { feed.expected.late($0, nightStarts: nightStarts) }
            if files.isEmpty {
                result.state = .missing
            } else if let limit = feed.expected.staleAfterDays, let age = result.ageDays, age > limit {
                result.state = .stale
            } else if let late, late <= asOf {
                result.state = .late
            } else if result.rowsInForce == 0 {
                result.state = .empty
            }
            return result
        }
    }
}

extension FeedState {
    /// All that is known of it, as one line for fingerprints.
    public var text: String { row.map(\.plain).joined(separator: "\u{1F}") }

    /// The feed's row in `raw_feed`.
    var row: [Value] {
        [
            .text(feed.name), .text(feed.title["da"] ?? feed.name), .text(feed.title["en"] ?? feed.name),
            .integer(feed.expected.mandatory ? 1 : 0),
            .text(held == nil ? state.rawValue : "held"), newest.map { .text($0.description) } ?? .null,
            ageDays.map { .integer(Int64($0)) } ?? .null,
            .integer(Int64(filesInForce)), .integer(Int64(rowsInForce)),
            due.map { .text($0.description) } ?? .null,
            feed.expected.staleAfterDays.map { .integer(Int64($0)) } ?? .null,
            held.map { .text($0.claimedOn) } ?? .null,
            held?.faultDanish.map(Value.text) ?? .null, held?.faultEnglish.map(Value.text) ?? .null,
        ]
    }
}
