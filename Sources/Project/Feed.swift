import Contracts
import Formats
import Records

/// A kind of delivery: how its files are found and written, which contract they promise, and how a new file
/// meets the older ones.
public struct Feed: Sendable {
    /// As its file is called; the raw table is `raw_` and this, unless it shares one.
    public var name: String
    /// One sentence on what it brings, for people.
    public var describes: String
    /// Name for people, by language.
    public var title: [String: String]
    /// What its files promise, with what the feed itself says laid over it.
    public var contract: Contract
    /// Regular expressions on the lower-cased file name. Named groups `date` (yyyymmdd), `time`, `serial`,
    /// `kind` order the deliveries.
    public var match: [FilePattern]
    /// How its files are written.
    public var format: FeedFormat
    /// How this system spells numbers and dates.
    public var style: ValueStyle
    /// Which older rows a newer file takes out of force.
    public var replaces: Replacement
    /// The named group of its file patterns that says which part of a period a file is (a department, a
    /// supplier): a file takes rows of its own part alone out of force. Nil where a file is whole; a part
    /// that is a column stands in `replaces`.
    public var parts: String?
    /// When a delivery should have come, and from when on what is in force is too old.
    public var expected: Expectation
    /// Nil for a feed that does not number its deliveries.
    public var numbering: Numbering?
    /// How much one of its files may ask for.
    public var limits: Limits
    /// How far a file's number of rows may be from the usual one unsaid.
    public var volume = VolumeBounds()
    /// How far a delivery may differ from what is in force.
    public var gate = GateLimits()
    /// Path of the feed's file, for messages.
    public var file: String
    /// What names in a header say of every row below them.
    public var says: [HeaderWord] = []
    /// Whether its table may grow to millions of rows, so that a needless pass over it counts.
    public var isLarge = false

    /// The table that it shares with other feeds of its contract; nil for a table of its own.
    public var sharedTable: String?
    /// Other ways in which the same rows come: feeds that name this one's table. One of them all is in force
    /// at a time.
    public var channels: [Feed] = []

    /// The raw table.
    public var table: String { "raw_" + tableName }
    /// What the ledger knows its files by: the table's name, which all ways share.
    public var tableName: String { sharedTable ?? name }
    /// The feed and its other ways.
    public var ways: [Feed] { [self] + channels }
    /// The way of that name; the feed itself where none has it.
    public func way(_ name: String?) -> Feed { channels.first { $0.name == name } ?? self }
}

/// How a feed's files are written; a workbook is read as a CSV of its sheet.
public enum FeedFormat: Sendable {
    /// A register's file of flat records.
    case xml(XMLLayout)
    /// A CSV file, or a sheet of a workbook.
    case csv(CSVLayout)
}

/// Which older rows a newer file takes out of force.
public enum Replacement: Hashable, Sendable {
    /// The newest file is the feed's whole content.
    case all
    /// A row of a newer file replaces every older file's row that agrees on these columns.
    case columns([String])
}

extension Feed {
    /// References name a feed or its contract.
    public func isKnown(as name: String) -> Bool { self.name == name || contract.name == name }
}

/// What a name in a file's header says of every row: "Elever" names the column of users, and says that they
/// are pupils.
public struct HeaderWord: Hashable, Sendable {
    /// The name, normalised.
    public var name: String
    /// The column of the contract that it speaks of.
    public var column: String
    /// What it says, as a cell of that column would be written.
    public var value: String
}

extension Feed {
    /// Columns that a header may speak for.
    public var sayable: Set<String> { Set(says.map(\.column)) }

    /// The feed as it reads a file with this header. What a column of the file says itself comes before what
    /// a header says of it.
    public func read(under header: [String]) -> Feed {
        guard !says.isEmpty || !contract.either.isEmpty else { return self }
        let names = Set(FieldName.normalised(header: header).joined())
        var feed = self
        for group in contract.either {
            let columns = contract.columns.indices.filter { group.contains(contract.columns[$0].name) }
            let absent = columns.filter { index in
                !contract.columns[index].from.contains { names.contains(FieldName.normalised($0)) }
            }
            // One of them is enough: a system leaves a column out that is empty throughout.
            guard absent.count < columns.count else { continue }
            for index in absent { feed.contract.columns[index].inHeader = false }
        }
        for word in says where names.contains(word.name) {
            guard let index = contract.columns.firstIndex(where: { $0.name == word.column }) else { continue }
            feed.contract.columns[index].otherwise = word.value
        }
        return feed
    }
}
