import Contracts
import Fingerprints
import Formats
import Records

/// Records on their way from the reader: checked, hashed, gathered into batches; and what was noticed of
/// them.
final class RecordIntake {
    let checker: RowChecker
    private let seed: String
    /// Whether a record is to be read, told from its hash and its number; nil when all are.
    var wants: ((_ hash: UInt64, _ number: Int) throws -> Bool)?
    private(set) var rejects: [Reject] = []
    private(set) var rejectCount = 0
    /// Records of other municipalities.
    private(set) var notOurs = 0
    private(set) var events: [FeedLoader.Event: Int] = [:]
    /// Lines of rows with a word for a sum in a text, beside all that a row needs.
    var sumLines: [Int] = []
    /// Rows handed on.
    private(set) var handed = 0

    /// The sheet of a workbook that is read, and the column of each of the contract's.
    private(set) var sheet: (name: String, columns: [String: Int])?

    private var hasher: RecordHasher?
    /// Hash of the record that was asked for last.
    private var hash: UInt64 = 0
    private var batch: RowBatch

    private let authorityColumn: String?
    private let keptColumn: String?

    static let batchRows = 1000

    init(checker: RowChecker, seed: String) {
        self.checker = checker
        authorityColumn = checker.storedColumns.first(where: \.isAuthority)?.name
        keptColumn = checker.keptColumn
        self.seed = seed
        batch = checker.makeBatch()
    }

    /// What the reader asks: it must know the form before the first record.
    var sieve: RecordSieve {
        let begin: (String) -> Void = { form in self.hasher = RecordHasher(seed: self.seed, form: form) }
        guard let wants else { return RecordSieve(begin: begin) }
        return RecordSieve(begin: begin) { raw, number in
            try StopRequest.check()
            self.hash = self.hasher!.hash(raw)
            return try wants(self.hash, number)
        }
    }

    /// Checks a record and sends the batch on when it is full; `send` gives an empty one back.
    func take(_ record: Record, _ send: (inout RowBatch) throws -> Void) throws {
        switch checker.check(record, into: &batch) {
        case .accepted(let notes):
            for one in notes { note(one) }
            batch.setHash(wants == nil ? hasher!.hash(record.raw) : hash)
            if batch.rowCount >= Self.batchRows { try finish(send) }
        case .rejected(let reject): setAside(reject)
        case .notOurs(let code):
            notOurs += 1
            note(FeedLoader.Event(code: .otherAuthority, column: authorityColumn, detail: code))
        case .leftOut:
            notOurs += 1
            note(FeedLoader.Event(code: .leftOut, column: keptColumn))
        case .stopped(let refusal): throw placed(refusal)
        }
    }

    /// Says which sheet is read; `columns` are those of the checker's fields.
    func read(sheet name: String, columns: [Int], of contract: Contract) {
        let fields = FieldList(checker.fieldNames)
        var places: [String: Int] = [:]
        for column in contract.columns {
            places[column.name] = column.from.lazy.flatMap(fields.ordinals(of:)).map { columns[$0] }.first {
                $0 > 0
            }
        }
        sheet = (name, places)
    }

    /// A fault with its sheet and the column of the cell.
    func placed(_ fault: Fault) -> Fault {
        guard let sheet, fault.sheet == nil else { return fault }
        var fault = fault
        (fault.sheet, fault.position.column) = (sheet.name, fault.column.flatMap { sheet.columns[$0] })
        return fault
    }

    func placed(_ refusal: Refusal) -> Refusal {
        var refusal = refusal
        refusal.fault = placed(refusal.fault)
        return refusal
    }

    /// Sends what is left.
    func finish(_ send: (inout RowBatch) throws -> Void) throws {
        guard batch.rowCount > 0 else { return }
        handed += batch.rowCount
        try send(&batch)
    }

    /// What was said of a value. The spelling of a key is kept as delivered; of other notes their number says
    /// enough.
    private func note(_ fault: Fault) {
        let keepsValue =
            !fault.code.isNote || Self.spellings.contains(fault.code) && foldedKeys < Self.mostSpellings
        let detail =
            fault.code == .listedKey
            ? fault.value.map { ListedKeys.detail($0, fault.detail ?? "") } : fault.value
        let event = FeedLoader.Event(
            code: fault.code, column: fault.column, detail: keepsValue ? detail : nil)
        if Self.spellings.contains(fault.code), keepsValue, events[event] == nil { foldedKeys += 1 }
        note(event)
    }

    private static let spellings: Set<FaultCode> = [.foldedKey, .listedKey]
    private var foldedKeys = 0
    /// Spellings of keys that are written down one by one.
    private static let mostSpellings = 1000

    func note(_ event: FeedLoader.Event) { events[event, default: 0] += 1 }

    func setAside(_ reject: Reject) {
        rejectCount += 1
        var reject = reject
        if sheet != nil { reject.faults = reject.faults.map(placed) }
        // A file of nothing but bad rows is refused in the end; what is kept of it until then stays small.
        if rejects.count < 100_000 { rejects.append(reject) }
    }
}
