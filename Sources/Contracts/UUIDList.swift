/// Several UUIDs in one cell, whatever parts them: blanks, line ends, commas, semicolons, slashes, brackets,
/// quotes.
enum UUIDList {
    /// The UUIDs in lower case with a space between two, each once and without the zero UUID; nil where
    /// something else stands there.
    static func parse(_ bytes: Bytes) -> [UInt8]? {
        if let plain = KeySpelling.plain(bytes) { return plain.withUnsafeBufferPointer { take($0) } }
        return take(bytes)
    }

    private static func take(_ bytes: Bytes) -> [UInt8]? {
        var seen: Set<[UInt8]> = []
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard isPart(bytes[index]) else {
                // A letter is no separator: "mangler" beside a UUID wants a person, and so does a
                // spreadsheet's `####`.
                if isLetter(bytes[index]) || bytes[index] == UInt8(ascii: "#") || bytes[index] >= 0x80 {
                    return nil
                }
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, isPart(bytes[index]) { index += 1 }
            // A dash may stand between two of them.
            if index - start == 1, bytes[start] == UInt8(ascii: "-") { continue }
            guard let found = one(bytes[from: start, to: index]) else { return nil }
            guard !found.isEmpty, seen.insert(found).inserted else { continue }
            if !result.isEmpty { result.append(0x20) }
            result += found
        }
        return result
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return isDigit(byte) || lower >= 0x61 && lower <= 0x66 || byte == UInt8(ascii: "-")
    }

    /// One UUID, with its hyphens or without; empty for the zero UUID.
    private static func one(_ bytes: Bytes) -> [UInt8]? {
        var text = Array(bytes)
        if text.count == 32, !text.contains(UInt8(ascii: "-")) {
            for place in [8, 13, 18, 23] { text.insert(UInt8(ascii: "-"), at: place) }
        }
        guard text.count == 36 else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 36) { room in
            text.withUnsafeBufferPointer { text in
                switch UUIDParser.parse(text, into: room.baseAddress!) {
                case .value(let value), .noted(let value, _): Array(value)
                case .null: []
                case .bad: nil
                }
            }
        }
    }
}
