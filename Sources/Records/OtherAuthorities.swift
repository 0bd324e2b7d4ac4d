/// Municipalities that are not ours, and how many rows of theirs a delivery had.
public struct OtherAuthorities: Hashable, Sendable {
    /// Their codes, in order.
    public var codes: [String]
    /// How many rows of all of them together.
    public var rows: Int

    /// Puts the codes in order, so that the same municipalities give the same fault.
    public init(codes: [String], rows: Int) {
        self.codes = codes.sorted()
        self.rows = rows
    }

    /// Reads what `detail` wrote.
    init?(_ detail: String) {
        let parts = detail.split(separator: ": ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let rows = Int(parts[1]) else { return nil }
        self.init(codes: parts[0].split(separator: " ").map(String.init), rows: rows)
    }

    /// As a fault keeps it.
    public var detail: String { codes.joined(separator: " ") + ": \(rows)" }

    /// In one sentence; of a whole country the first codes are enough.
    public func text(_ language: Language) -> String {
        let shown = codes.prefix(Self.most).map(VisibleText.of).joined(separator: ", ")
        let more = codes.count - Self.most
        switch language {
        case .da:
            let all = more > 0 ? "\(shown) og \(more) flere" : shown
            let whose = codes.count == 1 ? "koden \(all) er ikke jeres" : "koderne \(all) er ikke jeres"
            return "\(whose): \(Thousands.parted(rows, .da)) \(rows == 1 ? "række" : "rækker")"
        case .en:
            let all = more > 0 ? "\(shown) and \(more) more" : shown
            let whose = codes.count == 1 ? "code \(all) is not yours" : "codes \(all) are not yours"
            return "\(whose): \(Thousands.parted(rows, .en)) \(rows == 1 ? "row" : "rows")"
        }
    }

    private static let most = 20
}
