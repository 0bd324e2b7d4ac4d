import Project

/// Several ways in which a table's rows come: the one of the newest full delivery is in force, and the others
/// are out of force whole. Rows of two ways would stand beside each other for ever, since neither knows the
/// other's keys.
extension Feed {
    /// The way that a file of the table came.
    public func way(of file: LedgerFile) -> Feed { way(file.channel) }

    /// The way of the newest full delivery; the feed itself before the first.
    public func wayInForce(_ files: [LedgerFile]) -> Feed {
        guard !channels.isEmpty else { return self }
        return files.filter { $0.kind == .full && !$0.isMended }.max {
            ($0.arrival, $0.sha256) < ($1.arrival, $1.sha256)
        }.map(way) ?? self
    }

    /// Those of a table's files that came by the way in force.
    public func inForce(_ files: [LedgerFile]) -> [LedgerFile] {
        guard !channels.isEmpty else { return files }
        let way = wayInForce(files)
        return files.filter { self.way(of: $0).name == way.name }
    }
}

extension LedgerFile {
    /// A few mended rows, not a delivery.
    public var isMended: Bool { arrival.contains(" mended") }
}
