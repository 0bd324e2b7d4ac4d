import Records

@testable import Formats

/// Everything a reader said about one file, in a form that can be compared and shown whole.
struct Reading: Equatable, CustomStringConvertible {
    var lines: [String] = []
    var summary: ReadSummary?
    var refusal: Refusal?
    var declined: String?

    var description: String {
        (lines
            + [refusal.map { "refused \(shown($0.fault))" }, declined.map { "declined \($0)" }].compactMap {
                $0
            }).joined(separator: "\n")
    }

    /// The same without the name of the reader, to compare the two.
    var anonymous: Reading {
        var copy = self
        copy.summary?.reader = ""
        copy.summary?.notes.sort { $0.code < $1.code }
        return copy
    }

    static func of(
        _ body: (_ onReject: (Reject) throws -> Void, _ onRecord: (Record) throws -> Void) throws ->
            ReadSummary
    ) -> Reading {
        var reading = Reading()
        do {
            var lines: [String] = []
            defer { reading.lines = lines }
            reading.summary = try body(
                { reject in
                    lines.append(
                        "reject \(place(reject.position)) \(reject.faults.map(shown)) <\(reject.raw)>")
                },
                { record in
                    let texts = (0..<record.fields.count).map { record.text($0) ?? "-" }
                    lines.append(
                        "\(place(record.position)) \(texts.joined(separator: "|")) #\(checksum(record.raw))")
                })
        } catch let refusal as Refusal {
            reading.refusal = refusal
        } catch let declined as PlainReaderDeclined {
            reading.declined = declined.reason
        } catch {
            reading.declined = "other error: \(error)"
        }
        return reading
    }
}

func place(_ p: Position) -> String { "\(p.line):\(p.column.map(String.init) ?? "-")@\(p.byte)/\(p.record)" }
func shown(_ f: Fault) -> String {
    "\(f.code.rawValue) \(place(f.position)) \(f.column ?? "-") \(f.value ?? "-") \(f.detail ?? "-")"
}
func checksum(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
}

/// Reads an XML file from memory with one of the readers.
func readXML(
    _ bytes: [UInt8], _ choice: XMLReaderChoice,
    layout: XMLLayout = XMLLayout(root: "R", record: "T", header: "H"),
    fields: [[String]] = [["a"], ["b", "bb"], ["ø"], ["a"]], limits: Limits = Limits(), piece: Int = 64 << 10,
    window: Int = 4096, feed: Int = 64 << 10
) -> Reading {
    var reader = RegisterXMLReader(layout: layout, fields: FieldList(fields), limits: limits, choice: choice)
    reader.plainWindow = window
    reader.parserFeed = feed
    return Reading.of { try reader.read(.bytes(bytes, piece: piece), onReject: $0, onRecord: $1) }
}

func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

/// Small reproducible randomness (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
