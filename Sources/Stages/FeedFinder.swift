import Formats
import Project
import Records

/// Which feed a delivered file belongs to, and when it was delivered.
struct FeedFinder {
    struct Match {
        var feed: Feed
        var deliveredOn: String
        /// Key that orders the feed's deliveries: date, serial, time, name.
        var arrival: String
        /// Number among the feed's deliveries, where the feed has them.
        var serial: Int?
        var kind = DeliveryKind.full
    }

    let feeds: [Feed]

    /// By the name's pattern, else by the header of a CSV file: a system nobody has seen need not rename its deliveries.
    func match(name: String, path: String, claimedOn: String) throws -> Match {
        let byName = feeds.compactMap { feed in feed.match.lazy.compactMap { $0.groups(in: name) }.first.map { (feed, $0) } }
        if byName.count > 1 { throw Refusal(.ambiguousFeed, detail: byName.map(\.0.name).sorted().joined(separator: ", ")) }
        if let (feed, groups) = byName.first { return match(feed, groups, name, path, claimedOn) }
        let byHeader = feeds.filter { hasHeader($0, path: path) }
        if byHeader.count > 1 { throw Refusal(.ambiguousFeed, detail: byHeader.map(\.name).sorted().joined(separator: ", ")) }
        guard let feed = byHeader.first else { throw Refusal(.unknownFeed) }
        return match(feed, [:], name, path, claimedOn)
    }

    private func match(_ feed: Feed, _ groups: [String: String], _ name: String, _ path: String, _ claimedOn: String) -> Match {
        let named = groups["date"].flatMap { CalendarDay($0) }
        let day = named.map(\.description) ?? claimedOn
        let arrival = [day, groups["serial"] ?? "", groups["time"] ?? "", name].joined(separator: " ")
        // Mended rows come right behind the delivery whose name they bear.
        var match = Match(feed: feed, deliveredOn: day, arrival: MendedFile.isMended(path, feed: feed) ? arrival + " mended" : arrival)
        if let numbering = feed.numbering { (match.serial, match.kind) = numbering.read(groups) }
        return match
    }

    /// Whether the file's header has every column the feed's contract requires; a header of one column proves nothing.
    private func hasHeader(_ feed: Feed, path: String) -> Bool {
        guard case .csv(let layout) = feed.format, let header = try? CSVReader.header(path: path, layout: layout), header.count > 1 else { return false }
        let names = Set(header.map(FieldName.normalised))
        let required = feed.contract.columns.filter(\.required)
        return !required.isEmpty && required.allSatisfy { column in column.from.contains { names.contains(FieldName.normalised($0)) } }
    }
}
