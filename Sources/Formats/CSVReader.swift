import Records

/// Reads a CSV delivery: RFC 4180 on bytes, columns found by the header's names, never by position.
public struct CSVReader: Sendable {
    public let layout: CSVLayout
    public let fields: FieldList
    /// Fields that the header must have.
    public let required: [Int]
    public let limits: Limits

    static let suffixes = [".csv", ".txt", ".tsv"]

    public init(layout: CSVLayout, fields: FieldList, required: [Int] = [], limits: Limits = .init()) {
        self.layout = layout
        self.fields = fields
        self.required = required
        self.limits = limits
    }

    /// Reads the file at `path`; see `read(_:progress:onReject:onTotal:onRecord:)`.
    public func read(
        path: String, sieve: RecordSieve = .open, progress: (_ packedBytesSoFar: Int) -> Void = { _ in }, onReject: (Reject) throws -> Void,
        onTotal: (_ rule: Int, _ record: Record) throws -> Void = { _, _ in }, onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        try read(.path(path), sieve: sieve, progress: progress, onReject: onReject, onTotal: onTotal, onRecord: onRecord)
    }

    /// Hands every record on, in the file's order; `onTotal` gets each row that a rule of the layout calls a total, before it is rejected. Throws a
    /// `Refusal` when the file cannot be taken, also after records were handed on, and whatever the callbacks throw.
    public func read(
        _ delivery: Delivery, sieve: RecordSieve = .open, progress: (_ packedBytesSoFar: Int) -> Void = { _ in }, onReject: (Reject) throws -> Void,
        onTotal: (_ rule: Int, _ record: Record) throws -> Void = { _, _ in }, onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        try withoutActuallyEscaping(onReject) { onReject in
            try withoutActuallyEscaping(onTotal) { onTotal in
                try withoutActuallyEscaping(onRecord) { onRecord in
                    let scanner = CSVScanner(
                        layout: layout, fields: fields, required: required, limits: limits, sieve: sieve, onReject: onReject, onTotal: onTotal,
                        onRecord: onRecord)
                    let seen = try DeliveryReader(limits: limits).read(delivery, wantedSuffixes: Self.suffixes, progress: progress) {
                        try scanner.push($0)
                    }
                    try scanner.finish()
                    var summary = scanner.summary
                    summary.notes += seen.notes
                    return summary
                }
            }
        }
    }

    /// The header's names as delivered, for finding the feed that a file belongs to.
    public static func header(path: String, layout: CSVLayout, limits: Limits = .init()) throws -> [String] {
        try header(.path(path), layout: layout, limits: limits)
    }

    /// The header's names as delivered.
    public static func header(_ delivery: Delivery, layout: CSVLayout, limits: Limits = .init()) throws -> [String] {
        struct Enough: Error {}
        let scanner = CSVScanner(
            layout: layout, fields: FieldList([]), required: [], limits: limits, onReject: { _ in }, onRecord: { _ in })
        scanner.headerOnly = true
        do {
            _ = try DeliveryReader(limits: limits).read(delivery, wantedSuffixes: suffixes) {
                try scanner.push($0)
                if scanner.header != nil { throw Enough() }
            }
            try scanner.finish()
        } catch is Enough {}
        return scanner.header?.names ?? []
    }
}
