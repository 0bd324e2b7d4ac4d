import CLibXML2
import Records

/// What an XML part of a workbook is made of, as it comes.
protocol XMLHandler: AnyObject {
    func start(_ name: XMLName, _ attributes: XMLAttributes) throws
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
    func end(_ name: XMLName) throws
}

/// The local name of an element, in the parser's own bytes.
struct XMLName {
    let bytes: UnsafePointer<UInt8>

    @inline(__always)
    static func == (name: XMLName, word: StaticString) -> Bool { XMLAttributes.equal(name.bytes, word) }
    static func != (name: XMLName, word: StaticString) -> Bool { !(name == word) }
}

/// The attributes of one element, in the parser's own bytes; valid inside the call that hands them over.
struct XMLAttributes {
    /// Five pointers each: local name, prefix, namespace, start and end of the value.
    let entries: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    let count: Int

    /// The value of an attribute by its local name, in whatever namespace.
    @inline(__always)
    subscript(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        for place in 0..<count where Self.equal(entries![place * 5]!, name) { return value(place) }
        return nil
    }

    /// The value of an attribute whose namespace has these last characters.
    subscript(_ name: StaticString, in space: String) -> UnsafeBufferPointer<UInt8>? {
        for place in 0..<count where Self.equal(entries![place * 5]!, name) {
            guard let uri = entries![place * 5 + 2], String(cString: uri).hasSuffix(space) else { continue }
            return value(place)
        }
        return nil
    }

    func text(_ name: StaticString) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }
    func integer(_ name: StaticString) -> Int? { text(name).flatMap { Int($0) } }
    /// `1` and `true` are yes.
    func flag(_ name: StaticString) -> Bool {
        self[name].map { $0.elementsEqual("1".utf8) || $0.elementsEqual("true".utf8) } ?? false
    }

    private func value(_ place: Int) -> UnsafeBufferPointer<UInt8> {
        let start = entries![place * 5 + 3]!
        return UnsafeBufferPointer(start: start, count: entries![place * 5 + 4]! - start)
    }

    @inline(__always)
    fileprivate static func equal(_ bytes: UnsafePointer<UInt8>, _ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        let other = word.utf8Start
        var i = 0
        while i < count, bytes[i] == other[i] { i += 1 }
        return i == count && bytes[count] == 0
    }
}

/// libxml2's push parser over one part of a workbook, with what it does not do itself (see `LibXMLReader`):
/// it sees valid UTF-8 only, a DOCTYPE ends the reading, depth, text and markup without an event have limits,
/// and the end is looked at.
final class XMLEvents {
    /// Thrown by a handler that has seen enough.
    struct Enough: Error {}

    private let part: String
    private let limits: Limits
    private unowned let handler: any XMLHandler
    private let sax: UnsafeMutablePointer<xmlSAXHandler>
    @exclusivity(unchecked) private var parser: xmlParserCtxtPtr?
    @exclusivity(unchecked) private var stop: (any Error)?
    @exclusivity(unchecked) private var ended = false
    @exclusivity(unchecked) private var depth = 0
    @exclusivity(unchecked) private var textLength = 0
    @exclusivity(unchecked) private var events = 0
    private var eventsSeen = 0
    private var quiet = 0
    private var isTerminating = false

    private var transcoder: Transcoder?
    /// Bytes that wait: the head until the encoding is known, then a character whose end has not come.
    private var waiting: [UInt8] = []
    private let feed: UnsafeMutablePointer<UInt8>
    private static let feedSize = 64 << 10

    init(part: String, limits: Limits, handler: any XMLHandler) {
        _ = Self.prepared
        self.part = part
        self.limits = limits
        self.handler = handler
        feed = .allocate(capacity: Self.feedSize)
        sax = .allocate(capacity: 1)
        sax.initialize(to: xmlSAXHandler())
    }

    deinit {
        if let parser { xmlFreeParserCtxt(parser) }
        sax.deallocate()
        feed.deallocate()
    }

    private static let prepared: Void = xmlInitParser()

    // MARK: - bytes in

    func push(_ piece: UnsafeRawBufferPointer) throws {
        if transcoder == nil {
            waiting += piece
            if waiting.count < XMLDeclaration.window { return }
            return try begin(final: false)
        }
        if waiting.isEmpty {
            try translate(piece.bindMemory(to: UInt8.self), final: false)
        } else {
            let joined = waiting + piece
            waiting = []
            try joined.withUnsafeBufferPointer { try translate($0, final: false) }
        }
    }

    /// Ends the part; nothing of it is whole before this has returned.
    func finish() throws {
        if transcoder == nil {
            try begin(final: true)
        } else {
            let rest = waiting
            waiting = []
            try rest.withUnsafeBufferPointer { try translate($0, final: true) }
        }
        isTerminating = true
        try flush(0, terminate: true)
        guard let parser, ended, depth == 0, parser.pointee.wellFormed == 1, parser.pointee.errNo == 0 else {
            throw refusal(.xmlTruncated, "the document does not end")
        }
    }

