import Contracts
import Fingerprints
import Formats
import Project
import Records
import Warehouse

/// Reads one delivered file into its raw table. One file is one transaction: a refusal, even after thousands
/// of rows, leaves nothing of it.
///
/// Records are read and checked on a thread of their own; this one, which owns the database, inserts them.
/// Batches go over in the file's order, so the threads' timing decides nothing.
struct FeedLoader {
    let feed: Feed
    let codes: [String: Set<String>]
    var readerChoice: XMLReaderChoice
    /// From which the key of the record hashes is made.
    var seed = ""
    /// Keys of other tables, by the column that is spelt as they are.
    var keys: [String: KnownKeys] = [:]
    /// Rows that are looked up in memory at once; smaller in tests.
    var knownLimit = KnownRows.limit
    /// Which sums are kept of the feed; nil for none.
    var shape: SumShape?
    /// A file of rows that a person mended: it has no total of its own, and its texts are guarded.
    var isMended = false
    /// Called now and then with the packed bytes read and the rows accepted so far.
    var progress: (_ bytes: Int, _ rows: Int) -> Void = { _, _ in }

    /// What a file came to.
    struct Outcome {
        var summary: ReadSummary
        /// Rows that were inserted.
        var loaded = 0
        /// Records whose very bytes are in force already.
        var unchanged = 0
        /// Records of municipalities whose rows are not taken.
        var notOurs = 0
        var rejects: [Reject] = []
        var events: [Event: Int] = [:]
        /// The sheet of a workbook that was read.
        var sheet: String?
        var meeting: Meeting
        /// What the rows come to by month, where that is kept.
        var sums: DeliverySums?
        /// Lines of rows with a word for a sum in a text, beside all that a row needs.
        var sumLines: [Int] = []
    }

    /// Something worth knowing of a file's form or of a value that was let through.
    struct Event: Hashable, Comparable {
        var code: FaultCode
        var column: String?
        var detail: String?

        static func < (a: Event, b: Event) -> Bool {
            (a.code, a.column ?? "", a.detail ?? "") < (b.code, b.column ?? "", b.detail ?? "")
        }
    }

    /// Reads the file; records whose bytes are in force already are passed over where `repeats` says that the
    /// delivery repeats older ones.
    ///
    /// - Throws: `Refusal` when the file cannot be taken; the caller's transaction then rolls back.
    func load(path: String, file: Int64, repeats: Bool, into transaction: Transaction) throws -> Outcome {
        let last = try transaction.lastRow(of: feed.table)
        let known =
            repeats && last > 0 ? try KnownRows(transaction, table: feed.table, limit: knownLimit) : nil
        let intake = RecordIntake(
            checker: RowChecker(contract: feed.contract, style: feed.style, codes: codes, keys: keys),
            seed: seed)
        let control = isMended ? nil : ControlTotals(feed: feed, fieldNames: intake.checker.fieldNames)
        let sums = shape.flatMap { DeliverySums($0, columns: intake.checker.storedColumns.map(\.name)) }
        var passed: ReadSummary?
        if let known, known.parts > 1 {
            let records = try RepeatedRecords(transaction)
            intake.wants = { hash, number in
                try records.append(hash, number: number)
                return false
            }
            passed = try read(path: path, intake, onReject: { _ in }, onRecord: { _ in })
            let numbers = try records.find(in: known)
            intake.wants = { _, number in !numbers.contains(number) }
        } else if let known {
            intake.wants = { hash, _ in !known.take(hash) }
        }
        let summary =
            if let passed, passed.records == known?.repeated { passed } else {
                try insert(path: path, file: file, intake, control, sums, into: transaction, last: last)
            }
        do { try control?.finish(records: summary.records) } catch let refusal as Refusal {
            throw intake.placed(refusal)
        }
        if let known, known.parts == 1, known.repeated > 0 { try known.writeMissing() }
        var outcome = Outcome(
            summary: summary, loaded: intake.handed, unchanged: known?.repeated ?? 0, notOurs: intake.notOurs,
            rejects: intake.rejects,
            events: intake.events, sheet: intake.sheet?.name,
            meeting: Meeting(last: last, repeated: known?.repeated ?? 0))
        (outcome.sums, outcome.sumLines) = (sums?.isTooLarge == true ? nil : sums, intake.sumLines)
        for (field, rows) in summary.unknownFields {
            outcome.events[Event(code: .unknownField, column: field), default: 0] += rows
        }
        try tolerate(intake.rejects, of: summary.records)
        for ordinal in summary.missingFields where isCSV {
            outcome.events[
                Event(code: .missingOptionalColumn, column: intake.checker.fieldNames[ordinal].first),
                default: 0] += 1
        }
        for note in summary.notes {
            outcome.events[Event(code: note.code, column: note.column, detail: note.detail), default: 0] += 1
        }
        return outcome
    }

