import Project
import Records

/// Finds report tables that could show how few people were in a room on a day.
///
/// A contract says of a column that small counts of people are not shown (`shown_from`); its rows are told
/// apart by the columns of its key that belong to no other feed (room, day). A table of the report that rests
/// on such a feed must not show a number of anything for each of these.
public enum SmallCountCheck {
    /// Words for an hour, which no key needs to name.
    private static let hours: Set<String> = ["hour", "time", "slot"]

    /// Columns that tell the rows of such a feed apart and belong to no other: the room, the day, the hour.
    static func places(of feed: Feed) -> Set<String> {
        hours.union(
            feed.contract.columns.filter { feed.contract.key.contains($0.name) && $0.references == nil }.map(
                \.name))
    }

    /// A finding for each promise that shows a count for each room, day or hour of such a feed.
    public static func findings(_ project: Project, _ compiled: Compiled) -> [Finding] {
        project.feeds.flatMap { feed -> [Finding] in
            let counts = feed.contract.columns.filter { $0.shownFrom != nil }
            guard !counts.isEmpty else { return [] }
            let key = places(of: feed)
            let readers = Set(compiled.downstream(of: feed.table).map(\.name))
            return project.promises.filter { readers.contains($0.table) }.compactMap { promise in
                guard let place = promise.columns.first(where: { key.contains($0.name) }),
                    let count = promise.columns.first(where: {
                        ["integer", "number"].contains($0.type) && ["count", "persons"].contains($0.unit)
                    })
                else { return nil }
                return Finding(
                    file: promise.file, code: "small_count",
                    message:
                        """
                        \(promise.name) would show \(count.name) for each \(place.name), and \
                        \(feed.table).\(counts[0].name) may not be shown below 
                        """
                            + """
                            \(Int(counts[0].shownFrom!)) people (\(feed.contract.name): shown_from); sum it \
                            over \(place.name) first
                            """
                )
            }
        }.sorted()
    }
}
