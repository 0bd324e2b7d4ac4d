import Records

/// Reads a register file: flat records under one root, with either of two readers that give the same records,
/// rejects and refusals.
///
/// `automatic` (and `plain`) runs the plain reader; when that meets anything it is not sure of it throws
/// `PlainReaderDeclined`, and the caller rolls back and reads again with `libxml2`. So the plain reader
/// itself never refuses a file for its XML, only for its archive.
public struct RegisterXMLReader: Sendable {
    /// Names of the root, the records and the header.
    public let layout: XMLLayout
    /// The fields that are handed on, in this order.
    public let fields: FieldList
    /// How much a file may ask for.
    public let limits: Limits
    /// Which of the two readers takes the file.
    public let choice: XMLReaderChoice
    /// Size of the window that the readers see at once; small ones only in tests.
    var plainWindow = 512 << 10
    var parserFeed = 64 << 10

    static let suffixes = [".xml"]

    /// A reader of such files; the choice is the plain reader unless somebody asks for the reference.
    public init(
        layout: XMLLayout, fields: FieldList, limits: Limits = .init(), choice: XMLReaderChoice = .automatic
    ) {
        self.layout = layout
        self.fields = fields
        self.limits = limits
        self.choice = choice
    }

    /// Reads the file at `path`; see `read(_:progress:onReject:onRecord:)`.
    public func read(
        path: String, sieve: RecordSieve = .open, progress: (_ packedBytesSoFar: Int) -> Void = { _ in },
        onReject: (Reject) throws -> Void,
        onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        try read(.path(path), sieve: sieve, progress: progress, onReject: onReject, onRecord: onRecord)
    }

    /// Hands every record on, in the file's order. Throws a `Refusal` when the file cannot be taken, also
    /// after records were handed on; `PlainReaderDeclined` when the plain reader gives the file up; and
    /// whatever the callbacks throw.
    public func read(
        _ delivery: Delivery, sieve: RecordSieve = .open,
        progress: (_ packedBytesSoFar: Int) -> Void = { _ in }, onReject: (Reject) throws -> Void,
        onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        try withoutActuallyEscaping(onReject) { onReject in
            try withoutActuallyEscaping(onRecord) { onRecord in
                switch choice {
                case .libxml2:
                    let reader = LibXMLReader(
                        layout: layout, fields: fields, limits: limits, feedSize: parserFeed, sieve: sieve,
                        onReject: onReject, onRecord: onRecord)
                    let seen = try unpack(delivery, progress) { try reader.push($0) }
                    try reader.finish()
                    return withNotes(reader.summary, seen)
                case .automatic, .plain:
                    let reader = PlainReader(
                        layout: layout, fields: fields, limits: limits, window: plainWindow, sieve: sieve,
                        onReject: onReject, onRecord: onRecord)
                    let seen = try unpack(delivery, progress) { try reader.push($0) }
                    try reader.finish()
                    return withNotes(reader.summary, seen)
                }
            }
        }
    }

    private func unpack(
        _ delivery: Delivery, _ progress: (Int) -> Void, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> DeliverySummary {
        try DeliveryReader(limits: limits).read(
            delivery, wantedSuffixes: Self.suffixes, progress: progress, body)
    }

    private func withNotes(_ summary: ReadSummary, _ seen: DeliverySummary) -> ReadSummary {
        var summary = summary
        summary.notes += seen.notes
        return summary
    }
}

extension DeliverySummary {
    /// Members beside the one that was read.
    var notes: [Fault] {
        if otherMembers.isEmpty { return [] }
        return [
            Fault(
                code: .extraMember, position: Position(line: 1), value: otherMembers.joined(separator: ", "),
                detail: "\(otherMembers.count)")
        ]
    }
}