    /// Reads the file and keeps nothing of it.
    ///
    /// - Throws: `Refusal` when it could not be taken.
    func judge(path: String) throws {
        let intake = RecordIntake(
            checker: RowChecker(contract: feed.contract, style: feed.style, codes: codes, keys: keys),
            seed: seed)
        let control = isMended ? nil : ControlTotals(feed: feed, fieldNames: intake.checker.fieldNames)
        let summary = try pass(path: path, intake, control) { $0.removeAll() }
        do { try control?.finish(records: summary.records) } catch let refusal as Refusal {
            throw intake.placed(refusal)
        }
        try tolerate(intake.rejects, of: summary.records)
    }

    /// Reads once more, as rows of this file, records that were passed over: something else in the file
    /// contradicts them.
    func read(
        _ hashes: Set<UInt64>, path: String, file: Int64, into transaction: Transaction,
        _ outcome: inout Outcome
    ) throws {
        let intake = RecordIntake(
            checker: RowChecker(contract: feed.contract, style: feed.style, codes: codes, keys: keys),
            seed: seed)
        var left = hashes
        // The first of equal records is the one that was passed over.
        intake.wants = { hash, _ in left.remove(hash) != nil }
        _ = try insert(
            path: path, file: file, intake, nil, nil, into: transaction, last: outcome.meeting.last)
        outcome.loaded += intake.handed
        outcome.unchanged -= hashes.count
        outcome.events.merge(intake.events) { $0 + $1 }
    }

    /// - Throws: `Refusal` when more rows are set aside than the contract tolerates.
    func tolerate(_ all: [Reject], of records: Int) throws {
        let rejects = all.filter { !$0.isExpected }
        let allowed = max(feed.contract.tolerate.rows, records * feed.contract.tolerate.permille / 1000)
        guard rejects.count > allowed, let first = rejects.first?.faults.first else { return }
        var refusal = Refusal(
            .overTolerance, at: first.position,
            detail:
                """
                \(rejects.count) of \(records) rows, \(allowed) are tolerated; the first: \
                \(FaultSentence.text(first, language: .en))
                """
        )
        // They are rolled back with the file: a person sees them beside it.
        refusal.fault.sheet = first.sheet
        refusal.rows = Array(rejects.prefix(100).flatMap(\.faults).prefix(200))
        throw refusal
    }

    private var isCSV: Bool { if case .csv = feed.format { true } else { false } }

    /// A record that could not be cut into fields, without what the contract drops at the door; one with a
    /// CPR number holds the file.
    private func harmless(_ reject: Reject) throws -> Reject {
        if RowChecker.holdsPersonalNumber(reject.raw) { throw Refusal(.personalData, at: reject.position) }
        return Reject(
            position: reject.position, faults: reject.faults,
            raw: RowChecker.shown(uncut: reject.raw, contract: feed.contract))
    }

    /// A system's own sum that the feed does not name counts everything twice: set aside, unless the contract
    /// says that it is a row like others.
    private func isNoData(_ record: Record, _ intake: RecordIntake, _ rows: RowEvidence) throws -> Bool {
        guard isCSV else { return false }
        if let fault = rows.judge(record) {
            intake.setAside(
                Reject(position: record.position, faults: [fault], raw: intake.checker.shown(record)))
            return true
        }
        guard rows.isTotal(record) else {
            if rows.mayBeTotal(record), intake.sumLines.count < 10_000 {
                intake.sumLines.append(record.position.line)
            }
            return false
        }
        switch feed.contract.drift.action(on: .totalRow) {
        case .accept:
            intake.note(Event(code: .totalRow))
            return false
        case .warn:
            let fault = Fault(
                code: .totalRow, position: record.position,
                detail: "the feed does not name it under total_rows")
            intake.setAside(
                Reject(position: record.position, faults: [fault], raw: intake.checker.shown(record)))
            return true
        case .stop:
            throw Refusal(
                .totalRow, at: record.position, detail: "the feed does not name it under total_rows")
        }
    }

