import Project
import Records
import Warehouse

extension Feed {
    /// As it is held against rows of another way: by what they are about, since each way has keys of its own.
    func held(against other: Feed) -> Feed {
        var feed = self
        feed.gate.key = [gate.key, gate.about, other.gate.key, other.gate.about].first { !$0.isEmpty } ?? []
        return feed
    }

    /// What the ledger writes of a file that comes by this way.
    var channel: String? { name == tableName ? nil : name }
}

extension Project {
    /// The feed that fills the table, with all its ways.
    func table(of feed: Feed) -> Feed { self.feed(ofTable: feed.tableName) ?? feed }

    /// The feed by which a file was read; nil where the project has none for it.
    func feed(of file: LedgerFile) -> Feed? { feed(ofTable: file.feed)?.way(of: file) }
}

/// A table whose rows come by another way since a delivery of this night.
struct ChannelChange {
    var old: Feed?
    var new: Feed
    /// Rows of the old way that went out of force.
    var rowsGone: Int
    /// Columns of the delivery that nothing uses.
    var unused: Int
}

extension Messages {
    /// All that changed its way in one night, in one message: a register of twelve tables is one matter, not
    /// twelve.
    static func newWays(_ changes: [ChannelChange]) -> String {
        let columns = changes.map(\.unused).reduce(0, +)
        let gone = changes.map(\.rowsGone).reduce(0, +)
        let names = changes.map(\.new.name).sorted()
        let shown =
            names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
        let first =
            "new channel, \(Figures.of(columns, "column", "columns")) not used: \(shown) (new_channel)"
        guard gone > 0 || changes.contains(where: { $0.old != nil }) else { return first }
        let old = Set(changes.compactMap(\.old?.name)).sorted()
        let olds = old.prefix(3).joined(separator: ", ") + (old.count > 3 ? " and \(old.count - 3) more" : "")
        let rows = gone == 1 ? "1 row" : "\(Figures.count(gone)) rows"
        return first + """

              what came by \(olds) is out of force whole (\(rows)), and lies in the archive; a newer full \
            delivery of it takes the table back
              next: see that the figures are as they should be
            """
    }
}
