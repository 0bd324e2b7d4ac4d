import Records

/// Turns records into rows by one contract and one system's style. Not to be shared between threads: it
/// reuses its room.
public final class RowChecker {
    /// The distinct fields that the reader must deliver, in order, each with all names it may have.
    public let fieldNames: [[String]]
    /// For each field whether a file without it cannot be taken.
    public let fieldIsRequired: [Bool]
    /// The columns that have a cell in the batch, in order.
    public let storedColumns: [Column]

    private let rules: UnsafePointer<ColumnRule>
    private let reader: ColumnReader
    private let evidence: Evidence
    /// Ten-digit numbers of which nothing around them says what they are, by column.
    private var numbers: [Int: PersonalEvidence] = [:]
    /// Municipalities whose rows are taken; empty where nobody asks. And the field that says whose a row is.
    private let ours: [Int]
    private let ownerField: Int
    private let owner: Int
    /// The column by which the feed keeps rows, where that is not whose they are.
    public let keptColumn: String?
    /// Its field and the values; nil where the feed keeps all.
    private let kept: (field: Int, values: Set<[UInt8]>)?
    /// Whether plain values take the short way; tests hold it against the other.
    var takesPlain = true

    /// `codes` are the code lists by name, `keys` the keys of other tables by the column that is spelt as
    /// they are; date formats that `DateFormat` does not know are left out (`ContractProblems` names them).
    public init(
        contract: Contract, style: ValueStyle, codes: [String: Set<String>], keys: [String: KnownKeys] = [:]
    ) {
        let sources = SourceFields(contract.columns)
        fieldNames = sources.names
        fieldIsRequired = sources.required
        storedColumns = contract.storedColumns
        let made = UnsafeMutablePointer<ColumnRule>.allocate(capacity: storedColumns.count)
        let fields = zip(contract.columns, sources.fieldOfColumn).filter { !$0.0.drop }.map { $0.1 }
        for (index, column) in storedColumns.enumerated() {
            let isKey = contract.key.contains(column.name)
            (made + index).initialize(
                to: ColumnRule(
                    column, field: fields[index], isKey: isKey, codes: codes, known: keys[column.name]))
        }
        rules = UnsafePointer(made)
        owner = storedColumns.firstIndex(where: \.isAuthority) ?? -1
        ours = owner < 0 ? [] : contract.authorities
        ownerField = owner < 0 ? 0 : fields[owner]
        let named = contract.keptValues
        keptColumn = named?.column
        kept = named.flatMap { named in
            contract.storedColumns.firstIndex { $0.name == named.column }.map { (fields[$0], named.values) }
        }
        reader = ColumnReader(
            style: style, formats: style.dates.compactMap { DateFormat($0) }, scratch: .allocate(capacity: 64)
        )
        evidence = Evidence(columns: contract.columns, fieldOfColumn: sources.fieldOfColumn, style: style)
    }

    deinit {
        UnsafeMutablePointer(mutating: rules).deinitialize(count: storedColumns.count)
        rules.deallocate()
        reader.scratch.deallocate()
    }

    /// The record for a person's eyes: as delivered, unless a dropped column, a personal number or too small
    /// a count of people would come along; then its fields.
    public func shown(_ record: Record) -> String { evidence.raw(of: record) }

    /// A record that could not be cut into fields, for a person's eyes: nothing where something of it may not
    /// be shown, for nobody knows where it stands.
    public static func shown(uncut raw: String, contract: Contract) -> String {
        contract.hidesValues || holdsPersonalNumber(raw, plain: true) ? "" : raw
    }

    /// Whether a text holds a CPR number that is written as one, `ddMMyy-xxxx`; with `plain` also ten digits
    /// alone, which may be another number.
    public static func holdsPersonalNumber(_ text: String, plain: Bool = false) -> Bool {
        var text = text
        return text.withUTF8 { PersonalNumber.isIn($0, plain: plain) }
    }

    /// What all records together say, once they were checked: a column whose numbers are those of persons
    /// refuses the file.
    public var personalNumbers: Refusal? {
        for (index, evidence) in numbers.sorted(by: { $0.key < $1.key }) {
            if let place = evidence.place {
                return Refusal(.personalData, at: place, column: rules[index].name)
            }
        }
        return nil
    }

    /// An empty batch of the right width.
    public func makeBatch() -> RowBatch { RowBatch(columnCount: storedColumns.count) }

