/// Writes CSV records: fields are quoted where they must be, `""` for a quote.
public struct CSVWriter: Sendable {
    /// The byte between two fields.
    public var separator: UInt8
    /// What ends every record, the last one too.
    public var lineEnd: String
    /// What was written and not yet taken.
    public private(set) var bytes: [UInt8] = []

    /// A writer with nothing written; the default is what a Danish Excel writes.
    public init(separator: UInt8 = UInt8(ascii: ";"), lineEnd: String = "\r\n") {
        self.separator = separator
        self.lineEnd = lineEnd
    }

    /// Appends one record.
    public mutating func line(_ fields: [String]) {
        for (i, field) in fields.enumerated() {
            if i > 0 { bytes.append(separator) }
            append(field)
        }
        // A record of one empty field would read as a blank line.
        if fields.count == 1, fields[0].isEmpty { bytes += Array("\"\"".utf8) }
        bytes += Array(lineEnd.utf8)
    }

    /// What was written since the last call.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func append(_ field: String) {
        let quote = UInt8(ascii: "\"")
        let utf8 = field.utf8
        let first = utf8.first
        let must =
            utf8.contains { $0 == separator || $0 == quote || $0 == 10 || $0 == 13 } || first == 0x20
            || first == 9 || utf8.last == 0x20
        guard must else {
            bytes += utf8
            return
        }
        bytes.append(quote)
        for b in utf8 {
            if b == quote { bytes.append(quote) }
            bytes.append(b)
        }
        bytes.append(quote)
    }
}
