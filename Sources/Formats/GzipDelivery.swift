import CArchive
import Records

/// A gzip stream, of one or several members end to end; every member's checksum and length are verified.
struct GzipDelivery {
    let source: PackedSource
    let limits: Limits

    func read(_ progress: (Int) -> Void, _ body: (UnsafeRawBufferPointer) throws -> Void) throws
        -> DeliverySummary
    {
        var stream = z_stream()
        // 15 window bits + 16: gzip only, header and trailer checked by zlib.
        guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Refusal(.archiveDamaged, detail: "zlib")
        }
        defer { inflateEnd(&stream) }
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
        defer { output.deallocate() }
        var meter = UnpackMeter(limits: limits, packed: source.size)
        var packed = 0
        var ended = false
        while let piece = try source.next() {
            packed += piece.count
            stream.next_in = UnsafeMutablePointer(
                mutating: piece.baseAddress!.assumingMemoryBound(to: UInt8.self))
            stream.avail_in = UInt32(piece.count)
            repeat {
                if ended {
                    // Zeros after the end are padding (tapes, some uploads); anything else starts another
                    // member.
                    while stream.avail_in > 0, stream.next_in.pointee == 0 {
                        stream.next_in += 1
                        stream.avail_in -= 1
                    }
                    if stream.avail_in == 0 { break }
                    inflateReset(&stream)
                    ended = false
                }
                stream.next_out = output.baseAddress!.assumingMemoryBound(to: UInt8.self)
                stream.avail_out = UInt32(output.count)
                let result = inflate(&stream, Z_NO_FLUSH)
                let count = output.count - Int(stream.avail_out)
                if count > 0 {
                    try meter.add(count, packedSoFar: packed)
                    try body(UnsafeRawBufferPointer(rebasing: output[..<count]))
                }
                switch result {
                case Z_STREAM_END: ended = true
                case Z_OK, Z_BUF_ERROR: break
                default: throw damaged(&stream, packed)
                }
            } while stream.avail_in > 0 || stream.avail_out == 0
            progress(packed)
        }
        if !ended {
            throw Refusal(
                .archiveTruncated, at: Position(line: 1, byte: packed), detail: "gzip ends inside a member")
        }
        return DeliverySummary(packing: .gzip, unpackedBytes: meter.unpacked, packedBytes: packed)
    }

    private func damaged(_ stream: inout z_stream, _ packed: Int) -> Refusal {
        let message = stream.msg.map { String(cString: $0) } ?? "not a gzip stream"
        return Refusal(
            .archiveDamaged, at: Position(line: 1, byte: packed - Int(stream.avail_in)),
            detail: "gzip: \(message)")
    }
}