    /// Reads on another thread and inserts on this one.
    private func insert(
        path: String, file: Int64, _ intake: RecordIntake, _ control: ControlTotals?, _ sums: DeliverySums?,
        into transaction: Transaction, last: Int64
    ) throws -> ReadSummary {
        let insert = try BulkInsert(
            transaction, table: feed.table, columnCount: intake.checker.storedColumns.count, file: file)
        // A few new rows are put into the indexes; many are sorted into new ones afterwards.
        let few = last == 0 ? 0 : max(20_000, Int(last) / 8)
        var isIndexed = true
        return try Conveyor(depth: 3, name: "reads deliveries", make: intake.checker.makeBatch).run { send in
            try pass(path: path, intake, control, send)
        } receive: { batch in
            if isIndexed, insert.inserted + batch.rowCount > few {
                try transaction.dropIndexes(of: feed.table)
                isIndexed = false
            }
            try insert.insert(batch)
            sums?.add(batch)
            batch.removeAll()
        }
    }

    /// Reads every record and sends the good ones on.
    private func pass(
        path: String, _ intake: RecordIntake, _ control: ControlTotals?,
        _ send: (inout RowBatch) throws -> Void
    ) throws -> ReadSummary {
        let rows = RowEvidence(feed: feed, fieldNames: intake.checker.fieldNames)
        let summary = try read(
            path: path, intake,
            onReject: {
                try StopRequest.check()
                control?.setAside($0)
                intake.setAside(try harmless($0))
            },
            onTotal: { rule, record in control?.total(rule, record) },
            onRecord: { record in
                try StopRequest.check()
                if try isNoData(record, intake, rows) {
                    control?.passTotal()
                } else if isMended {
                    try MendedFile.unguarded(record) { try intake.take($0, send) }
                } else {
                    control?.take(record)
                    try intake.take(record, send)
                }
            })
        if let refusal = intake.checker.personalNumbers { throw refusal }
        try intake.finish(send)
        return summary
    }

    private func read(
        path: String, _ intake: RecordIntake, onReject: (Reject) throws -> Void,
        onTotal: (_ rule: Int, _ record: Record) throws -> Void = { _, _ in },
        onRecord: (Record) throws -> Void
    ) throws -> ReadSummary {
        let onProgress: (Int) -> Void = { bytes in progress(bytes, intake.handed) }
        let fields = FieldList(intake.checker.fieldNames)
        switch feed.format {
        case .xml(let layout):
            return try RegisterXMLReader(
                layout: layout, fields: fields, limits: feed.limits, choice: readerChoice
            )
            .read(
                path: path, sieve: intake.sieve, progress: onProgress, onReject: onReject, onRecord: onRecord)
        case .csv(let layout):
            let required = intake.checker.fieldIsRequired.indices.filter {
                intake.checker.fieldIsRequired[$0]
            }
            let needed = Set(
                feed.contract.columns.filter(\.mustStand).flatMap { $0.from.flatMap(fields.ordinals(of:)) })
            let watch = FileWatch(feed: feed, fields: fields)
            var reader = CSVReader(
                layout: layout, fields: fields, required: required, needed: needed.sorted(),
                limits: feed.limits)
            reader.onSheet = { [contract = feed.contract] in
                intake.read(sheet: $0.name, columns: $0.columns, of: contract)
            }
            let summary = try reader.read(
                path: path, watches: watch.watches, sieve: intake.sieve, progress: onProgress,
                onReject: onReject, onTotal: onTotal, onRecord: onRecord)
            do { try watch.judge() } catch let refusal as Refusal { throw intake.placed(refusal) }
            return summary
        }
    }
}
