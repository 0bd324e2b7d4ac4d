import Records

/// Reads a CSV delivery: RFC 4180 on bytes, columns found by the header's names, never by position.
public struct CSVReader {
    /// How the system writes its files.
    public let layout: CSVLayout
    /// The fields that are handed on, in this order.
    public let fields: FieldList
    /// Fields that the header must have.
    public let required: [Int]
    /// Fields that every record must have: one that ends before them was not written by a program that leaves
    /// out what is empty.
    public let needed: [Int]
    /// How much a file may ask for.
    public let limits: Limits

    static let suffixes = [".csv", ".txt", ".tsv"]

    /// Which sheet of a workbook is read, and in which of its columns each field stands.
    public struct Sheet: Sendable {
        /// The sheet's name, as the workbook has it.
        public var name: String
        /// By field, counted from 1; 0 where the sheet has no such column.
        public var columns: [Int]
    }

    /// Called with the sheet of a workbook, before its first record.
    public var onSheet: ((Sheet) -> Void)?

    /// A reader; without `needed` each record must have what the header must have.
    public init(
        layout: CSVLayout, fields: FieldList, required: [Int] = [], needed: [Int]? = nil,
        limits: Limits = .init()
    ) {
        self.layout = layout
        self.fields = fields
        self.required = required
        self.needed = needed ?? required
        self.limits = limits
    }

    /// Called with the bytes of a field of each record, also where the record itself is passed over.
    public typealias Watch = (
        field: Int, see: (_ bytes: UnsafeBufferPointer<UInt8>, _ position: Position) -> Void
    )

    /// Reads the file at `path`; see `read(_:progress:onReject:onTotal:onRecord:)`.
    public func read(
        path: String, watches: [Watch] = [], sieve: RecordSieve = .open,
        progress: (_ packedBytesSoFar: Int) -> Void = { _ in }, onReject: (Reject) throws -> Void,
        onTotal: (_ rule: Int, _ record: Record) throws -> Void = { _, _ in },
        onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        try read(
            .path(path), watches: watches, sieve: sieve, progress: progress, onReject: onReject,
            onTotal: onTotal, onRecord: onRecord)
    }

    /// Hands every record on, in the file's order; `onTotal` gets each row that a rule of the layout calls a
    /// total, before it is rejected. Throws a `Refusal` when the file cannot be taken, also after records
    /// were handed on, and whatever the callbacks throw.
    public func read(
        _ delivery: Delivery, watches: [Watch] = [], sieve: RecordSieve = .open,
        progress: (_ packedBytesSoFar: Int) -> Void = { _ in }, onReject: (Reject) throws -> Void,
        onTotal: (_ rule: Int, _ record: Record) throws -> Void = { _, _ in },
        onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        if let book = try SheetBook.open(delivery, limits: limits) {
            defer { book.close() }
            return try SheetReading(reader: self, book: book).read(
                watches, sieve, progress, onReject, onTotal, onRecord)
        }
        return try withoutActuallyEscaping(onReject) { onReject in
            try withoutActuallyEscaping(onTotal) { onTotal in
                try withoutActuallyEscaping(onRecord) { onRecord in
                    let scanner = CSVScanner(
                        layout: layout, fields: fields, required: required, needed: needed, limits: limits,
                        sieve: sieve, onReject: onReject,
                        onTotal: onTotal, onRecord: onRecord)
                    scanner.watches = watches
                    let seen = try Self.push(delivery, into: scanner, limits, progress)
                    var summary = scanner.summary
                    summary.notes += seen.notes
                    return summary
                }
            }
        }
    }

    /// The header's names as delivered, for finding the feed that a file belongs to.
    ///
    /// - Throws: `Refusal` when the file cannot be taken.
    public static func header(path: String, layout: CSVLayout, limits: Limits = .init()) throws -> [String] {
        try header(.path(path), layout: layout, limits: limits)
    }

    /// The header's names as delivered.
    ///
    /// - Throws: `Refusal` when the file cannot be taken.
    public static func header(_ delivery: Delivery, layout: CSVLayout, limits: Limits = .init()) throws
        -> [String]
    {
        try CSVReader(layout: layout, fields: FieldList([]), limits: limits).header(delivery)
    }

    /// The header's names as delivered, found by the fields that it must have where lines stand above it.
    ///
    /// - Throws: `Refusal` when the file cannot be taken.
    public func header(_ delivery: Delivery) throws -> [String] {
        if let book = try SheetBook.open(delivery, limits: limits) {
            defer { book.close() }
            return try SheetReading(reader: self, book: book).header()
        }
        let scanner = CSVScanner(
            layout: layout, fields: fields, required: required, needed: [], limits: limits,
            onReject: { _ in }, onRecord: { _ in })
        scanner.headerOnly = true
        do { _ = try Self.push(delivery, into: scanner, limits) } catch is Enough {}
        return scanner.header?.names ?? []
    }

    private struct Enough: Error {}

    /// Gives a delivery's bytes to the scanner, in an encoding that it reads.
    private static func push(
        _ delivery: Delivery, into scanner: CSVScanner, _ limits: Limits,
        _ progress: (_ packedBytesSoFar: Int) -> Void = { _ in }
    ) throws -> DeliverySummary {
        var utf16: UTF16Pieces?
        if scanner.layout.findsEncoding {
            switch EncodingSearch.of(delivery, wantedSuffixes: suffixes, limits: limits) {
            case .bytes(let encoding): scanner.use(encoding)
            case .utf16(let bigEndian):
                utf16 = UTF16Pieces(bigEndian: bigEndian)
                scanner.noteEncoding("utf-16")
            case .other(let name): scanner.refusedEncoding = name
            }
        }
        let seen = try DeliveryReader(limits: limits).read(
            delivery, wantedSuffixes: suffixes, progress: progress
        ) { piece in
            if utf16 != nil {
                try utf16!.take(piece) { try scanner.push($0) }
            } else {
                try scanner.push(piece)
            }
            if scanner.headerOnly, scanner.header != nil { throw Enough() }
        }
        try utf16?.finish()
        try scanner.finish()
        return seen
    }
}
