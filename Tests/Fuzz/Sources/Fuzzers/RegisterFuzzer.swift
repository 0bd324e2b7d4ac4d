import Contracts
import Records

@testable import Formats

/// The same bytes through both XML readers. What the plain reader takes, it takes as libxml2 does: the same
/// records, places, rejects, notes and refusals, whatever the windows. What libxml2 takes has as many records
/// as a count of the tags finds.
func fuzzRegister(_ input: inout Input) {
    let layout = layouts[input.choice(layouts.count)]
    let limits = allLimits[input.choice(allLimits.count)]
    let piece = 1 + input.choice(64)
    let window = 512 + 16 * input.choice(40)
    let feed = 8 + input.choice(90)
    let bytes = input.rest
    func read(_ choice: XMLReaderChoice, piece: Int, feed: Int) -> Transcript {
        var reader = RegisterXMLReader(
            layout: layout, fields: FieldList(checker.fieldNames), limits: limits, choice: choice)
        (reader.plainWindow, reader.parserFeed) = (window, feed)
        // The place of a value inside its record is known to the plain reader alone; libxml2's values are
        // copies, and the record's place stands in.
        return Transcript(
            checker: checker, count: bytes.count, places: false,
            visit: { isElement($0.raw, layout.record, bytes) }
        ) {
            try reader.read(.bytes(bytes, piece: piece), onReject: $0, onRecord: $1)
        }
    }
    let reference = read(.libxml2, piece: 64 << 10, feed: 64 << 10)
    promise(reference.declined == nil, "libxml2 never declines")
    let plain = read(.plain, piece: piece, feed: feed)
    if plain.declined == nil {
        promise(plain.anonymous == reference.anonymous, "plain:\n\(plain)\n--- libxml2 ---\n\(reference)")
    }
    let small = read(.libxml2, piece: piece, feed: feed)
    // Markup without an event is counted by feeds: a guard, not a measure.
    let guarded = [reference, small].contains { $0.refusal?.fault.code == .xmlNoProgress }
    if !guarded, reference.refusal == nil || small.refusal == nil {
        promise(small == reference, "libxml2 fed with \(feed) bytes:\n\(small)\n--- whole ---\n\(reference)")
    }
    if let summary = reference.summary, let count = TagCount(bytes, layout).records {
        promise(summary.records == count, "\(summary.records) records read, \(count) counted")
    }
}

private let layouts = [
    XMLLayout(root: "R", record: "T", header: "H"), XMLLayout(root: "R", record: "T"),
    XMLLayout(root: "Rød", record: "Tå", header: "Hø"),
    XMLLayout(root: "R", record: "R", header: "R"),
]

private let allLimits: [Limits] = {
    var small = Limits()
    (small.xmlDepth, small.textBytes, small.noProgressBytes, small.unknownFields, small.recordBytes) = (
        6, 60, 100, 3, 300
    )
    var usual = Limits()
    usual.unknownFields = 50
    return [usual, small]
}()

nonisolated(unsafe) private let checker = RowChecker(
    contract: Contract(
        name: "fuzz", describes: "",
        columns: [
            Column(name: "a", type: .integer, maximum: 100, onFault: .accept),
            Column(name: "b", from: ["b", "bb"], type: .text),
            Column(name: "ø", type: .code, onFault: .dropValue),
            Column(name: "again", from: ["a"], type: .year, onFault: .accept),
            Column(name: "p", type: .easting, onFault: .dropValue),
            Column(name: "q", from: ["p"], type: .northing, onFault: .dropValue),
            Column(name: "t", type: .timestamp, onFault: .accept),
        ], key: []),
    style: .register, codes: [:])

/// A record's own bytes go from the `<` of its start tag to the `>` of its end tag.
private func isElement(_ raw: UnsafeBufferPointer<UInt8>, _ name: String, _ file: [UInt8]) {
    if file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) { return }
    promise(
        raw.first == UInt8(ascii: "<") && raw.last == UInt8(ascii: ">"),
        "a record is not cut: \(String(decoding: raw, as: UTF8.self))")
}

/// Counts the records of a file that is known to be well-formed, in the plainest way.
private struct TagCount {
    /// Nil where the file is not written in bytes.
    var records: Int? = 0

    init(_ bytes: [UInt8], _ layout: XMLLayout) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || !layout.record.utf8.allSatisfy({ $0 < 0x80 })
        {
            records = nil
            return
        }
        let name = Array(layout.record.utf8)
        var at = 0
        var depth = 0
        var count = 0
        func skip(past end: String) {
            let end = Array(end.utf8)
            while at < bytes.count, !bytes[at...].starts(with: end) { at += 1 }
            at += end.count
        }
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                at += 1
                continue
            }
            if bytes[at...].starts(with: "<!--".utf8) {
                at += 4
                skip(past: "-->")
                continue
            }
            if bytes[at...].starts(with: "<![CDATA[".utf8) {
                skip(past: "]]>")
                continue
            }
            if bytes[at...].starts(with: "<?".utf8) {
                skip(past: "?>")
                continue
            }
            let closing = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/")
            let start = at + 1
            var quote: UInt8?
            while at < bytes.count, quote != nil || bytes[at] != UInt8(ascii: ">") {
                if let q = quote {
                    if bytes[at] == q { quote = nil }
                } else if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
                    quote = bytes[at]
                }
                at += 1
            }
            let empty = at > 0 && bytes[min(at, bytes.count) - 1] == UInt8(ascii: "/")
            if closing {
                depth -= 1
            } else {
                let tag = bytes[start..<min(at, bytes.count)].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
                // The reader goes by the local name, as libxml2 gives it.
                let local = tag.split(separator: UInt8(ascii: ":"), maxSplits: 1).last ?? tag
                if depth == 1, local.elementsEqual(name) { count += 1 }
                if !empty { depth += 1 }
            }
            at += 1
        }
        records = count
    }
}
