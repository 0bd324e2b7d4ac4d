extension FaultCode {
    /// Whether the file, the row or nothing is set aside.
    public var scope: FaultScope { words.scope }

    /// What the code means, as half a sentence without a full stop.
    public var meaning: Wording { words.meaning }

    /// What a person can do about it.
    public var whatToDo: Wording { words.whatToDo }

    /// What a sentence says of the offending value; nil where no value is to blame.
    var predicate: Wording? { words.predicate }

    // Three tables in three files: one long switch would hide that a code has exactly one entry.
    private var words: FaultWords { fileWords ?? rowWords ?? noteWords! }
}
