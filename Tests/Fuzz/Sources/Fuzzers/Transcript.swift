import Contracts
import Formats
import Records

/// Everything that a reader said about one file, to compare two readings and to hold one to its promises.
struct Transcript: Equatable {
    var lines: [String] = []
    /// Nil when the file was not read to its end.
    var summary: ReadSummary?
    var refusal: Refusal?
    var declined: PlainReaderDeclined?

    /// Records and rejects handed on.
    private(set) var records = 0
    private(set) var rejects = 0
    private var lastByte = -1

    /// Reads and checks what holds for every reader: numbers and places in order, fields whole, sums right.
    init(
        checker: RowChecker, count: Int, places: Bool = true, visit: @escaping (Record) -> Void = { _ in },
        _ read: (_ onReject: (Reject) throws -> Void, _ onRecord: (Record) throws -> Void) throws ->
            ReadSummary
    ) {
        var said = Transcript()
        var batch = checker.makeBatch()
        do {
            let summary = try read(
                { reject in
                    said.rejects += 1
                    said.place(reject.position, count)
                    promise(!reject.faults.isEmpty, "a reject has a fault")
                    said.lines.append(
                        "reject " + at(reject.position) + " " + all(reject.faults, show) + " <" + reject.raw
                            + ">")
                },
                { record in
                    said.records += 1
                    said.place(record.position, count)
                    promise(record.fields.count == checker.fieldNames.count, "a record has the list's fields")
                    promise(
                        record.raw.count > 0 && record.position.byte + record.raw.count <= count,
                        "a record's own bytes lie in the file")
                    let texts = (0..<record.fields.count).map { record.text($0) ?? "-" }
                    said.lines.append(
                        at(record.position) + " " + texts.joined(separator: "|") + " "
                            + String(sum(record.raw)))
                    visit(record)
                    said.lines.append(check(record, checker, &batch, places: places))
                })
            promise(
                summary.records == said.records + said.rejects,
                "records \(summary.records), handed on \(said.records) + \(said.rejects)")
            promise(
                summary.rejected == said.rejects, "rejected \(summary.rejected), handed on \(said.rejects)")
            said.summary = summary
            for note in summary.notes { said.lines.append("note " + show(note)) }
        } catch let refusal as Refusal {
            said.refusal = refusal
            _ = show(refusal.fault)
        } catch let declined as PlainReaderDeclined {
            said.declined = declined
        } catch {
            fatalError("an error that no reader throws: \(error)")
        }
        self = said
    }

    private init() {}

    private mutating func place(_ position: Position, _ count: Int) {
        promise(
            position.record == records + rejects, "record \(position.record) is number \(records + rejects)")
        promise(
            position.byte > lastByte && position.byte < max(1, count),
            "byte \(position.byte) after \(lastByte) of \(count)")
        promise(position.line >= 1, "lines count from 1")
        lastByte = position.byte
    }

    /// The same without what may differ between the two XML readers.
    var anonymous: Transcript {
        var copy = self
        copy.summary?.reader = ""
        copy.summary?.notes.sort { $0.code < $1.code }
        copy.lines = lines.filter { !$0.hasPrefix("note ") } + lines.filter { $0.hasPrefix("note ") }.sorted()
        return copy
    }
}

/// Checks one record by a contract: a row is whole or not there. `places`: whether the answer says where in
/// the record a fault stands.
func check(_ record: Record, _ checker: RowChecker, _ batch: inout RowBatch, places: Bool = true) -> String {
    func show(_ fault: Fault) -> String { inWords(fault, place: places) }
    batch.removeAll()
    let result = checker.check(record, into: &batch)
    switch result {
    case .accepted(let notes):
        promise(
            batch.rowCount == 1 && batch.cells.count == batch.columnCount, "an accepted row is in the batch")
        let cells = batch.cells.map { cell in
            switch cell.kind {
            case .null: "-"
            case .integer, .real: String(cell.bits)
            case .text:
                String(
                    decoding: batch.pool[Int(cell.bits)..<Int(cell.bits) + Int(cell.length)], as: UTF8.self)
            }
        }
        return "row " + cells.joined(separator: "|") + " " + all(notes, show)
    case .rejected(let reject):
        promise(
            batch.rowCount == 0 && batch.cells.isEmpty && !reject.faults.isEmpty,
            "a rejected row is not in the batch")
        return "rejected " + all(reject.faults, show) + " " + reject.raw
    case .leftOut: return "left out"
    case .notOurs(let code):
        promise(
            batch.rowCount == 0 && batch.cells.isEmpty && !code.isEmpty,
            "a row of another municipality is not in the batch")
        return "not ours " + code
    case .stopped(let refusal):
        promise(batch.rowCount == 0 && batch.cells.isEmpty, "a stopped row is not in the batch")
        return "stopped " + show(refusal.fault)
    }
}

/// A fault in words and in full.
func show(_ fault: Fault) -> String { inWords(fault, place: true) }

private func inWords(_ fault: Fault, place: Bool) -> String {
    promise(
        !FaultSentence.text(fault, language: .da).isEmpty
            && !FaultSentence.text(fault, language: .en).isEmpty, "a fault has a sentence")
    return [
        fault.code.rawValue, place ? at(fault.position) : "", fault.column ?? "-", fault.value ?? "-",
        fault.detail ?? "-",
    ].joined(separator: " ")
}

// Plain joining: interpolating a struct goes through reflection and costs more than the reader.
private func at(_ place: Position) -> String {
    String(place.line) + ":" + (place.column.map { String($0) } ?? "-") + "@" + String(place.byte) + "/"
        + String(place.record)
}

private func all(_ faults: [Fault], _ show: (Fault) -> String) -> String {
    faults.map(show).joined(separator: ", ")
}

func sum(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.reduce(bytes.count) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
}
