import Contracts
import Formats
import Records

@testable import Project

/// YAML, CSV and SQL texts of `pipelines/` and `schemas/` through their decoding: findings with a place,
/// never a trap; and what was decoded without a finding can be used.
func fuzzConfiguration(_ input: inout Input) {
    let kind = input.choice(11)
    guard let text = String(validating: input.rest, as: UTF8.self) else { return }
    let findings = Findings()
    let file = "pipelines/fuzz.yaml"
    switch kind {
    case 0:
        if let (contract, _) = Contract.decode(text, file: file, codeLists: ["list"], into: findings),
            findings.all.isEmpty
        {
            use(contract, ValueStyle())
        }
    case 1:
        if let feed = Feed.decode(text, file: file, contracts: ["rooms": rooms], into: findings),
            findings.all.isEmpty
        {
            use(feed)
        }
    case 2:
        let settings = Settings.decode(text, file: file, into: findings)
        for pattern in settings.ignore { _ = pattern.groups(in: "rooms_20260228.csv") }
        promise(
            settings.entries.allSatisfy { $0.row.count == Settings.Entry.columns.count },
            "a setting has its columns")
    case 3: _ = PlanScenario.decode(text, file: file, into: findings)
    case 4:
        if let table = GivenTable.yaml(text, file: file, name: "fuzz", into: findings) { rectangular(table) }
    case 5: _ = ReportPromise.decode(text, file: file, into: findings)
    case 6: _ = ModelTest.decode(text, file: file, into: findings)
    case 7: if let root = Located.parse(text, file: file, into: findings) { _ = root.flattened() }
    case 8:
        let header = SQLHeader(text)
        for key in header.values.keys {
            _ = SQLHeader.misspelt(key)
            _ = header.list(key)
            promise(header.lines[key] != nil, "a key has a line")
        }
    case 9:
        guard let pattern = try? FilePattern(text) else { return }
        for name in ["rooms_20260228.csv", "OIS_GRBBR_CO51200T.ZIP", "", "aaaaaaaaaaaaaaaaaaaaaa!"] {
            _ = pattern.groups(in: name)
        }
    default:
        // Two texts: a contract, and the given table that it describes.
        let parts = text.split(separator: "===\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return }
        let contract = Contract.decode(String(parts[0]), file: file, codeLists: [], into: findings)?.contract
        if let table = GivenTable.csv(
            .bytes(Array(parts[1].utf8)), file: file, name: "fuzz", contract: contract, into: findings)
        {
            rectangular(table)
        }
    }
    for finding in findings.all {
        promise(
            !finding.message.isEmpty && finding.line ?? 1 >= 1 && finding.column ?? 1 >= 1,
            "a finding has a place: \(finding)")
    }
}

private let rooms = Contract(
    name: "rooms", describes: "",
    columns: [Column(name: "room", type: .text, required: true), Column(name: "seats", type: .integer)],
    key: ["room"])

private func rectangular(_ table: GivenTable) {
    promise(
        table.rows.allSatisfy { $0.count == table.columns.count } && table.rows.count == table.lines.count,
        "a given table is whole")
}

/// Reads a small delivery of the feed.
private func use(_ feed: Feed) {
    for pattern in feed.match { _ = pattern.groups(in: "rooms_20260228.csv") }
    use(feed.contract, feed.style)
    let checker = RowChecker(contract: feed.contract, style: feed.style, codes: [:])
    let bytes: [UInt8]
    switch feed.format {
    case .csv(let layout):
        bytes = Array("preamble\nroom;seats\n\"a;b\";1.234,5\nI alt,7\n'x'\t8|9\n".utf8)
        let reader = CSVReader(layout: layout, fields: FieldList(checker.fieldNames), limits: feed.limits)
        _ = Transcript(checker: checker, count: bytes.count) {
            try reader.read(.bytes(bytes), onReject: $0, onRecord: $1)
        }
    case .xml(let layout):
        bytes = Array("<A><H/><B><room>1</room><seats/></B></A>".utf8)
        let reader = RegisterXMLReader(
            layout: layout, fields: FieldList(checker.fieldNames), limits: feed.limits, choice: .libxml2)
        _ = Transcript(checker: checker, count: bytes.count) {
            try reader.read(.bytes(bytes), onReject: $0, onRecord: $1)
        }
    }
}

/// Checks a few rows by the contract.
private func use(_ contract: Contract, _ style: ValueStyle) {
    let checker = RowChecker(contract: contract, style: style, codes: ["list": ["1"]])
    var batch = checker.makeBatch()
    for value in ["", "1", "-12,5", "2026-02-28", "POINT (1 2)", "æøå"] {
        let bytes = Array(value.utf8)
        bytes.withUnsafeBufferPointer { field in
            Array(repeating: field, count: checker.fieldNames.count).withUnsafeBufferPointer {
                _ = check(Record(fields: $0, position: Position(line: 1)), checker, &batch)
            }
        }
    }
}
