import Contracts
import Formats
import Project
import Records
import Warehouse

/// Reads one delivered file into its raw table. One file is one transaction: a refusal, even after thousands of rows, leaves nothing of it.
struct FeedLoader {
    let feed: Feed
    let codes: [String: Set<String>]
    let readerChoice: XMLReaderChoice
    /// Called now and then with the packed bytes read and the rows accepted so far.
    var progress: (_ bytes: Int, _ rows: Int) -> Void = { _, _ in }

    /// What a file came to.
    struct Outcome {
        var summary: ReadSummary
        var loaded = 0
        var duplicates = 0
        var rejects: [Reject] = []
        var events: [Event] = []
    }

    /// Something worth knowing of a file's form or of a value that was let through.
    struct Event: Hashable {
        var code: FaultCode
        var column: String?
        var detail: String?
    }

    /// Rows on their way and what was noticed, while the file is read.
    private final class Intake {
        let checker: RowChecker
        let insert: BulkInsert
        var batch: RowBatch
        var rejects: [Reject] = []
        var rejectCount = 0
        var events: [Event: Int] = [:]
        init(checker: RowChecker, insert: BulkInsert) {
            self.checker = checker
            self.insert = insert
            batch = checker.makeBatch()
        }
    }

    /// - Throws: `Refusal` when the file cannot be taken; the caller's transaction then rolls back.
    func load(path: String, file: Int64, into transaction: Transaction) throws -> (outcome: Outcome, events: [Event: Int]) {
        let checker = RowChecker(contract: feed.contract, style: feed.style, codes: codes)
        let intake = Intake(
            checker: checker,
            insert: try BulkInsert(transaction, table: feed.table, columnCount: checker.storedColumns.count, file: file))
        let summary = try read(path: path, intake)
        try intake.insert.insert(intake.batch)
        var outcome = Outcome(summary: summary, loaded: intake.insert.inserted, rejects: intake.rejects)
        if intake.rejectCount > 0 { try tolerate(intake.rejectCount, of: summary.records, first: intake.rejects[0].faults[0]) }
        for (name, count) in summary.unknownFields { intake.events[Event(code: .unknownField, column: name), default: 0] += count }
        for ordinal in summary.missingFields where isCSV {
            intake.events[Event(code: .missingOptionalColumn, column: checker.fieldNames[ordinal].first), default: 0] += 1
        }
        for note in summary.notes { intake.events[Event(code: note.code, column: note.column, detail: note.detail), default: 0] += 1 }
        outcome.events = intake.events.keys.sorted { ($0.code, $0.column ?? "", $0.detail ?? "") < ($1.code, $1.column ?? "", $1.detail ?? "") }
        return (outcome, intake.events)
    }

    /// - Throws: `Refusal` when more rows are set aside than the contract tolerates.
    func tolerate(_ count: Int, of records: Int, first: Fault) throws {
        let allowed = max(feed.contract.tolerate.rows, records * feed.contract.tolerate.permille / 1000)
        guard count > allowed else { return }
        throw Refusal(
            .overTolerance, at: first.position,
            detail: "\(count) of \(records) rows, \(allowed) are tolerated; the first: \(FaultSentence.text(first, language: .en))")
    }

    private var isCSV: Bool { if case .csv = feed.format { true } else { false } }

    private func read(path: String, _ intake: Intake) throws -> ReadSummary {
        let onReject: (Reject) throws -> Void = { reject in
            try StopRequest.check()
            self.setAside(try self.harmless(reject), intake)
        }
        let onRecord: (Record) throws -> Void = { record in
            try StopRequest.check()
            try self.take(record, intake)
        }
        let onProgress: (Int) -> Void = { bytes in self.progress(bytes, intake.insert.inserted) }
        let fields = FieldList(intake.checker.fieldNames)
        switch feed.format {
        case .xml(let layout):
            return try RegisterXMLReader(layout: layout, fields: fields, limits: feed.limits, choice: readerChoice)
                .read(path: path, progress: onProgress, onReject: onReject, onRecord: onRecord)
        case .csv(let layout):
            let required = intake.checker.fieldIsRequired.indices.filter { intake.checker.fieldIsRequired[$0] }
            return try CSVReader(layout: layout, fields: fields, required: required, limits: feed.limits)
                .read(path: path, progress: onProgress, onReject: onReject, onRecord: onRecord)
        }
    }

    /// A record that could not be cut into fields, without what the contract drops at the door; one with a CPR number holds the file.
    private func harmless(_ reject: Reject) throws -> Reject {
        if RowChecker.holdsPersonalNumber(reject.raw) { throw Refusal(.personalData, at: reject.position) }
        guard feed.contract.columns.contains(where: \.drop) || RowChecker.holdsPersonalNumber(reject.raw, plain: true) else { return reject }
        return Reject(position: reject.position, faults: reject.faults, raw: "")
    }

    /// A system's own sum that the feed does not name counts everything twice: set aside, unless the contract says that it is a row like others.
    private func isTotal(_ record: Record, _ intake: Intake) throws -> Bool {
        guard isCSV, TotalRow.isIn(record.raw) else { return false }
        switch feed.contract.drift.action(on: .totalRow) {
        case .accept:
            intake.events[Event(code: .totalRow), default: 0] += 1
            return false
        case .warn:
            let fault = Fault(code: .totalRow, position: record.position, detail: "the feed does not name it under total_rows")
            setAside(Reject(position: record.position, faults: [fault], raw: intake.checker.shown(record)), intake)
            return true
        case .stop: throw Refusal(.totalRow, at: record.position, detail: "the feed does not name it under total_rows")
        }
    }

    private func take(_ record: Record, _ intake: Intake) throws {
        if try isTotal(record, intake) { return }
        switch intake.checker.check(record, into: &intake.batch) {
        case .accepted(let notes):
            for note in notes { intake.events[Event(code: note.code, column: note.column, detail: note.value), default: 0] += 1 }
            if intake.batch.rowCount >= 1000 {
                try intake.insert.insert(intake.batch)
                intake.batch.removeAll()
            }
        case .rejected(let reject): setAside(reject, intake)
        case .stopped(let refusal): throw refusal
        }
    }

    private func setAside(_ reject: Reject, _ intake: Intake) {
        intake.rejectCount += 1
        // A file of nothing but bad rows is refused in the end; what is kept of it until then stays small.
        if intake.rejects.count < 100_000 { intake.rejects.append(reject) }
    }
}
