import Records

/// What a contract does when a delivery's form differs from what was agreed or from the delivery before.
public enum DriftAction: String, CaseIterable, Sendable {
    /// Write it down.
    case accept
    /// Write it down, and a person must look the first time.
    case warn
    /// Refuse the file.
    case stop
}

/// The action for each kind of drift, by the kind's code in the catalogue.
public struct DriftPolicy: Hashable, Sendable {
    public var actions: [FaultCode: DriftAction]

    public init(_ actions: [FaultCode: DriftAction] = [:]) { self.actions = actions }

    /// What happens unless a contract or a feed says otherwise. What can cost a figure is told; what every reader copes with is written down.
    public static let usual: [FaultCode: DriftAction] = [
        .unknownField: .accept, .missingOptionalColumn: .warn, .renamedColumn: .warn, .reorderedColumns: .accept, .unknownCode: .warn, .totalRow: .warn,
        .otherEncoding: .warn, .otherSeparator: .warn, .mojibake: .warn, .mixedLineEnds: .accept, .extraMember: .accept, .volume: .warn,
    ]

    /// What happens on drift of a kind.
    public func action(on code: FaultCode) -> DriftAction { actions[code] ?? Self.usual[code] ?? .accept }

    /// The feed's own actions before the contract's.
    public func overridden(by other: DriftPolicy) -> DriftPolicy { DriftPolicy(actions.merging(other.actions) { $1 }) }
}

/// How far a delivery's number of rows may be from the usual one before somebody is told. Never a reason to refuse it.
public struct VolumeBounds: Hashable, Sendable {
    public var fewerPercent: Int
    public var morePercent: Int
    /// A difference of fewer rows than this says nothing.
    public var rows: Int

    public init(fewerPercent: Int = 10, morePercent: Int = 50, rows: Int = 20) {
        (self.fewerPercent, self.morePercent, self.rows) = (fewerPercent, morePercent, rows)
    }

    /// Whether so many rows are unusual, when `usual` were to be expected.
    public func isUnusual(_ count: Int, usual: Int) -> Bool {
        guard abs(count - usual) >= rows else { return false }
        return count < usual ? (usual - count) * 100 > usual * fewerPercent : (count - usual) * 100 > usual * morePercent
    }
}

/// Rows that are a system's own sums, in a file whose feed does not name them: they would count everything twice.
public enum TotalRow {
    private static let words: Set<String> = [
        "i alt", "ialt", "total", "totalt", "subtotal", "sub-total", "sub total", "sum", "samlet", "hovedtotal", "delsum", "mellemsum", "grand total",
    ]
    private static let openings = ["i alt ", "subtotal ", "mellemsum ", "delsum "]
    private static let initials = Set("itshdmgITSHDMG".utf8)

    /// Whether the first cell of a record, as delivered, says that the record is a sum.
    public static func isIn(_ raw: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = 0
        while start < raw.count, raw[start] == 0x20 || raw[start] == 0x22 || raw[start] == 0x09 { start += 1 }
        // Nearly every record is done here.
        guard start < raw.count, initials.contains(raw[start]) else { return false }
        var end = start
        while end < raw.count, end - start < 40, !ends.contains(raw[end]) { end += 1 }
        guard end == raw.count || ends.contains(raw[end]) else { return false }
        var cell = String(decoding: raw[start..<end], as: UTF8.self).lowercased()
        while let last = cell.last, last == " " || last == ":" { cell.removeLast() }
        return words.contains(cell) || openings.contains { cell.hasPrefix($0) }
    }

    private static let ends = Set(";,\t|\"\r\n".utf8)
}
