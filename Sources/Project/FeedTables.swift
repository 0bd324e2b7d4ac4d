import Records

/// Feeds that fill one raw table: the same rows by several ways, of which one is in force at a time.
extension Feed {
    /// One feed for each table, with its other ways. The first is the one that is named like the table, else
    /// the first by name.
    static func gathered(_ all: [Feed], into findings: Findings) -> [Feed] {
        var tables: [String: [Feed]] = [:]
        for feed in all { tables[feed.tableName, default: []].append(feed) }
        return tables.values.map { ways in
            let ways = ways.sorted {
                ($0.sharedTable == nil ? 0 : 1, $0.name) < ($1.sharedTable == nil ? 0 : 1, $1.name)
            }
            var first = ways[0]
            for other in ways.dropFirst() where other.contract.name != first.contract.name {
                findings.add(
                    Finding(
                        file: other.file, line: 1, code: "other_contract",
                        message:
                            """
                            \(other.name) fills the table of \(first.name), whose rows are those of the \
                            contract \(first.contract.name)
                            """
                    ))
            }
            first.channels = ways.dropFirst().filter { $0.contract.name == first.contract.name }
            return first
        }.sorted { $0.name < $1.name }
    }
}

extension Project {
    /// Every feed, each way of a table by itself.
    public var ways: [Feed] { feeds.flatMap(\.ways).sorted { $0.name < $1.name } }

    /// The feed that fills a table, by the name that the ledger knows its files by.
    public func feed(ofTable name: String?) -> Feed? { feeds.first { $0.tableName == name } }

    /// What a feed says, with its contract; nil for one that is none of the project's.
    public func description(of feed: Feed) -> String? { fingerprints["raw_" + feed.name]?.hex }
}
