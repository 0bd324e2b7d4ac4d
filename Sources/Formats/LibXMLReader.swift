import CLibXML2
import Records

/// The reference reader: libxml2's SAX2 push parser over bytes that were checked and translated to UTF-8
/// first.
///
/// What the parser itself does not do is done here: it says nothing when an encoding's converter stops (so it
/// only ever sees valid UTF-8), has no limit on depth or text, expands entities of a DOCTYPE (so a DOCTYPE
/// ends the reading), and can end in silence (so return value, error number, depth, well-formedness and the
/// end event are all looked at).
final class LibXMLReader {
    let layout: XMLLayout
    let limits: Limits
    let onRecord: (Record) throws -> Void
    let sieve: RecordSieve
    let onReject: (Reject) throws -> Void
    @exclusivity(unchecked) var summary = ReadSummary(reader: XMLReaderChoice.libxml2.rawValue)

    // The parser.
    private let sax: UnsafeMutablePointer<xmlSAXHandler>
    @exclusivity(unchecked) var parser: xmlParserCtxtPtr?
    /// What stopped the reading, set inside a callback of the C library.
    @exclusivity(unchecked) var stop: (any Error)?
    @exclusivity(unchecked) private var ended = false
    @exclusivity(unchecked) var events = 0

    // Bytes on their way in.
    let window = ByteWindow()
    var transcoder: Transcoder?
    private let feed: UnsafeMutablePointer<UInt8>
    private let feedSize: Int
    @exclusivity(unchecked) private var fed = 0
    /// Delivered bytes translated so far.
    @exclusivity(unchecked) private var translated = 0
    /// UTF-8 bytes given to the parser, and how many when it last made an event.
    @exclusivity(unchecked) private var given = 0
    @exclusivity(unchecked) private var progressAt = 0
    @exclusivity(unchecked) private var eventsSeen = 0

    // Where we are: a delivered byte, its place in the UTF-8 stream, and its line.
    @exclusivity(unchecked) var cursor = (byte: 0, utf8: 0, line: 1, lineStart: 0)

    // The record being read.
    @exclusivity(unchecked) var depth = 0
    @exclusivity(unchecked) var inRecord = false
    @exclusivity(unchecked) var recordStart = Position(line: 1)
    let names: ElementNames
    @exclusivity(unchecked) var cells: CellBuffer
    @exclusivity(unchecked) var current = -1
    @exclusivity(unchecked) var textLength = 0
    @exclusivity(unchecked) var faults: [Fault] = []
    /// Attributes of records and fields: no field reads one, so they are counted under the name `@`.
    @exclusivity(unchecked) var attributesSeen = 0
    /// What was noticed in the record in hand; it counts when the record is read, not when it is passed over.
    @exclusivity(unchecked) var noticed = (attributes: 0, unknown: [Int](), garbled: 0)
    @exclusivity(unchecked) var mojibake = NoteCounter(.mojibake)

    init(
        layout: XMLLayout, fields: FieldList, limits: Limits, feedSize: Int = 64 << 10,
        sieve: RecordSieve = .open,
        onReject: @escaping (Reject) throws -> Void, onRecord: @escaping (Record) throws -> Void
    ) {
        _ = Self.prepared
        self.layout = layout
        self.limits = limits
        self.sieve = sieve
        self.onReject = onReject
        self.onRecord = onRecord
        self.feedSize = max(8, feedSize)
        names = ElementNames(fields: fields)
        cells = CellBuffer(count: fields.count)
        feed = .allocate(capacity: self.feedSize)
        sax = .allocate(capacity: 1)
        sax.initialize(to: xmlSAXHandler())
    }

    deinit {
        if let parser { xmlFreeParserCtxt(parser) }
        sax.deallocate()
        feed.deallocate()
        cells.deallocate()
    }

    private static let prepared: Void = xmlInitParser()

    // MARK: - bytes in

    /// Takes the next piece of the file.
    func push(_ piece: UnsafeRawBufferPointer) throws {
        summary.bytes += piece.count
        window.append(piece)
        if transcoder == nil {
            if window.count < XMLDeclaration.window { return }
            try begin()
        }
        try translate(final: false)
    }

