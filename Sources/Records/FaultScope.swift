/// How much of a delivery a fault takes with it.
public enum FaultScope: String, CaseIterable, Sendable {
    /// The whole file is refused.
    case file
    /// The row is set aside, unless the contract says otherwise.
    case row
    /// Nothing is set aside; it is written down.
    case note
}
