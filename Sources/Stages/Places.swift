/// Where things lie under the root.
public struct Places: Sendable {
    public let root: String
    public init(root: String) { self.root = root }

    public var inbound: String { root + "/inbound" }
    public var outbound: String { root + "/outbound" }
    public var editions: String { outbound + "/editions" }
    public var latest: String { outbound + "/latest" }
    /// The engine's own folder; not in git.
    public var state: String { root + "/.kvadratur" }
    public var warehouse: String { state + "/warehouse.sqlite" }
    public var archive: String { state + "/archive" }
    /// Files that were refused, each with a text that says why.
    public var refused: String { state + "/refused" }
    public var lock: String { state + "/lock" }
}