    private func begin(final: Bool) throws {
        let head = waiting
        waiting = []
        let declaration = head.withUnsafeBufferPointer {
            XMLDeclaration(UnsafeBufferPointer(rebasing: $0.prefix(XMLDeclaration.window)))
        }
        if case .unknown(let name) = declaration.form { throw refusal(.encoding, name) }
        guard head.count > declaration.markLength else { throw refusal(.xmlTruncated, "the part is empty") }
        transcoder = Transcoder(declaration.form)
        makeParser()
        guard let parser else { throw refusal(.xmlSyntax, "no parser") }
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
        try head.withUnsafeBufferPointer {
            try translate(UnsafeBufferPointer(rebasing: $0[declaration.markLength...]), final: final)
        }
    }

    private func translate(_ bytes: UnsafeBufferPointer<UInt8>, final: Bool) throws {
        guard let transcoder, let base = bytes.baseAddress else { return }
        var at = 0
        while true {
            var used = 0
            var made = 0
            let outcome = transcoder.run(
                base + at, bytes.count - at, used: &used, into: feed, Self.feedSize, made: &made)
            at += used
            try flush(made, terminate: false)
            switch outcome {
            case .outputFull: continue
            case .badByte: throw refusal(.encoding, "a byte that is no character")
            case .nulByte: throw refusal(.nulByte, nil)
            case .inputUsed:
                if at < bytes.count {
                    if final { throw refusal(.encoding, "the part ends inside a character") }
                    waiting = Array(bytes[at...])
                }
                return
            }
        }
    }

    private func flush(_ count: Int, terminate: Bool) throws {
        guard let parser, count > 0 || terminate else { return }
        let result = feed.withMemoryRebound(to: CChar.self, capacity: Self.feedSize) {
            xmlParseChunk(parser, $0, Int32(count), terminate ? 1 : 0)
        }
        if let stop { throw stop }
        if result != 0 || parser.pointee.errNo != 0 {
            throw refusal(terminate ? .xmlTruncated : .xmlSyntax, "error \(result)")
        }
        if events != eventsSeen {
            (eventsSeen, quiet) = (events, 0)
        } else {
            quiet += count
            if quiet > limits.noProgressBytes { throw refusal(.xmlNoProgress, nil) }
        }
    }

    private func refusal(_ code: FaultCode, _ detail: String?) -> Refusal {
        Refusal(code, detail: [detail, "in \(part)"].compactMap { $0 }.joined(separator: ", "))
    }

    // MARK: - events

    private func makeParser() {
        sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        sax.pointee.startElementNs = { context, name, _, _, _, _, count, _, attributes in
            XMLEvents.with(context) {
                $0.start(XMLName(bytes: name!), XMLAttributes(entries: attributes, count: Int(count)))
            }
        }
        sax.pointee.endElementNs = { context, name, _, _ in
            XMLEvents.with(context) { $0.end(XMLName(bytes: name!)) }
        }
        sax.pointee.characters = { context, text, count in
            XMLEvents.with(context) { $0.text(UnsafeBufferPointer(start: text, count: Int(count))) }
        }
        sax.pointee.cdataBlock = sax.pointee.characters
        sax.pointee.ignorableWhitespace = sax.pointee.characters
        sax.pointee.internalSubset = { context, _, _, _ in
            XMLEvents.with(context) { $0.halt($0.refusal(.xmlDoctype, nil)) }
        }
        sax.pointee.endDocument = { context in XMLEvents.with(context) { $0.ended = true } }
        sax.pointee.serror = { context, error in
            guard let context, let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else {
                return
            }
            XMLEvents.with(context) { $0.syntaxError(error) }
        }
        parser = xmlCreatePushParserCtxt(sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
    }

    @inline(__always)
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (XMLEvents) -> Void) {
        Unmanaged<XMLEvents>.fromOpaque(context!)._withUnsafeGuaranteedRef(body)
    }

    private func halt(_ error: any Error) {
        if stop == nil { stop = error }
        xmlStopParser(parser)
    }

    private func syntaxError(_ error: UnsafeMutablePointer<xmlError>) {
        if stop != nil || error.pointee.isOwnStop { return }
        if isTerminating { return halt(refusal(.xmlTruncated, nil)) }
        halt(refusal(.xmlSyntax, error.pointee.text))
    }

    private func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if stop != nil { return }
        events += 1
        depth += 1
        textLength = 0
        if depth > limits.xmlDepth { return halt(refusal(.xmlDepth, "more than \(limits.xmlDepth) levels")) }
        do { try handler.start(name, attributes) } catch { halt(error) }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if stop != nil { return }
        events += 1
        textLength += bytes.count
        if textLength > limits.textBytes {
            return halt(refusal(.xmlTextSize, "more than \(limits.textBytes) bytes in one element"))
        }
        do { try handler.text(bytes) } catch { halt(error) }
    }

    private func end(_ name: XMLName) {
        if stop != nil { return }
        events += 1
        depth -= 1
        textLength = 0
        do { try handler.end(name) } catch { halt(error) }
    }
}