    /// Ends the file; nothing is whole before this has returned.
    func finish() throws {
        if transcoder == nil { try begin() }
        try translate(final: true)
        try flush(terminate: false)
        isTerminating = true
        try flush(terminate: true)
        if let parser, !ended || depth != 0 || parser.pointee.wellFormed != 1 || parser.pointee.errNo != 0 {
            throw Refusal(.xmlTruncated, at: place(), detail: "the document does not end")
        }
        summary.unknownFields = names.unknownCounts
        attributesSeen += noticed.attributes
        if attributesSeen > 0 { summary.unknownFields["@"] = attributesSeen }
        summary.missingFields = names.missingFields
        if let note = mojibake.note { summary.notes.append(note) }
    }

    private func begin() throws {
        let head = UnsafeBufferPointer(
            start: window.bytes(from: 0), count: min(window.count, XMLDeclaration.window))
        let declaration = XMLDeclaration(head)
        if case .unknown(let name) = declaration.form {
            throw Refusal(
                .encoding, value: name,
                detail: "utf-8, iso-8859-1, windows-1252 or utf-16 with a byte order mark")
        }
        try sniff(head, declaration)
        let transcoder = Transcoder(declaration.form)
        self.transcoder = transcoder
        if case .utf16(true) = declaration.form {
            try sieve.begin("xml\u{1F}utf-16be")
        } else {
            try sieve.begin("xml\u{1F}" + formName)
        }
        translated = declaration.markLength
        cursor.byte = declaration.markLength
        cursor.lineStart = declaration.markLength
        if declaration.contradicts {
            summary.notes.append(
                Fault(
                    code: .otherEncoding, position: Position(line: 1), value: declaration.declared,
                    detail: "the byte order mark decides"))
        }
        sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        sax.pointee.startElementNs = { context, name, _, _, _, _, attributes, _, _ in
            LibXMLReader.with(context) { $0.startElement(name!, attributes: Int(attributes)) }
        }
        sax.pointee.endElementNs = { context, _, _, _ in LibXMLReader.with(context) { $0.endElement() } }
        sax.pointee.characters = { context, text, count in
            LibXMLReader.with(context) { $0.characters(text!, Int(count)) }
        }
        sax.pointee.cdataBlock = sax.pointee.characters
        sax.pointee.ignorableWhitespace = sax.pointee.characters
        sax.pointee.internalSubset = { context, _, _, _ in
            LibXMLReader.with(context) { $0.stop(with: Refusal(.xmlDoctype, at: $0.place())) }
        }
        sax.pointee.endDocument = { context in LibXMLReader.with(context) { $0.ended = true } }
        sax.pointee.serror = { context, error in
            guard let context, let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else {
                return
            }
            LibXMLReader.with(context) { $0.syntaxError(error) }
        }
        parser = xmlCreatePushParserCtxt(sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        guard let parser else { throw Refusal(.xmlSyntax, detail: "no parser") }
        // IGNORE_ENC: what it gets is UTF-8, whatever the declaration says. Never HUGE, never NOENT.
        xmlCtxtUseOptions(
            parser,
            Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_BIG_LINES.rawValue))
    }

    /// A file that is not XML at all is named as such, not by the parser's first stumble.
    private func sniff(_ head: UnsafeBufferPointer<UInt8>, _ declaration: XMLDeclaration) throws {
        let blank: Set<UInt8> = [0x20, 9, 10, 13]
        var bytes = Array(head[declaration.markLength...])
        if case .utf16 = declaration.form { bytes = bytes.filter { $0 != 0 } }
        guard let first = bytes.first(where: { !blank.contains($0) }) else {
            if window.count <= head.count { throw Refusal(.emptyFile) }
            return
        }
        if first == 0 { throw Refusal(.nulByte) }
        if bytes.starts(with: [0x3C, 0]) {
            throw Refusal(.encoding, detail: "utf-16 without a byte order mark")
        }
        if first != UInt8(ascii: "<") { throw Refusal(.xmlSyntax, detail: "the file does not begin as XML") }
    }

