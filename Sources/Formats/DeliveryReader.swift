import Glibc
import Records

/// Bytes of one delivery, unpacked on the way, nothing on disk. What the delivery is (plain, ZIP, gzip) is
/// told from its bytes, never from its name.
public struct DeliveryReader {
    let limits: Limits
    /// Bytes from which a plain file is read past the page cache, and ahead; smaller in tests.
    var readsAheadFrom = 64 << 20

    /// A reader with these limits.
    public init(limits: Limits = .init()) { self.limits = limits }

    /// Reads the file at `path`; see `read(_:wantedSuffixes:progress:_:)`.
    public func read(
        path: String, wantedSuffixes: [String], progress: (_ packedBytesSoFar: Int) -> Void = { _ in },
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> DeliverySummary {
        try read(.path(path), wantedSuffixes: wantedSuffixes, progress: progress, body)
    }

    /// Hands the wanted bytes on in pieces of at most 1 MiB and returns what was seen.
    ///
    /// In an archive the wanted member is the only one with the first suffix of the list that any member has.
    /// A `Refusal` may come after pieces were handed on (a checksum stands at the end): the caller keeps
    /// nothing of such a file.
    ///
    /// - Throws: `Refusal` when the delivery cannot be taken, and whatever `body` throws.
    public func read(
        _ delivery: Delivery, wantedSuffixes: [String],
        progress: (_ packedBytesSoFar: Int) -> Void = { _ in },
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> DeliverySummary {
        let source = try PackedSource(delivery)
        defer { source.close() }
        let head = try source.peek(4)
        if head.isEmpty { throw Refusal(.emptyFile) }
        let isZip = head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
        let isGzip = head.starts(with: [0x1F, 0x8B])
        // What the receiver refuses may be the archive's fault: read on to its checksum, which then is the
        // better reason.
        var refusal: Refusal?
        var drained = 0
        func receive(_ piece: UnsafeRawBufferPointer) throws {
            if let refusal {
                drained += piece.count
                if drained > Self.drainLimit { throw refusal }
                return
            }
            do {
                try body(piece)
            } catch let fault as Refusal {
                refusal = fault
                if !isZip && !isGzip {
                    try source.checkUnchanged()
                    throw fault
                }
            }
        }
        let summary =
            if isZip {
                try ZipDelivery(source: source, limits: limits, wantedSuffixes: wantedSuffixes).read(
                    progress, receive)
            } else if isGzip {
                try GzipDelivery(source: source, limits: limits).read(progress, receive)
            } else {
                try readPlain(source, progress, receive)
            }
        try source.checkUnchanged()
        if let refusal { throw refusal }
        return summary
    }

    /// Bytes that are still unpacked after the receiver has refused.
    private static let drainLimit = 256 << 20

    private func readPlain(
        _ source: PackedSource, _ progress: (Int) -> Void, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> DeliverySummary {
        var meter = UnpackMeter(limits: limits, packed: nil)
        func take(_ piece: UnsafeRawBufferPointer) throws {
            try meter.add(piece.count)
            try body(piece)
            progress(meter.unpacked)
        }
        if source.readsToTheEnd(from: readsAheadFrom) {
            let make = { Piece(byteCount: PackedSource.pieceBytes) }
            try Conveyor(depth: 2, name: "reads ahead", stackBytes: 512 << 10, make: make).run { send in
                var piece = make()
                while try source.next(into: &piece) { try send(&piece) }
            } receive: { piece in
                try take(piece.bytes)
            }
        } else {
            while let piece = try source.next() { try take(piece) }
        }
        return DeliverySummary(packing: .none, unpackedBytes: meter.unpacked, packedBytes: meter.unpacked)
    }
}

/// Counts unpacked bytes against the limits.
struct UnpackMeter {
    let limits: Limits
    /// Size of the packed delivery, where the ratio means something.
    let packed: Int?
    private(set) var unpacked = 0

    init(limits: Limits, packed: Int?) {
        self.limits = limits
        self.packed = packed
    }

    mutating func add(_ count: Int, packedSoFar: Int? = nil) throws {
        unpacked += count
        if unpacked > limits.maximumBytes {
            throw Refusal(
                .archiveLimit, at: Position(line: 1, byte: unpacked),
                detail: "more than \(limits.maximumBytes) bytes unpacked")
        }
        guard unpacked > limits.ratioFloor, let packed = packed ?? packedSoFar else { return }
        // The division, not the product: a packed size times the ratio could overflow.
        if unpacked / limits.ratio > packed {
            throw Refusal(
                .archiveLimit, at: Position(line: 1, byte: unpacked),
                detail: "more than \(limits.ratio) bytes unpacked per packed byte")
        }
    }
}
