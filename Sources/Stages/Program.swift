/// The program itself, as it names itself in the ledger and in editions.
public enum Program {
    public static let version = "0.1.0"
}