    private func translate(final: Bool) throws {
        guard let transcoder else { return }
        while true {
            var used = 0
            let input = window.bytes(from: translated)
            let outcome = transcoder.run(
                input, window.end - translated, used: &used, into: feed, feedSize, made: &fed)
            translated += used
            switch outcome {
            case .outputFull:
                try flush(terminate: false)
            case .inputUsed:
                if final, translated < window.end {
                    try badByte(.encoding, "the file ends inside a character")
                }
                return
            case .badByte: try badByte(.encoding, nil)
            case .nulByte: try badByte(.nulByte, nil)
            }
        }
    }

    /// Refuses at the next byte to translate, but only after what stands before it has been read: the first
    /// fault counts.
    private func badByte(_ code: FaultCode, _ detail: String?) throws -> Never {
        try flush(terminate: false)
        let p = window.bytes(from: translated)
        let hex = UTF8Bytes.hex(p[0])
        var position = Position(
            line: 1, byte: translated, record: inRecord ? summary.records + 1 : summary.records)
        let before = window.bytes(from: cursor.byte)
        position.line = cursor.line + Swar.newlines(before, count: translated - cursor.byte)
        var lineStart = translated
        while lineStart > cursor.byte, before[lineStart - cursor.byte - 1] != 10 { lineStart -= 1 }
        position.column = translated - (lineStart > cursor.byte ? lineStart : cursor.lineStart) + 1
        throw Refusal(
            code, at: position, value: code == .encoding ? "0x" + hex : nil, detail: detail ?? formName)
    }

    private var formName: String {
        switch transcoder?.form {
        case .bytes(let encoding): encoding.rawValue
        case .utf16: "utf-16"
        default: ""
        }
    }

    private func flush(terminate: Bool) throws {
        guard let parser else { return }
        let result = feed.withMemoryRebound(to: CChar.self, capacity: feedSize) {
            xmlParseChunk(parser, $0, Int32(fed), terminate ? 1 : 0)
        }
        given += fed
        fed = 0
        if let stop { throw stop }
        if result != 0 || parser.pointee.errNo != 0 {
            throw Refusal(terminate ? .xmlTruncated : .xmlSyntax, at: place(), detail: "error \(result)")
        }
        if events != eventsSeen {
            eventsSeen = events
            progressAt = given
        } else if given - progressAt > limits.noProgressBytes {
            throw Refusal(.xmlNoProgress, at: place())
        }
        if inRecord {
            if translated - recordStart.byte > limits.recordBytes {
                throw Refusal(
                    .limit, at: recordStart, detail: "a record of more than \(limits.recordBytes) bytes")
            }
        } else {
            move(to: consumed())
        }
        window.drop(before: inRecord ? recordStart.byte : cursor.byte)
    }

    // MARK: - places

    /// UTF-8 bytes that the parser has taken.
    func consumed() -> Int {
        guard let input = parser?.pointee.input else { return given }
        return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }

    func move(to utf8: Int) {
        guard let transcoder, utf8 > cursor.utf8 else { return }
        let way = transcoder.walk(window.bytes(from: cursor.byte), distance: utf8 - cursor.utf8)
        cursor = (
            cursor.byte + way.bytes, utf8, cursor.line + way.newlines,
            way.lineStart.map { cursor.byte + $0 } ?? cursor.lineStart
        )
    }

    /// Where the parser stands, without moving the cursor.
    func place() -> Position {
        var position = Position(
            line: cursor.line, byte: cursor.byte, record: inRecord ? summary.records + 1 : summary.records)
        let utf8 = min(consumed(), given + fed)
        if let transcoder, utf8 > cursor.utf8, cursor.byte >= window.start {
            let way = transcoder.walk(window.bytes(from: cursor.byte), distance: utf8 - cursor.utf8)
            position.byte += way.bytes
            position.line += way.newlines
        }
        return position
    }

    /// Set when every byte has been parsed and the parser is only told that there are no more: what it misses
    /// then was cut off.
    var isTerminating = false
    /// The root element was opened and closed again.
    var closed = false
}
