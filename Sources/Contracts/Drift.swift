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
    /// What differs from `usual`; a kind that is not here is treated as usual.
    public var actions: [FaultCode: DriftAction]

    /// A policy that is the usual one but for these.
    public init(_ actions: [FaultCode: DriftAction] = [:]) { self.actions = actions }

    /// What happens unless a contract or a feed says otherwise. What can cost a figure is told; what every
    /// reader copes with is written down.
    public static let usual: [FaultCode: DriftAction] = [
        .unknownField: .accept, .missingOptionalColumn: .warn, .renamedColumn: .warn,
        .reorderedColumns: .accept, .unknownCode: .warn, .totalRow: .warn,
        .otherEncoding: .warn, .otherSeparator: .warn, .mojibake: .warn, .mixedLineEnds: .accept,
        .openEnd: .warn, .extraMember: .accept, .volume: .warn,
        .lostLetters: .warn, .nullWord: .warn, .doubtfulNumber: .warn, .foundEncoding: .accept,
        .titleLines: .accept, .namelessColumn: .accept,
        .repeatedColumn: .accept, .trailingSeparators: .accept, .blankRows: .accept, .emptyForm: .accept,
        .foldedKey: .warn, .listedKey: .accept,
        .otherSpelling: .accept, .rounded: .accept, .cutText: .accept,
        // What the gate finds and does not hold; `stop` holds it.
        .keysGone: .warn, .columnEmptied: .warn, .sumChanged: .warn, .valueJump: .warn, .valuesScaled: .warn,
        .periodOverlap: .warn,
        .sameNight: .warn, .doubledRows: .warn, .cameAgain: .warn,
        .otherAuthority: .warn, .missingAuthority: .warn, .leftOut: .accept, .newChannel: .warn,
        // What a workbook's sheet is beside its rows.
        .hiddenRows: .accept, .hiddenColumns: .accept, .hiddenSheet: .warn,
        .mergedHeader: .accept, .mergedRange: .accept, .otherSheets: .warn, .percentCells: .accept,
        .uncalculated: .warn,
    ]

    /// What happens on drift of a kind.
    public func action(on code: FaultCode) -> DriftAction { actions[code] ?? Self.usual[code] ?? .accept }

    /// The feed's own actions before the contract's.
    public func overridden(by other: DriftPolicy) -> DriftPolicy {
        DriftPolicy(actions.merging(other.actions) { $1 })
    }
}

/// How far a delivery's number of rows may be from the usual one before somebody is told. Never a reason to
/// refuse it.
public struct VolumeBounds: Hashable, Sendable {
    /// Fewer than usual by more than so many percent is told.
    public var fewerPercent: Int
    /// More than usual by more than so many percent is told. Wider than the other bound, since a list that
    /// grows loses nobody.
    public var morePercent: Int
    /// A difference of fewer rows than this says nothing.
    public var rows: Int

    /// Bounds in percent of the usual number, and the least difference in rows.
    public init(fewerPercent: Int = 10, morePercent: Int = 50, rows: Int = 20) {
        (self.fewerPercent, self.morePercent, self.rows) = (fewerPercent, morePercent, rows)
    }

    /// Whether so many rows are unusual, when `usual` were to be expected.
    public func isUnusual(_ count: Int, usual: Int) -> Bool {
        guard abs(count - usual) >= rows else { return false }
        return count < usual
            ? (usual - count) * 100 > usual * fewerPercent : (count - usual) * 100 > usual * morePercent
    }
}
