import Contracts
import Fingerprints
import Records

/// Records on their way from the reader: checked, hashed, gathered into batches; and what was noticed of them.
final class RecordIntake {
    let checker: RowChecker
    private let seed: String
    /// Whether a record is to be read, told from its hash and its number; nil when all are.
    var wants: ((_ hash: UInt64, _ number: Int) throws -> Bool)?
    private(set) var rejects: [Reject] = []
    private(set) var rejectCount = 0
    private(set) var events: [FeedLoader.Event: Int] = [:]
    /// Rows handed on.
    private(set) var handed = 0

    private var hasher: RecordHasher?
    /// Hash of the record that was asked for last.
    private var hash: UInt64 = 0
    private var batch: RowBatch

    static let batchRows = 1000

    init(checker: RowChecker, seed: String) {
        self.checker = checker
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
        case .stopped(let refusal): throw refusal
        }
    }

    /// Sends what is left.
    func finish(_ send: (inout RowBatch) throws -> Void) throws {
        guard batch.rowCount > 0 else { return }
        handed += batch.rowCount
        try send(&batch)
    }

    /// What was said of a value. The spelling of a key is kept as delivered; of other notes their number says enough.
    private func note(_ fault: Fault) {
        let keepsValue = !fault.code.isNote || Self.spellings.contains(fault.code) && foldedKeys < Self.mostSpellings
        let detail = fault.code == .listedKey ? fault.value.map { ListedKeys.detail($0, fault.detail ?? "") } : fault.value
        let event = FeedLoader.Event(code: fault.code, column: fault.column, detail: keepsValue ? detail : nil)
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
        // A file of nothing but bad rows is refused in the end; what is kept of it until then stays small.
        if rejects.count < 100_000 { rejects.append(reject) }
    }
}
