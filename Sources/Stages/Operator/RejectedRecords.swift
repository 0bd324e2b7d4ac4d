import Contracts
import Formats
import Project
import Records

/// Reads records that were set aside once more: those of a CSV file from the archive, those of a register
/// from the ledger's copy.
struct RejectedRecords {
    let feed: Feed

    /// Reads the given records of an archived CSV file; `give` gets those that can be cut into the contract's
    /// fields, `giveUp` the others.
    func read(
        path: String, records: Set<Int>, fields: [[String]], give: (Record) throws -> Void,
        giveUp: (Reject) throws -> Void
    ) throws {
        guard case .csv(let layout) = feed.format, let last = records.max() else { return }
        struct Enough: Error {}
        let isMended = MendedFile.isMended(path, feed: feed)
        do {
            _ = try CSVReader(layout: layout, fields: FieldList(fields), limits: feed.limits).read(
                path: path,
                onReject: { reject in
                    if reject.position.record > last { throw Enough() }
                    if records.contains(reject.position.record) { try giveUp(reject) }
                },
                onRecord: { record in
                    if record.position.record > last { throw Enough() }
                    if records.contains(record.position.record) {
                        try isMended ? MendedFile.unguarded(record, give) : give(record)
                    }
                })
        } catch is Enough {}
    }

    /// The named columns of each record as the contract reads them, by the record's number; a record whose
    /// columns are themselves faulty is missing. `raw` are the ledger's copies.
    func values(
        of columns: [String], path: String, raw: [Int: String], codes: [String: Set<String>],
        keys: [String: KnownKeys] = [:]
    ) throws -> [Int: [Value]] {
        var contract = feed.contract
        contract.columns = contract.columns.filter { columns.contains($0.name) && !$0.drop }
        guard !contract.columns.isEmpty else { return [:] }
        let checker = RowChecker(contract: contract, style: feed.style, codes: codes, keys: keys)
        let order = columns.map { name in checker.storedColumns.firstIndex { $0.name == name } }
        var found: [Int: [Value]] = [:]
        func take(_ record: Record, number: Int) {
            var batch = checker.makeBatch()
            guard case .accepted = checker.check(record, into: &batch), batch.rowCount == 1 else { return }
            found[number] = order.map { index in index.map { batch.value(row: 0, column: $0) } ?? .null }
        }
        switch feed.format {
        case .csv:
            try read(
                path: path, records: Set(raw.keys), fields: checker.fieldNames,
                give: { take($0, number: $0.position.record) }, giveUp: { _ in })
        case .xml(var layout):
            layout.header = nil
            for (number, text) in raw where text.hasPrefix("<") {
                let document = Array("<\(layout.root)>\(text)</\(layout.root)>".utf8)
                // A record that cannot be read alone says nothing of its key; it stays open.
                _ = try? RegisterXMLReader(
                    layout: layout, fields: FieldList(checker.fieldNames), limits: feed.limits,
                    choice: .libxml2
                ).read(
                    .bytes(document), onReject: { _ in }, onRecord: { take($0, number: number) })
            }
        }
        return found
    }
}
