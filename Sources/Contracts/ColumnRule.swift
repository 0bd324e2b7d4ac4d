import Records

/// One stored column of a contract, made ready for millions of values. Not copyable: a copy for each value
/// would cost more than the value.
struct ColumnRule: ~Copyable {
    let name: String
    let type: ColumnType
    /// The field of the record that the column reads.
    let field: Int
    let required: Bool
    let minimum: Double
    let maximum: Double
    let earliest: CalendarDay?
    let latest: CalendarDay?
    /// 0 where any length will do.
    let length: Int
    let maximumLength: Int
    /// A longer text is cut, and its row kept: of a key or a code half would be another one.
    let cuts: Bool
    /// Nil where every code will do.
    let codes: CodeSet?
    /// The keys by whose spelling this one is read; nil where nothing is known of them.
    let known: KnownKeys?
    /// Counts of people below it are not shown.
    let shownFrom: Double?
    /// A municipality's code, of four digits.
    let isAuthority: Bool
    let codeListName: String
    let nulls: [[UInt8]]
    /// An empty field says nothing, and nobody need be told.
    let emptyIsNull: Bool
    /// What an empty field says; empty where it says nothing.
    let otherwise: [UInt8]
    /// Whether no text stands for "not given", so that a plain value is what it looks like.
    let allowsPlain: Bool
    /// Whether ten digits alone may be a CPR number here: only free text holds what people type.
    let mayHoldCPR: Bool
    let onFault: FaultAction
    let onUnknownCode: FaultAction
    /// `0..5`, for sentences.
    let range: String

    init(
        _ column: Column, field: Int, isKey: Bool = false, codes: [String: Set<String>],
        known: KnownKeys? = nil
    ) {
        name = column.name
        type = column.type
        self.field = field
        required = column.required
        minimum = column.minimum ?? -.infinity
        maximum = column.maximum ?? .infinity
        earliest = column.earliest.flatMap { CalendarDay(iso: $0) }
        latest = column.latest.flatMap { CalendarDay(iso: $0) }
        isAuthority = column.isAuthority
        length = column.length ?? (column.isAuthority ? AuthorityCode.digits : 0)
        maximumLength = column.maximumLength ?? .max
        cuts = column.type == .text && !isKey
        // A list that is not there has no codes: every value is unknown, which somebody will see.
        self.codes = column.codes.map { CodeSet(codes[$0] ?? []) }
        self.known = known
        shownFrom = column.shownFrom
        codeListName = column.codes ?? ""
        nulls = column.nulls.map { Array($0.utf8) }
        // Not asked of the field itself: optimised, reading it here before the rule was whole released what
        // was never made (found by the fuzzer).
        let isSilent = (column.otherwise ?? "").isEmpty
        otherwise = isSilent ? [] : Array(column.otherwise!.utf8)
        allowsPlain = column.nulls.isEmpty && isSilent
        emptyIsNull = isSilent && !column.required
        mayHoldCPR = column.type == .text && !column.holdsNoCPR
        onFault = column.onFault
        onUnknownCode = column.onUnknownCode
        range = Self.range(column)
    }

    func action(on code: FaultCode) -> FaultAction { code == .unknownCode ? onUnknownCode : onFault }

    /// Whether the text stands for "not given" in this column.
    @inline(__always)
    func isNull(_ bytes: Bytes) -> Bool { !nulls.isEmpty && nulls.contains { $0.elementsEqual(bytes) } }

    /// What a sentence says the contract wanted.
    func detail(of code: FaultCode, _ bytes: Bytes) -> String? {
        switch code {
        case .outOfRange: range.isEmpty ? nil : range
        case .unknownCode: codeListName
        case .listedKey: known?.spelling(of: KeySpelling.plain(String(decoding: bytes, as: UTF8.self)))
        case .wrongLength: "\(length)"
        case .tooLong: "\(ColumnReader.characters(bytes)) > \(maximumLength)"
        default: nil
        }
    }

    private static func range(_ column: Column) -> String {
        let low = column.earliest ?? column.minimum.map(number)
        let high = column.latest ?? column.maximum.map(number)
        return low == nil && high == nil ? "" : "\(low ?? "")..\(high ?? "")"
    }

    static func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
