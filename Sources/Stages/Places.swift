/// Where things lie under the root.
struct Places: Sendable {
    /// The folder that holds everything else.
    let root: String
    /// Where deliveries are dropped; a file that was taken has left it.
    let inbound: String
    /// Where readers find editions and reports.
    let outbound: String
    /// The engine's own folder; not in git.
    let state: String
    /// Every delivery that was ever taken, by its SHA-256.
    let archive: String
    /// The archive of everyone, where this place is one in which a delivery is only tried.
    private(set) var archiveBeneath: String?

    /// The places of a root; nothing is made and nothing looked for.
    init(root: String) {
        self.root = root
        inbound = root + "/inbound"
        outbound = root + "/outbound"
        state = root + "/.kvadratur"
        archive = state + "/archive"
    }

    /// A place apart, in which a past night is made again: its own warehouse and outbound, the archive of
    /// everyone.
    init(apart places: Places) {
        root = places.root
        archive = places.archive
        state = places.state + "/rebuild"
        inbound = state + "/inbound"
        outbound = state + "/outbound"
    }

    /// A place apart, in which deliveries are tried: everything in a folder of its own, the archive of
    /// everyone looked into and never written to.
    init(trying places: Places, in folder: String) {
        root = places.root
        state = folder
        archive = folder + "/archive"
        archiveBeneath = places.archive
        inbound = folder + "/inbound"
        outbound = folder + "/outbound"
    }

    /// A folder for each edition, never changed afterwards.
    var editions: String { outbound + "/editions" }
    /// The edition that is shown: a link, or a folder with the same files where none can be made.
    var latest: String { outbound + "/latest" }
    /// Editions of past nights that came out otherwise than they were published, or were never published.
    var rebuilt: String { outbound + "/rebuilt" }
    /// The SQLite file; two more of SQLite's own may lie beside it.
    var warehouse: String { state + "/warehouse.sqlite" }
    /// Files that were refused, each with a text that says why.
    var refused: String { state + "/refused" }
    /// A backup on its way to become the warehouse.
    var restored: String { warehouse + ".restored" }
    /// Ends the name of a delivery on its way back into `inbound/`.
    static let restoring = ".restoring"
    /// Warehouses that a restore put aside, in the order of their names.
    func putAside() throws -> [String] {
        try Durable.list(state).filter { $0.hasPrefix("before-restore-") && $0.hasSuffix(".sqlite") }.map {
            state + "/" + $0
        }
    }
    /// What was erased, by whom and why: kept beside the warehouse, so that a restored one is told again.
    var erased: String { state + "/erased" }
    /// The file whose lock says that somebody works.
    var lock: String { state + "/lock" }
    /// An edition that is being written, where `outbound/` takes whole files alone.
    var draft: String { state + "/edition.part" }
}
