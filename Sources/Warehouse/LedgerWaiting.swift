import Records

/// A file of `inbound/` that is neither taken nor refused, and why.
public struct LedgerWaiting: Hashable, Sendable {
    /// Path in `inbound/`.
    public var name: String
    /// `unfinished`, `changed_while_read`, `serial_gap` or another reason that may pass.
    public var code: FaultCode
    /// The feed, where it is known already.
    public var feed: String?
    /// What is missing, in English.
    public var detail: String?
    /// The night that first let it wait for this reason.
    public var firstSeen: String

    /// A file that waits since a night.
    public init(name: String, code: FaultCode, feed: String? = nil, detail: String? = nil, firstSeen: String)
    {
        self.name = name
        self.code = code
        self.feed = feed
        self.detail = detail
        self.firstSeen = firstSeen
    }
}

extension Transaction {
    /// What waits, by name.
    public func waiting() throws -> [LedgerWaiting] {
        try rows("SELECT name, code, feed, detail, first_seen FROM ledger_waiting ORDER BY name").compactMap {
            row in
            FaultCode(rawValue: row[1].plain).map {
                LedgerWaiting(
                    name: row[0].plain, code: $0, feed: row[2].optional, detail: row[3].optional,
                    firstSeen: row[4].plain)
            }
        }
    }

    /// Replaces what waits; what waited already, for the same reason, keeps its first night.
    ///
    /// - Returns: what waits now, with those nights.
    public func setWaiting(_ files: [LedgerWaiting], run: Int) throws -> [LedgerWaiting] {
        let known = try waiting()
        let files = files.map { file in
            var file = file
            if let before = known.first(where: { $0.name == file.name && $0.code == file.code }) {
                file.firstSeen = min(before.firstSeen, file.firstSeen)
            }
            return file
        }
        guard files != known else { return files }
        try execute("DELETE FROM ledger_waiting")
        for file in files {
            try execute(
                "INSERT OR REPLACE INTO ledger_waiting VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .text(file.name), .text(file.code.rawValue), file.feed.map(Value.text) ?? .null,
                    file.detail.map(Value.text) ?? .null, .text(file.firstSeen),
                    .integer(Int64(run)),
                ])
        }
        return files
    }
}
