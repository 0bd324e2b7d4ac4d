import Records

/// Something worth knowing of a delivered file, counted.
public struct LedgerEvent: Hashable, Sendable {
    /// What was seen.
    public var code: FaultCode
    /// The contract's column that it is about; nil for the file as a whole.
    public var column: String?
    /// Names, numbers or a sentence in English, as the code wants it.
    public var detail: String?
    /// How often it was seen in the file.
    public var count: Int
    /// It was not so in the delivery before, and the contract wants a person to know.
    public var isNews: Bool

    /// The same in Danish, where the detail is a sentence.
    public var detailDanish: String?

    /// Something seen once, and no news, unless said otherwise.
    public init(
        code: FaultCode, column: String? = nil, detail: String? = nil, detailDanish: String? = nil,
        count: Int = 1, isNews: Bool = false
    ) {
        (self.code, self.column, self.detail, self.count, self.isNews) = (code, column, detail, count, isNews)
        self.detailDanish = detailDanish
    }
}

extension Transaction {
    /// Writes down one event of a file; that it is there already is not looked at.
    public func save(_ event: LedgerEvent, file: Int64) throws {
        try execute(
            """
            INSERT INTO ledger_event (file, code, column_name, detail, occurrences, news, detail_da) \
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(file), .text(event.code.rawValue), event.column.map(Value.text) ?? .null,
                event.detail.map(Value.text) ?? .null,
                .integer(Int64(event.count)), .integer(event.isNews ? 1 : 0),
                event.detailDanish.map(Value.text) ?? .null,
            ])
    }

    /// Every event of a file, by code, column and detail. Codes that this program does not know are left out.
    public func events(of file: Int64) throws -> [LedgerEvent] {
        try rows(
            """
            SELECT code, column_name, detail, occurrences, news, detail_da FROM ledger_event WHERE file \
            = ? ORDER BY code, column_name, detail
            """,
            [.integer(file)]
        ).compactMap { row in
            FaultCode(rawValue: row[0].plain).map {
                LedgerEvent(
                    code: $0, column: row[1].optional, detail: row[2].optional, detailDanish: row[5].optional,
                    count: row[3].int, isNews: row[4].int == 1)
            }
        }
    }

    /// What was news of the newest delivery of each feed: that delivery and its events.
    public func news() throws -> [(file: LedgerFile, events: [LedgerEvent])] {
        var newest: [String: LedgerFile] = [:]
        for file in try files("state = 'loaded' AND feed IS NOT NULL") { newest[file.feed ?? ""] = file }
        return try newest.keys.sorted().compactMap { name in
            let events = try events(of: newest[name]!.file).filter(\.isNews)
            return events.isEmpty ? nil : (newest[name]!, events)
        }
    }
}
