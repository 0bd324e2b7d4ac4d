import Foundation

/// What a run that was killed left behind under temporary names. Looked for under the lock, so nobody is
/// still at work on it.
///
/// Files half copied into `refused/` are not here: their originals still lie in `inbound/`, and taking those
/// again overwrites them.
enum Leftovers {
    /// Removes them; says nothing of what cannot be removed, for nothing reads it.
    static func remove(_ places: Places) {
        for name in Durable.names(in: places.editions)
        where name.hasPrefix(".") && [".part", ".replaced", ".pruned"].contains(where: name.hasSuffix) {
            try? Durable.removeTree(places.editions + "/" + name)
        }
        try? Durable.removeTree(places.draft)
        LatestEdition.mend(places)
        for path in [places.restored, places.restored + "-journal", places.archive + Archive.incoming]
        where FileState.exists(path) { unlink(path) }
        for name in Durable.names(in: places.inbound)
        where name.hasPrefix(".") && name.hasSuffix(Places.restoring) {
            unlink(places.inbound + "/" + name)
        }
    }
}
