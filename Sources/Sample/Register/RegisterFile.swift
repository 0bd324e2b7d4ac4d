/// One table of the register in OIS XML: ISO-8859-1, one line or indented with CRLF, with or without a
/// header.
final class RegisterFile {
    let sink: ByteSink
    /// Supplier originals: CRLF, one space per level, empty elements written out.
    let indented: Bool
    private(set) var records = 0
    private let root: Element
    private let record: Element

    init(_ sink: ByteSink, table: RegisterTable, indented: Bool, header day: Day?) {
        self.sink = sink
        self.indented = indented
        root = Element("OIS_UDTRAEK")
        record = Element(table.recordName)
        sink.put(ascii: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>")
        lineBreak(0)
        sink.put(root.start, root.startCount)
        guard let day else { return }
        let header = Element("UDTRAEK")
        lineBreak(1)
        sink.put(header.start, header.startCount)
        text(Element("LOEBENUMMER"), "1")
        text(Element("DATALEVERANDOER"), "OIS")
        text(Element("AF_TABEL"), table.rawValue)
        text(Element("UDTRAEKS_DATO"), day.iso)
        lineBreak(1)
        sink.put(header.end, header.endCount)
    }

    func close() throws {
        lineBreak(0)
        sink.put(root.end, root.endCount)
        if indented { sink.put(ascii: "\r\n") }
        try sink.finish()
    }

    func begin() {
        records += 1
        lineBreak(1)
        sink.put(record.start, record.startCount)
    }

    func end() {
        lineBreak(1)
        sink.put(record.end, record.endCount)
    }

    @inline(__always)
    private func lineBreak(_ level: Int) {
        guard indented else { return }
        sink.put(ascii: "\r\n")
        for _ in 0..<level { sink.put(byte: 32) }
    }

    @inline(__always)
    private func open(_ element: Element) {
        lineBreak(2)
        sink.put(element.start, element.startCount)
    }

    @inline(__always)
    private func shut(_ element: Element) { sink.put(element.end, element.endCount) }

    @inline(__always)
    func number(_ element: Element, _ value: Int) {
        open(element)
        sink.put(value)
        shut(element)
    }

    @inline(__always)
    func code(_ element: Element, _ value: StaticString) {
        open(element)
        sink.put(ascii: value)
        shut(element)
    }

    func identity(_ element: Element, _ value: Identity) {
        open(element)
        sink.put(value)
        shut(element)
    }

    func moment(_ element: Element, _ value: Moment) {
        open(element)
        sink.put(value)
        shut(element)
    }

    /// Text with characters outside ASCII; never on the hot path.
    func text(_ element: Element, _ value: String) {
        open(element)
        for byte in latin1(value) {
            switch byte {
            case UInt8(ascii: "&"): sink.put(ascii: "&amp;")
            case UInt8(ascii: "<"): sink.put(ascii: "&lt;")
            default: sink.put(byte: byte)
            }
        }
        shut(element)
    }

    /// An element around whatever `write` puts.
    @inline(__always)
    func around(_ element: Element, _ write: (ByteSink) -> Void) {
        open(element)
        write(sink)
        shut(element)
    }

    /// Absent, which an original writes as an empty element.
    @inline(__always)
    func absent(_ element: Element) {
        guard indented else { return }
        lineBreak(2)
        sink.put(element.empty, element.emptyCount)
    }

    @inline(__always)
    func number(_ element: Element, _ value: Int?) {
        if let value { number(element, value) } else { absent(element) }
    }

    /// `POINT (E N)` from whole centimetres, or the empty geometry.
    func point(_ element: Element, _ place: Place?) {
        open(element)
        if let place {
            sink.put(ascii: "POINT (")
            decimal(place.easting)
            sink.put(byte: 32)
            decimal(place.northing)
            sink.put(byte: 41)
        } else {
            sink.put(ascii: "GEOMETRYCOLLECTION EMPTY")
        }
        shut(element)
    }

    /// Metres with up to two decimals, trailing zeros cut, as the register writes them.
    private func decimal(_ centimetres: Int) {
        sink.put(centimetres / 100)
        let rest = centimetres % 100
        guard rest > 0 else { return }
        sink.put(byte: 46)
        if rest % 10 == 0 { sink.put(rest / 10) } else { sink.put(rest, width: 2) }
    }
}

/// A point in ETRS89 / UTM 32N, in whole centimetres.
struct Place: Hashable {
    var easting: Int
    var northing: Int
}
