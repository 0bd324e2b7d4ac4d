/// The program itself, as it names itself in the ledger and in editions.
public enum Program {
    /// As the package, the ledger and the foot of the page say it.
    public static let version = "0.1.0"
}
