import Records

/// The first lines of a table as they stand, before anybody knows which of them is the header: of a CSV file,
/// or of each sheet of a workbook.
public struct TableHead: Sendable {
    /// One line and where it stands.
    public struct Row: Sendable {
        /// Where the line begins in the file, counted from 1; in a sheet its row.
        public var line: Int
        /// Its fields as a person reads them: without quotes and without blanks around them.
        public var cells: [String]
    }

    /// The sheet's name; nil for a CSV file.
    public var sheet: String?
    /// The sheet is hidden in the workbook; false for a CSV file.
    public var isHidden = false
    /// The encoding that the bytes are in; nil for a sheet.
    public var encoding: String?
    /// What stands between two fields; nil for a sheet.
    public var separator: Character?
    /// The first lines that are not blank, 500 at most.
    public var rows: [Row]

    /// Bytes of a text that are looked at.
    static let bytes = 256 << 10
    /// Lines that are looked at.
    static let lines = 500

    /// The heads of a file; a CSV file has one.
    ///
    /// - Throws: `Refusal` for what is no table, with the way out.
    public static func of(path: String, limits: Limits = .init()) throws -> [TableHead] {
        if let book = try SheetBook.open(.path(path), limits: limits) {
            defer { book.close() }
            return try book.heads(decimal: UInt8(ascii: ",")).map { head in
                let rows = Self.rows(of: head.text, separator: RowText.separator, limits)
                return TableHead(sheet: head.name, isHidden: head.isHidden, rows: rows)
            }
        }
        let (text, encoding) = try Self.text(of: path, limits)
        let (separator, rows) = Self.table(text, limits)
        return [TableHead(encoding: encoding, separator: Character(Unicode.Scalar(separator)), rows: rows)]
    }

    // MARK: - bytes

    private struct Enough: Error {}

    /// The file's first bytes as UTF-8, up to the last line end that is there.
    private static func text(of path: String, _ limits: Limits) throws -> (text: [UInt8], encoding: String) {
        let found = EncodingSearch.of(.path(path), wantedSuffixes: CSVReader.suffixes, limits: limits)
        var text: [UInt8] = []
        var isWhole = true
        func add(_ piece: UnsafeRawBufferPointer) throws {
            text += piece
            if text.count > bytes {
                isWhole = false
                throw Enough()
            }
        }
        let reader = DeliveryReader(limits: limits)
        var encoding = "utf-8"
        do {
            switch found {
            case .other(let name): throw Refusal(.encoding, detail: name)
            case .utf16(let bigEndian):
                encoding = "utf-16"
                var pieces = UTF16Pieces(bigEndian: bigEndian)
                _ = try reader.read(path: path, wantedSuffixes: CSVReader.suffixes) {
                    try pieces.take($0, add)
                }
            case .bytes(let known):
                encoding = known.rawValue
                _ = try reader.read(path: path, wantedSuffixes: CSVReader.suffixes, add)
                if known != .utf8 { text = translated(text, known) }
            }
        } catch is Enough {
            if case .bytes(let known) = found, known != .utf8 { text = translated(text, known) }
        }
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
        if !isWhole, let end = text.lastIndex(of: 10) { text.removeSubrange((end + 1)...) }
        return (text, encoding)
    }

    private static func translated(_ text: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
        let transcoder = Transcoder(.bytes(encoding))
        let room = text.count * 3 + 64
        let output = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
        defer { output.deallocate() }
        var used = 0
        var made = 0
        text.withUnsafeBufferPointer { input in
            while used < text.count {
                let stop = transcoder.run(
                    input.baseAddress!, text.count, used: &used, into: output, room, made: &made)
                guard stop == .badByte || stop == .nulByte, used < text.count else { break }
                // What is no letter of the encoding is told when the file is read.
                output[made] = UInt8(ascii: "?")
                (made, used) = (made + 1, used + 1)
            }
        }
        return Array(UnsafeBufferPointer(start: output, count: made))
    }

    // MARK: - lines

    /// The separator that gives the most lines of one width, and the lines.
    private static func table(_ text: [UInt8], _ limits: Limits) -> (separator: UInt8, rows: [Row]) {
        var best: (separator: UInt8, rows: [Row], score: Int) = (UInt8(ascii: ";"), [], -1)
        for separator in [UInt8(ascii: ";"), 9, UInt8(ascii: "|"), UInt8(ascii: ",")] {
            let found = Self.rows(of: text, separator: separator, limits)
            var widths: [Int: Int] = [:]
            for row in found where row.cells.count > 1 { widths[row.cells.count, default: 0] += 1 }
            let score = widths.map { $0.key * $0.value }.max() ?? 0
            if score > best.score { best = (separator, found, score) }
        }
        return (best.separator, best.rows)
    }

    private static func rows(of text: [UInt8], separator: UInt8, _ limits: Limits) -> [Row] {
        var grammar = CSVGrammar(separator: separator, quote: UInt8(ascii: "\""), limits: limits)
        defer { grammar.deallocate() }
        let padded = text + Array(repeating: 10, count: CSVGrammar.padding)
        var rows: [Row] = []
        padded.withUnsafeBufferPointer { buffer in
            let base = buffer.baseAddress!
            var at = 0
            var line = 1
            while at < text.count, rows.count < lines {
                let next: Int
                switch grammar.record(base, from: at, end: text.count, final: true) {
                case .record(_, let after, _):
                    next = after
                    let cells = (0..<grammar.count).map { cell(grammar.fields[$0], base) }
                    let isMark = line == 1 && cells.joined().lowercased().hasPrefix("sep=")
                    if !isMark, !(cells.count == 1 && cells[0].isEmpty) {
                        rows.append(Row(line: line, cells: cells))
                    }
                case .badQuote(_, _, let after, _): next = after
                case .more, .fieldTooLong, .tooManyColumns: return
                }
                for byte in UnsafeBufferPointer(rebasing: buffer[at..<min(next, text.count)]) where byte == 10
                { line += 1 }
                at = max(next, at + 1)
            }
        }
        return rows
    }

    /// A field as a person reads it, without blanks around it.
    private static func cell(_ field: CSVGrammar.Field, _ base: UnsafePointer<UInt8>) -> String {
        var text = String(
            decoding: UnsafeBufferPointer(start: base + field.start, count: field.count), as: UTF8.self)
        if field.escaped { text = text.replacing("\"\"", with: "\"") }
        let blanks: Set<Character> = [" ", "\t", "\u{A0}", "\u{B}"]
        return String(text.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
    }
}
