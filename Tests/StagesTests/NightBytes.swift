import CArchive
import Foundation

@testable import Project

/// Bytes that a story needs and that git should not hold: written in `case.yaml` as a list of pieces, made
/// when the story is played.
///
/// A piece is a text (its UTF-8) or one of `{hex: "EF BB BF"}`, `{repeat: PIECES, times: 1000}`, `{numbered:
/// "row {n};\n", from: 1, to: 1000}`, `{text: "…", encoding: utf-16le}` (utf-16be, iso-8859-1, windows-1252),
/// `{file: PATH}` (in the root), `{gzip: PIECES, times: 1024}` (so many members end to end: 1 GiB in 1 MB),
/// `{zip: MEMBERS}` (see `ZipBytes`), `{cut: PIECES, to: 100}` (negative: so many bytes are lacking),
/// `{change: PIECES, at: 100, to: "00 FF"}` (negative: from the end).
struct NightBytes {
    let root: String

    struct Unclear: Error, CustomStringConvertible { let description: String }

    func bytes(_ pieces: [Located]) throws -> [UInt8] {
        var result: [UInt8] = []
        for place in pieces { result += try piece(place) }
        return result
    }

    private func piece(_ place: Located) throws -> [UInt8] {
        if place.node.mapping == nil, let text = [place].texts("bytes").first { return Array(text.text.utf8) }
        guard let map = YAMLMap(place, what: "a piece of bytes") else {
            throw Unclear(description: "a piece is a text or a mapping")
        }
        defer { map.finish() }
        if let hex = map.string("hex") { return try Self.hex(hex) }
        if let text = map.string("text") { return try Self.encode(text, map.string("encoding") ?? "utf-8") }
        if let text = map.string("numbered") {
            let parts = text.split(separator: "{n}", omittingEmptySubsequences: false).map { Array($0.utf8) }
            var result: [UInt8] = []
            for number in (map.integer("from") ?? 1)...(map.integer("to") ?? 1) {
                for (index, part) in parts.enumerated() {
                    result += index == 0 ? part : Array("\(number)".utf8) + part
                }
            }
            return result
        }
        if let inner = map.list("repeat") {
            let once = try bytes(inner)
            let times = map.integer("times") ?? 1
            var result: [UInt8] = []
            result.reserveCapacity(once.count * times)
            for _ in 0..<times { result += once }
            return result
        }
        if let file = map.string("file") {
            return Array(try Data(contentsOf: URL(fileURLWithPath: root + "/" + file)))
        }
        if let inner = map.list("gzip") {
            let member = try Deflated(bytes(inner)).gzip
            var result: [UInt8] = []
            for _ in 0..<(map.integer("times") ?? 1) { result += member }
            return result
        }
        if let members = map.list("zip") {
            return try ZipBytes(members.map { try ZipBytes.Member($0, in: self) }).bytes
        }
        if let inner = map.list("cut") {
            let whole = try bytes(inner)
            let to = map.integer("to") ?? 0
            return Array(whole.prefix(to < 0 ? whole.count + to : to))
        }
        if let inner = map.list("change") {
            var whole = try bytes(inner)
            let at = map.integer("at") ?? 0
            let new = try Self.hex(map.string("to") ?? "")
            whole.replaceSubrange(
                (at < 0 ? whole.count + at : at)..<(at < 0 ? whole.count + at : at) + new.count, with: new)
            return whole
        }
        throw Unclear(description: "nobody knows how to make this piece")
    }

    static func hex(_ text: String) throws -> [UInt8] {
        try text.split(separator: " ").map { digits in
            guard let byte = UInt8(digits, radix: 16) else {
                throw Unclear(description: "\(digits) is no byte")
            }
            return byte
        }
    }

    static func encode(_ text: String, _ name: String) throws -> [UInt8] {
        let encodings: [String: String.Encoding] = [
            "utf-8": .utf8, "utf-16le": .utf16LittleEndian, "utf-16be": .utf16BigEndian,
            "iso-8859-1": .isoLatin1, "windows-1252": .windowsCP1252,
        ]
        guard let encoding = encodings[name], let data = text.data(using: encoding) else {
            throw Unclear(description: "\(name) cannot write this text")
        }
        return Array(data)
    }
}

/// Bytes as zlib packs them, without a header; `times` repeats the packed block, so that a bomb costs nothing
/// to make.
struct Deflated {
    let raw: [UInt8]
    let crc: UInt32
    let size: Int

    init(_ bytes: [UInt8], times: Int = 1) throws {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else {
            throw NightBytes.Unclear(description: "zlib")
        }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 64)
        var input = bytes
        // A full flush ends at a whole byte and forgets what came before: such a block may follow itself.
        let made = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                return deflate(&stream, Z_FULL_FLUSH) == Z_OK ? Int(stream.total_out) : 0
            }
        }
        guard made > 0 || bytes.isEmpty else { throw NightBytes.Unclear(description: "zlib") }
        let sum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        var blocks: [UInt8] = []
        for _ in 0..<times { blocks += output[..<made] }
        raw = blocks + [3, 0]
        crc = UInt32(
            truncatingIfNeeded: (1..<max(2, times)).reduce(sum) { all, _ in
                times == 1 ? all : crc32_combine(all, sum, bytes.count)
            })
        size = bytes.count * times
    }

    var gzip: [UInt8] {
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + raw + crc.littleBytes
            + UInt32(truncatingIfNeeded: size).littleBytes
    }
}

extension FixedWidthInteger {
    var littleBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
