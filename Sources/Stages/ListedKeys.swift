import Contracts
import Project
import Records
import Warehouse

/// The keys of other tables by which a feed's own are spelt: those that a column refers to (`references`), or
/// is only spelt as (`spelt_as`).
struct ListedKeys {
    let project: Project
    let transaction: Transaction

    /// By column; a table without rows shows nothing.
    func keys(for feed: Feed) throws -> [String: KnownKeys] {
        var result: [String: KnownKeys] = [:]
        for column in feed.contract.storedColumns {
            guard let spelling = column.spelling else { continue }
            let tables = try project.feeds.filter {
                $0.isKnown(as: spelling.feed) && !$0.isLarge && $0.table != feed.table
            }.map(\.table)
                .filter { try transaction.exists(table: $0) }
            let keys = Set(try tables.flatMap { try transaction.values(of: spelling.column, in: $0) })
            if !keys.isEmpty { result[column.name] = KnownKeys(keys.sorted()) }
        }
        return result
    }

    /// Whether a key of the feed's rows would be read otherwise now.
    func isOld(_ feed: Feed) throws -> Bool {
        guard try transaction.exists(table: feed.table), try transaction.lastRow(of: feed.table) > 0 else {
            return false
        }
        let spelt = try spellings(of: feed)
        for (column, known) in try keys(for: feed).sorted(by: { $0.key < $1.key }) {
            let values = try transaction.values(of: column, in: feed.table)
            if values.contains(where: { known.spelling(of: $0) != nil }) { return true }
            let changed = spelt.contains { one in
                guard one.column == column, let (delivered, key) = Self.parts(one.detail) else {
                    return false
                }
                let plain = KeySpelling.plain(delivered)
                return (known.spelling(of: plain) ?? plain) != key
            }
            if changed { return true }
        }
        return false
    }

    /// How keys of the feed's files were spelt, and what they were read as, file by file.
    func spellings(of feed: Feed) throws -> [(column: String, detail: String)] {
        try transaction.rows(
            """
            SELECT e.column_name, e.detail FROM ledger_event AS e JOIN ledger_file AS f ON f.file = e.file
             WHERE f.feed = ? AND f.state = 'loaded' AND e.code = ? AND e.detail IS NOT NULL ORDER BY \
            f.arrival, f.sha256, e.column_name, e.detail
            """, [.text(feed.tableName), .text(FaultCode.listedKey.rawValue)]
        ).map { ($0[0].plain, $0[1].plain) }
    }

    /// As the ledger keeps it.
    static func detail(_ delivered: String, _ key: String) -> String { delivered + arrow + key }

    private static let arrow = " → "

    private static func parts(_ detail: String) -> (delivered: String, key: String)? {
        guard let range = detail.ranges(of: arrow).last else { return nil }
        return (String(detail[..<range.lowerBound]), String(detail[range.upperBound...]))
    }
}

extension Project {
    /// Feeds of which a key is spelt as in this one.
    func feedsSpelt(as changed: Feed) -> [Feed] {
        guard !changed.isLarge else { return [] }
        return feeds.filter { feed in
            feed.table != changed.table
                && feed.contract.storedColumns.contains {
                    $0.spelling.map { changed.isKnown(as: $0.feed) } ?? false
                }
        }
    }
}
