import Contracts
import Fingerprints
import Formats
import Glibc
import Records

/// `hot LOOP FILE CONTRACT`: runs one loop over a file as a night does and prints what it came to, so that a
/// loop that did nothing is seen.
@main
struct Hot {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { fail("usage: hot LOOP FILE CONTRACT") }
        let parts = arguments[1].split(separator: "-")
        guard parts.count == 2, let work = Work(rawValue: String(parts[1])) else {
            fail("no such loop: \(arguments[1])")
        }
        let loop = Loop(work, contract: try contract(arguments[3]), style: .register)
        let read = try loop.run(format: parts[0], path: arguments[2])
        print("\(read.records) records, \(loop.rows) rows, \(loop.bytes) bytes, reader \(read.reader)")
    }

    /// One column a line: name, type, name in the file, whether it must be there, what happens to a bad
    /// value.
    private static func contract(_ path: String) throws -> Contract {
        guard let file = fopen(path, "r") else { fail("\(path) cannot be read") }
        defer { fclose(file) }
        var columns: [Column] = []
        while let line = readLine(file) {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 5, let type = ColumnType(rawValue: cells[1]) else {
                fail("\(path): \(line)")
            }
            columns.append(
                Column(
                    name: cells[0], from: [cells[2]], type: type, required: cells[3] == "true",
                    onFault: FaultAction(rawValue: cells[4]) ?? .reject))
        }
        return Contract(name: "hot", describes: "", columns: columns, key: [])
    }

    private static func readLine(_ file: UnsafeMutablePointer<FILE>) -> String? {
        var room = [CChar](repeating: 0, count: 1024)
        guard fgets(&room, Int32(room.count), file) != nil else { return nil }
        return String(
            decoding: room.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func fail(_ message: String) -> Never {
        print("hot: \(message)")
        exit(1)
    }
}

/// What is done with each record.
enum Work: String {
    /// Its fields are found.
    case read
    /// And go through the contract into a batch, and its bytes are hashed: a first delivery.
    case check
    /// Its bytes are hashed and it is passed over: a record that is in force already.
    case known
}

final class Loop {
    private let work: Work
    private let checker: RowChecker
    private var batch: RowBatch
    private var hasher: RecordHasher?
    private(set) var rows = 0
    /// Bytes of texts that were found or stored, and something of every hash.
    private(set) var bytes = 0

    init(_ work: Work, contract: Contract, style: ValueStyle) {
        self.work = work
        checker = RowChecker(contract: contract, style: style, codes: [:])
        batch = checker.makeBatch()
    }

    func run(format: Substring, path: String) throws -> ReadSummary {
        defer { emptyBatch() }
        let fields = FieldList(checker.fieldNames)
        let onReject: (Reject) throws -> Void = { Hot.fail("rejected: \($0)") }
        switch format {
        case "plain", "libxml2":
            let layout = XMLLayout(root: "OIS_UDTRAEK", record: "CO50200t", header: "UDTRAEK")
            return try RegisterXMLReader(
                layout: layout, fields: fields, choice: XMLReaderChoice(rawValue: String(format))!
            )
            .read(path: path, sieve: sieve, onReject: onReject, onRecord: take)
        case "csv":
            return try CSVReader(layout: CSVLayout(), fields: fields).read(
                path: path, sieve: sieve, onReject: onReject, onRecord: take)
        default: Hot.fail("no such format: \(format)")
        }
    }

    private var sieve: RecordSieve {
        let begin: (String) -> Void = { form in self.hasher = RecordHasher(seed: "budgets", form: form) }
        guard work == .known else { return RecordSieve(begin: begin) }
        return RecordSieve(begin: begin) { raw, _ in
            self.bytes &+= Int(self.hasher!.hash(raw) & 1)
            return false
        }
    }

    private func take(_ record: Record) {
        if work == .read {
            rows += 1
            for field in record.fields { bytes &+= field.count }
            return
        }
        guard case .accepted = checker.check(record, into: &batch) else {
            Hot.fail("a row was not accepted at \(record.position)")
        }
        batch.setHash(hasher!.hash(record.raw))
        rows += 1
        if batch.rowCount == 1000 { emptyBatch() }
    }

    private func emptyBatch() {
        bytes &+= batch.pool.count
        batch.removeAll()
    }
}
