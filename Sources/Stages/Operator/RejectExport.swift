import Contracts
import Formats
import Foundation
import Project
import Records
import Warehouse

extension Rejects {
    /// Writes a feed's open rejects as a delivery of that feed: its own columns under the delivered names,
    /// then why and where. Columns that the contract does not know or drops at the door are left out, as in
    /// the warehouse.
    ///
    /// - Parameters:
    ///   - name: the feed, which must be one of CSV files.
    ///   - target: nil is the name of the newest file concerned, in the working folder.
    /// - Throws: `UsageFailure` where there is no such feed, it is none of CSV files, or the file is there
    ///   already.
    public func export(_ name: String, into target: String? = nil) throws -> String {
        let feed = try self.feed(name)
        guard case .csv(let layout) = feed.format else {
            throw UsageFailure(
                """
                \(name) is no CSV feed: its faults are mended where the register is kept; to see them: \
                kvadratur rejects \(name)
                """
            )
        }
        let rows = try open(feed)
        guard !rows.isEmpty else { return "No row of \(name) waits to be mended.\n" }
        let path = target ?? rows.last!.file.name.replacing(/\.(gz|zip)$/, with: "")
        guard !FileManager.default.fileExists(atPath: path) else {
            throw UsageFailure(
                "\(path): the file is there already and was not touched; next: give another with --into FILE")
        }
        try Durable.write(try csv(feed, layout, rows), to: path)
        return
            """
            \(path): \(Figures.rows(rows.count)); mend them, leave \(MendedFile.origin) as it is, and \
            put the file into inbound/ under a name of the feed\n
            """
    }

    /// One record that was set aside, with all its faults.
    struct Row {
        var file: LedgerFile
        var record: Int
        var line: Int
        var reasons: [String]
    }

    private func open(_ feed: Feed) throws -> [Row] {
        try warehouse.read { transaction in
            try transaction.files("feed = ? AND state = 'loaded'", [.text(feed.tableName)]).filter {
                $0.isOf(feed)
            }.flatMap { file in
                var rows: [Row] = []
                for row in try transaction.rows(
                    """
                    SELECT record, line, sentence_\(language.rawValue) FROM ledger_reject WHERE file = \
                    ? AND state = 'open' ORDER BY record, column_name, code
                    """,
                    [.integer(file.file)])
                {
                    if rows.last?.record == row[0].int {
                        rows[rows.count - 1].reasons.append(row[2].plain)
                    } else {
                        rows.append(
                            Row(file: file, record: row[0].int, line: row[1].int, reasons: [row[2].plain]))
                    }
                }
                return rows
            }
        }
    }

    private func csv(_ feed: Feed, _ layout: CSVLayout, _ rows: [Row]) throws -> [UInt8] {
        let fields = RowChecker(contract: feed.contract, style: feed.style, codes: [:]).fieldNames
        let list = FieldList(fields)
        let dropped = Set(
            feed.contract.columns.filter(\.drop).flatMap { $0.from.flatMap { list.ordinals(of: $0) } })
        let shown = fields.indices.filter { !dropped.contains($0) }
        var titles = fields.map { $0.first ?? "" }
        var cells: [String: [String]] = [:]
        var raw: [String: String] = [:]
        var seen: Set<String> = []
        for file in rows.map(\.file) where seen.insert(file.sha256).inserted {
            let archive = Archive(folder: places.archive)
            guard let entry = try archive.entry(file.sha256) else {
                throw SystemFailure("read", archive.folder(of: file.sha256), ENOENT)
            }
            for name in try CSVReader.header(path: entry.path, layout: layout, limits: feed.limits) {
                for field in list.ordinals(of: name) { titles[field] = name }
            }
            try RejectedRecords(feed: feed).read(
                path: entry.path, records: Set(rows.filter { $0.file.sha256 == file.sha256 }.map(\.record)),
                fields: fields,
                give: { record in
                    cells["\(file.sha256) \(record.position.record)"] = shown.map { record.text($0) ?? "" }
                },
                // A record that could not be cut into fields is not shown where the contract drops some of
                // them.
                giveUp: {
                    raw["\(file.sha256) \($0.position.record)"] =
                        dropped.isEmpty && !RowChecker.holdsPersonalNumber($0.raw, plain: true) ? $0.raw : ""
                })
        }
        var writer = CSVWriter(separator: layout.separator ?? UInt8(ascii: ";"))
        for _ in 0..<layout.preambleLines { writer.line(["Kvadratur: \(feed.name)"]) }
        writer.line(
            shown.map { MendedFile.guarded(titles[$0]) } + [MendedFile.reason, MendedFile.line]
                + (raw.isEmpty ? [] : [MendedFile.raw]) + [MendedFile.origin])
        for row in rows {
            let key = "\(row.file.sha256) \(row.record)"
            let values =
                (cells[key] ?? shown.map { _ in "" }) + [
                    row.reasons.joined(separator: "; "), String(row.line),
                ] + (raw.isEmpty ? [] : [raw[key] ?? ""])
            writer.line(values.map(MendedFile.guarded) + ["\(row.file.sha256.prefix(12)).\(row.record)"])
        }
        // The mark makes a spreadsheet read æ, ø and å; the reader takes it whatever encoding the feed
        // declares.
        return [0xEF, 0xBB, 0xBF] + writer.take()
    }
}
