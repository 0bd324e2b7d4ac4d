import Records

/// One time that the bytes of a file came.
public struct LedgerArrival: Sendable {
    /// Key that orders a feed's deliveries.
    public var arrival: String
    /// The file's name that time.
    public var name: String
    /// The night that took it this time.
    public var claimedOn: String
    /// By its name, else the night that took it.
    public var deliveredOn: String

    /// One arrival.
    public init(arrival: String, name: String, claimedOn: String, deliveredOn: String) {
        self.arrival = arrival
        self.name = name
        self.claimedOn = claimedOn
        self.deliveredOn = deliveredOn
    }
}

extension Transaction {
    /// Writes down that a loaded file came again, later than before: from now on it stands there among its
    /// feed's files.
    public func save(_ arrival: LedgerArrival, of file: LedgerFile, run: Int) throws {
        try remember(arrival, of: file.file, run: run)
        try execute(
            "UPDATE ledger_file SET arrival = ?, delivered_on = ? WHERE file = ?",
            [.text(arrival.arrival), .text(arrival.deliveredOn), .integer(file.file)])
    }

    func remember(_ arrival: LedgerArrival, of file: Int64, run: Int) throws {
        try execute(
            "INSERT OR IGNORE INTO ledger_arrival VALUES (?, ?, ?, ?, ?, ?)",
            [
                .integer(file), .text(arrival.arrival), .text(arrival.name), .text(arrival.claimedOn),
                .text(arrival.deliveredOn), .integer(Int64(run)),
            ])
    }

    /// Every arrival of a file, in order.
    public func arrivals(of file: Int64) throws -> [LedgerArrival] {
        try rows(
            """
            SELECT arrival, name, claimed_on, delivered_on FROM ledger_arrival WHERE file = ? ORDER BY \
            arrival
            """,
            [.integer(file)]
        ).map {
            LedgerArrival(
                arrival: $0[0].plain, name: $0[1].plain, claimedOn: $0[2].plain, deliveredOn: $0[3].plain)
        }
    }

    /// A feed's loaded files as a past night had them: none that came later, each where its newest arrival
    /// until then puts it.
    public func files(of feed: String, on night: String) throws -> [LedgerFile] {
        try files("feed = ? AND state = 'loaded'", [.text(feed)]).compactMap { file in
            guard let last = try arrivals(of: file.file).last(where: { $0.claimedOn <= night }) else {
                return nil
            }
            var file = file
            (file.arrival, file.deliveredOn) = (last.arrival, last.deliveredOn)
            return file
        }.sorted { ($0.arrival, $0.sha256) < ($1.arrival, $1.sha256) }
    }
}
