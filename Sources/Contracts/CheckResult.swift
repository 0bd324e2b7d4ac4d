import Records

/// What became of one record.
public enum CheckResult: Hashable, Sendable {
    /// The row is in the batch. The notes are faults that the contract lets pass: their values became null or
    /// stayed as they are.
    case accepted(notes: [Fault])
    /// The row is not in the batch.
    case rejected(Reject)
    /// The row is not in the batch: it belongs to a municipality, by its code, whose rows are not taken.
    case notOurs(String)
    /// The row is not in the batch: it is none of those that the feed keeps.
    case leftOut
    /// The file must not be taken at all.
    case stopped(Refusal)
}