    /// Checks one record. An accepted row is appended to the batch, with the record's position; nothing else
    /// is.
    public func check(_ record: Record, into batch: inout RowBatch) -> CheckResult {
        var faults: [Fault] = []
        var worst = FaultAction.accept
        var refusal: Refusal?
        for index in 0..<storedColumns.count {
            let field = record.fields[rules[index].field].trimmed()
            if takesPlain, field.count == 0, rules[index].emptyIsNull {
                batch.append(null: ())
                continue
            }
            if takesPlain, rules[index].allowsPlain, PlainCell.append(field, rules + index, into: &batch) {
                continue
            }
            if let fault = cell(field, index, record, &batch) {
                if fault.code == .personalData { return stop(Refusal(fault), &batch) }
                let action = fault.code.isNote ? .accept : rules[index].action(on: fault.code)
                if action == .stop, refusal == nil { refusal = Refusal(fault) }
                if action == .reject { worst = .reject }
                faults.append(fault)
            }
        }
        if let refusal { return stop(refusal, &batch) }
        if !ours.isEmpty, let code = otherOwner(record) {
            batch.abandonRow()
            return .notOurs(code)
        }
        if let kept, !kept.values.contains(Contract.folded(record.fields[kept.field])) {
            batch.abandonRow()
            return .leftOut
        }
        if worst == .reject {
            batch.abandonRow()
            // How its other values were written is no reason why the row was set aside.
            let reasons = faults.filter { !$0.code.isNote }
            return .rejected(
                Reject(
                    position: record.position, faults: reasons.isEmpty ? faults : reasons,
                    raw: evidence.raw(of: record)))
        }
        batch.endRow(record.position)
        return .accepted(notes: faults)
    }

    /// The code of the municipality that a row belongs to, where its rows are not taken. A row that does not
    /// say whose it is belongs to nobody else.
    private func otherOwner(_ record: Record) -> String? {
        let field = record.fields[ownerField].trimmed()
        if field.count == 0 || rules[owner].isNull(field) || NullWord.matches(field) { return nil }
        guard let number = AuthorityCode.number(field) else {
            return String(decoding: field.prefix(20), as: UTF8.self)
        }
        return ours.contains(number) ? nil : AuthorityCode.text(number)
    }

    private func stop(_ refusal: Refusal, _ batch: inout RowBatch) -> CheckResult {
        batch.abandonRow()
        return .stopped(refusal)
    }

    /// Appends exactly one cell; gives the fault of the field, if it has one.
    private func cell(_ bytes: Bytes, _ index: Int, _ record: Record, _ batch: inout RowBatch) -> Fault? {
        if bytes.count == 0, !rules[index].otherwise.isEmpty {
            return rules[index].otherwise.withUnsafeBufferPointer { cell($0, index, record, &batch) }
        }
        if bytes.count == 0 || rules[index].isNull(bytes) {
            batch.append(null: ())
        } else if NullWord.matches(bytes) {
            batch.append(null: ())
            return rules[index].required
                ? evidence.missing(rules[index].name, record)
                : evidence.fault(.nullWord, rules[index], bytes, record)
        } else {
            switch reader.read(bytes, by: rules[index], into: &batch) {
            case .stored:
                if rules[index].type == .text || rules[index].type == .code || rules[index].type == .key {
                    if !batch.lastIsNull, let fault = contentFault(bytes, index, record, &batch) {
                        return fault
                    }
                }
                if !batch.lastIsNull { return nil }
            case .noted(let code):
                // What is a key of another table is nothing else.
                if code != .listedKey, rules[index].type == .text || rules[index].type == .key,
                    let fault = contentFault(bytes, index, record, &batch)
                {
                    return fault
                }
                return evidence.fault(code, rules[index], bytes, record)
            case .unreadable(let code):
                batch.append(null: ())
                return fault(ExcelError.matches(bytes) ? .excelError : code, bytes, index, record)
            case .unwanted(let reason):
                let code = ExcelError.matches(bytes) ? .excelError : reason
                // What cannot be kept is not in the batch, whatever becomes of the row.
                if code == .excelError || rules[index].action(on: code) != .accept { batch.dropLastValue() }
                return fault(code, bytes, index, record)
            }
        }
        return rules[index].required ? evidence.missing(rules[index].name, record) : nil
    }

    /// Texts and codes can hold anything: a personal number, or a spreadsheet's error that looks like a text.
    private func contentFault(_ bytes: Bytes, _ index: Int, _ record: Record, _ batch: inout RowBatch)
        -> Fault?
    {
        let finding = PersonalNumber.finding(
            in: bytes, plain: rules[index].mayHoldCPR, named: rules[index].name)
        switch finding {
        case .certain: return evidence.fault(.personalData, rules[index], bytes, record)
        case .doubtful, .likely:
            // The money beside it is not lost for a text that nobody can be sure of.
            batch.dropLastValue()
            let fault = evidence.fault(.doubtfulNumber, rules[index], bytes, record)
            numbers[index, default: PersonalEvidence()].saw(finding, at: fault.position)
            return fault
        case .none: break
        }
        guard ExcelError.matches(bytes) || rules[index].type != .text && ExcelError.isScientific(bytes) else {
            return LostLetters.matches(bytes)
                ? evidence.fault(.lostLetters, rules[index], bytes, record) : nil
        }
        batch.dropLastValue()
        return evidence.fault(.excelError, rules[index], bytes, record)
    }

    @inline(never)
    private func fault(_ code: FaultCode, _ bytes: Bytes, _ index: Int, _ record: Record) -> Fault {
        let isPersonal = PersonalNumber.isIn(
            bytes, plain: rules[index].type != .id && rules[index].type != .code)
        return evidence.fault(isPersonal ? .personalData : code, rules[index], bytes, record)
    }
}

extension Refusal {
    /// The file is refused because of one value's fault.
    init(_ fault: Fault) {
        self.init(
            fault.code, at: fault.position, column: fault.column, value: fault.value, detail: fault.detail)
    }
}
