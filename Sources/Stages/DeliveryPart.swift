import Formats
import Project
import Warehouse

/// How much of a feed's content a delivery speaks of.
enum DeliveryPart {
    /// All of what the feed says that a newer delivery replaces.
    case whole
    /// What changed since the delivery before: it speaks of its own keys alone.
    case delta
    /// A few rows that a person mended: likewise.
    case mended

    init(of file: LedgerFile, path: String, feed: Feed) {
        self = file.kind == .delta ? .delta : MendedFile.isMended(path, feed: feed) ? .mended : .whole
    }

    /// Which older rows it takes out of force; without a key, none.
    func replaces(_ feed: Feed) -> Replacement? {
        if self == .whole { return feed.replaces }
        return feed.contract.key.isEmpty ? nil : .columns(feed.contract.key)
    }
}

extension Feed {
    /// Each of the feed's whole deliveries is read as if nothing of it were known: its rows are its own.
    var isReadWhole: Bool { namesTotals || fillsDown || parts != nil }

    /// The feed's files carry sums of their own rows. A file whose rows stood partly under an older one could
    /// not be held against its sum, so such a feed's deliveries are read whole.
    var namesTotals: Bool {
        guard case .csv(let layout) = format else { return false }
        return !layout.totalRows.isEmpty
    }

    /// What a record of the feed's files says depends on those above it, so that its bytes alone do not tell
    /// whether it is known.
    var fillsDown: Bool {
        guard case .csv(let layout) = format else { return false }
        return !layout.fillsDown.isEmpty
    }
}
