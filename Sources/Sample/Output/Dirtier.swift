import Records

/// One way of being wrong: rows that are added to a file, all of them for the same reason.
struct Dirt: Sendable {
    let reason: FaultCode
    /// The contract's column with the fault, or its whole key; empty when the row as such is at fault.
    let column: String
    let why: String
    /// The rows for the n-th use. Their keys are nobody else's: a good row is never harmed.
    let rows: @Sendable (Int) -> [[String]]

    init(
        _ reason: FaultCode, _ column: String, _ why: String, _ rows: @escaping @Sendable (Int) -> [[String]]
    ) {
        self.reason = reason
        self.column = column
        self.why = why
        self.rows = rows
    }
}

/// A dirty row as it stands in a file.
struct DirtyRow {
    let file: String
    let line: Int
    let column: String
    let reason: FaultCode
    let why: String
}

/// Adds dirty rows to a file: every kind once near its beginning, then by chance in the stated share, never
/// near the tolerance.
struct Dirtier {
    private let kinds: [Dirt]
    private let last: Dirt?
    private let permille: Int
    private var random: SplitMix
    private var added = 0
    private var uses = 0
    private let report: (DirtyRow) -> Void

    /// `last` is added as the file's last line.
    init?(
        _ kinds: [Dirt], last: Dirt? = nil, permille: Int, seed: UInt64, file: Int,
        report: @escaping (DirtyRow) -> Void
    ) {
        guard permille > 0 else { return nil }
        self.kinds = kinds
        self.last = last
        self.permille = permille
        self.report = report
        random = SplitMix(seed, .dirt, file)
    }

    mutating func afterRow(_ row: Int, of file: CSVFile) {
        guard !kinds.isEmpty else { return }
        let first = uses < kinds.count && row >= 4 * (uses + 1)
        let chance = uses >= kinds.count && random.chance(permille)
        guard first || chance else { return }
        // Fifteen rows are always within the tolerance; beyond them the share stays under four in a hundred.
        guard added < 15 || added * 25 < row else { return }
        add(kinds[uses % kinds.count], to: file)
        uses += 1
    }

    mutating func atEnd(of file: CSVFile) {
        if let last { add(last, to: file) }
    }

    private mutating func add(_ dirt: Dirt, to file: CSVFile) {
        for row in dirt.rows(uses) {
            file.raw(row)
            added += 1
            report(
                DirtyRow(
                    file: file.name, line: file.line, column: dirt.column, reason: dirt.reason, why: dirt.why)
            )
        }
    }
}
