/// Writes lines of fields separated by tabs, and gives each away as soon as it is whole: a proof can be a
/// hundred megabytes of them.
struct LineWriter {
    private let taker: any LineTaker
    private var line: [UInt8] = []
    private var count = 0

    init(to taker: any LineTaker) { self.taker = taker }

    /// What `body` writes, as one text. It writes twice: first for the size, so that the text is as large as
    /// it must be and no larger.
    static func text(_ body: (inout LineWriter) -> Void) -> String {
        let size = LineSize()
        var counting = LineWriter(to: size)
        body(&counting)
        return String(unsafeUninitializedCapacity: size.bytes) { room in
            let filled = LineRoom(room)
            var writing = LineWriter(to: filled)
            body(&writing)
            return filled.bytes
        }
    }

    /// One line.
    mutating func line(_ fields: String...) { line(fields) }

    mutating func line(_ fields: [String]) {
        line.removeAll(keepingCapacity: true)
        for (n, field) in fields.enumerated() {
            if n > 0 { line.append(Self.tab) }
            append(field)
        }
        line.append(Self.newline)
        line.withUnsafeBufferPointer(taker.take)
        count += 1
    }

    /// The last line says how many went before it, so that a cut file shows.
    mutating func end() { line("end", String(count)) }

    /// A list of keys in one field.
    static func list(_ keys: [String]) -> String {
        keys.map { $0.contains(" ") || $0.utf8.contains(where: isSpecial) ? escaped($0, space: true) : $0 }
            .joined(separator: " ")
    }

    private static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == 92 || byte == 9 || byte == 10 || byte == 13
    }

    private mutating func append(_ field: String) {
        if field.utf8.contains(where: Self.isSpecial) {
            line += Self.escaped(field, space: false).utf8
        } else {
            line += field.utf8
        }
    }

    private static func escaped(_ field: String, space: Bool) -> String {
        var out = ""
        for c in field.unicodeScalars {
            switch c {
            case "\\": out += "\\\\"
            case "\t": out += "\\t"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case " " where space: out += "\\s"
            default: out.unicodeScalars.append(c)
            }
        }
        return out
    }
}

/// Where written lines go.
protocol LineTaker {
    /// Takes one line with its end.
    func take(_ line: UnsafeBufferPointer<UInt8>)
}

/// Counts the bytes.
private final class LineSize: LineTaker {
    private(set) var bytes = 0
    func take(_ line: UnsafeBufferPointer<UInt8>) { bytes += line.count }
}

/// Fills a room that is large enough.
private final class LineRoom: LineTaker {
    private let room: UnsafeMutableBufferPointer<UInt8>
    private(set) var bytes = 0
    init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }
    func take(_ line: UnsafeBufferPointer<UInt8>) {
        _ = UnsafeMutableBufferPointer(rebasing: room[bytes...]).update(fromContentsOf: line)
        bytes += line.count
    }
}
