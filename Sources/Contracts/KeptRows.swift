import Records

/// Rows of a delivery that are taken, by what one column says; all others are left out and counted. National
/// files serve a municipality so.
public struct KeptRows: Hashable, Sendable {
    /// Name of the contract's column by which rows are kept.
    public var column: String
    /// As they are written in the feed; empty: those of the settings' authorities.
    public var values: [String]

    /// Rows whose column has one of the values.
    public init(column: String, values: [String]) {
        self.column = column
        self.values = values
    }
}

extension Contract {
    /// Takes the rows that a feed keeps. Codes of municipalities are held against the column that says whose
    /// a row is, however they are written.
    public mutating func keep(_ rows: KeptRows) {
        keeps = rows
        guard rows.column == authorityColumn?.name, !rows.values.isEmpty else { return }
        authorities = Set(rows.values.compactMap { Int($0.filter { !$0.isWhitespace }) }).sorted()
    }

    /// The field and the values by which rows are kept, where that is not whose they are.
    var keptValues: (column: String, values: Set<[UInt8]>)? {
        guard let keeps, keeps.column != authorityColumn?.name, !keeps.values.isEmpty else { return nil }
        return (keeps.column, Set(keeps.values.map { Array($0.utf8).withUnsafeBufferPointer(Self.folded) }))
    }

    /// Values are compared without outer blanks and letter case: a UUID may come in either.
    static func folded(_ bytes: Bytes) -> [UInt8] { bytes.trimmed().map(lowerCased) }
}
