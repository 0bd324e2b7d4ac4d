import CLibXML2
import Records

/// What the parser calls.
extension LibXMLReader {
    // MARK: - events

    /// Calls the reader behind the C library's context pointer without counting a reference: there are
    /// millions of events.
    @inline(__always)
    static func with(_ context: UnsafeMutableRawPointer?, _ body: (LibXMLReader) -> Void) {
        Unmanaged<LibXMLReader>.fromOpaque(context!)._withUnsafeGuaranteedRef(body)
    }

    func stop(with error: any Error) {
        if stop == nil { stop = error }
        xmlStopParser(parser)
    }

    func syntaxError(_ error: UnsafeMutablePointer<xmlError>) {
        if stop != nil || error.pointee.isOwnStop { return }
        // What the parser misses when there is no more to come is a guess ("Extra content"); what is wrong is
        // that the end is not there.
        if isTerminating, !closed {
            return stop(with: Refusal(.xmlTruncated, at: place(), detail: "</\(layout.root)> is missing"))
        }
        stop(with: Refusal(.xmlSyntax, at: place(), detail: error.pointee.text))
    }

    func startElement(_ name: UnsafePointer<xmlChar>, attributes: Int) {
        if stop != nil { return }
        events += 1
        depth += 1
        textLength = 0
        if attributes > 0, inRecord || depth == 2 { noticed.attributes += attributes }
        if depth > limits.xmlDepth {
            return stop(with: Refusal(.xmlDepth, at: place(), detail: "more than \(limits.xmlDepth) levels"))
        }
        switch depth {
        case 1:
            let root = String(cString: name)
            if root != layout.root {
                stop(with: Refusal(.wrongRoot, at: place(), value: root, detail: layout.root))
            }
        case 2: startRecord(name)
        case 3 where inRecord: startField(name)
        case 4 where inRecord:
            faults.append(
                Fault(
                    code: .badText, position: recordStart, column: names.title(current),
                    detail: "an element inside the value"))
        default: break
        }
    }

    private func startRecord(_ name: UnsafePointer<xmlChar>) {
        let element = String(cString: name)
        if element == layout.record {
            // The parser stands at the end of the start tag: a raw `<` occurs nowhere inside one.
            guard let input = parser?.pointee.input else { return }
            var p = input.pointee.cur!
            while p > input.pointee.base, p[0] != UInt8(ascii: "<") { p -= 1 }
            move(to: Int(input.pointee.consumed) + (p - input.pointee.base))
            inRecord = true
            recordStart = Position(line: cursor.line, byte: cursor.byte, record: summary.records + 1)
            cells.reset()
            noticed.unknown.removeAll(keepingCapacity: true)
            noticed.garbled = 0
            faults.removeAll(keepingCapacity: true)
        } else if element != layout.header {
            stop(with: Refusal(.wrongRecord, at: place(), value: element, detail: layout.record))
        }
    }

    private func startField(_ name: UnsafePointer<xmlChar>) {
        current = names.slot(interned: name)
        if current < 0 {
            return stop(
                with: Refusal(.tooManyUnknown, at: place(), detail: "more than \(limits.unknownFields)"))
        }
        if names.unknownCount > limits.unknownFields {
            return stop(
                with: Refusal(.tooManyUnknown, at: place(), detail: "more than \(limits.unknownFields)"))
        }
        cells.open()
    }

    func characters(_ text: UnsafePointer<xmlChar>, _ count: Int) {
        if stop != nil { return }
        events += 1
        textLength += count
        if textLength > limits.textBytes {
            return stop(
                with: Refusal(
                    .xmlTextSize, at: place(), detail: "more than \(limits.textBytes) bytes in one element"))
        }
        if depth == 3, inRecord { return cells.append(text, count) }
        if depth == 1 || (depth == 2 && inRecord) {
            for i in 0..<count where !(text[i] == 0x20 || text[i] == 10 || text[i] == 13 || text[i] == 9) {
                if depth == 1 {
                    return stop(with: Refusal(.xmlSyntax, at: place(), detail: "text between the records"))
                }
                if faults.last?.detail != Self.looseText {
                    faults.append(Fault(code: .badText, position: recordStart, detail: Self.looseText))
                }
                return
            }
        }
    }

    private static let looseText = "text between the fields"

    func endElement() {
        if stop != nil { return }
        events += 1
        textLength = 0
        if inRecord {
            if depth == 3 { endField() } else if depth == 2 { endRecord() }
        }
        depth -= 1
        if depth == 0 { closed = true }
    }

    private func endField() {
        let target = names.target(current)
        if target == ElementNames.unknown {
            noticed.unknown.append(current)
        } else {
            let garbled = cells.openMojibake()
            noticed.garbled += garbled
            let fresh = target >= 0 ? cells.close(target) : cells.close(names.ordinals(current))
            if !fresh {
                faults.append(
                    Fault(code: .repeatedField, position: recordStart, column: names.title(current)))
            }
        }
        current = -1
    }

    private func endRecord() {
        let end = consumed()
        move(to: end)
        inRecord = false
        summary.records += 1
        let raw = UnsafeBufferPointer(
            start: window.bytes(from: recordStart.byte), count: cursor.byte - recordStart.byte)
        if raw.count > limits.recordBytes {
            return stop(
                with: Refusal(
                    .limit, at: recordStart, detail: "a record of more than \(limits.recordBytes) bytes"))
        }
        do {
            if let wants = sieve.wants, try !wants(raw, summary.records) {
                noticed.attributes = 0
                return
            }
            attributesSeen += noticed.attributes
            noticed.attributes = 0
            for slot in noticed.unknown { names.countUnknown(slot) }
            mojibake.add(noticed.garbled, at: recordStart)
            if faults.isEmpty {
                try cells.withFields { try onRecord(Record(fields: $0, position: recordStart, raw: raw)) }
            } else {
                summary.rejected += 1
                try onReject(Reject(position: recordStart, faults: faults, raw: transcoder!.text(raw)))
            }
        } catch {
            stop(with: error)
        }
    }
}
