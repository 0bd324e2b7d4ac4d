/// Writes a made-up municipality: the twelve register tables in their real layout and the municipality's own
/// files, consistent with one another, with seeded truth and dirty rows that a delivery note names. The same
/// settings give the same bytes.
public struct SampleMunicipality: Sendable {
    /// Properties in the municipality's own list.
    public var properties: Int
    /// Everything made up follows from it.
    public var seed: UInt64
    /// Day of the first delivery, `YYYY-MM-DD`.
    public var asOf: String
    /// Dirty rows per thousand rows of the municipality's files; 0 writes none, more than 40 counts as 40.
    public var dirtyPermille: Int
    /// Share of the properties that have data about users, use, cost, condition and energy; a smaller share
    /// is a subset of a larger one.
    public var dataPercent: Int = 100
    /// Only the register's twelve tables.
    public var registerOnly: Bool = false
    /// Writes the register as bare XML instead of ZIP, for measuring readers.
    public var plainRegister: Bool = false
    /// The delivery so many nights later: one building and one headcount in a thousand changes each night.
    public var night: Int = 0
    /// Folder of the delivery note; nil is the delivery's own, where `ignore: ['delivery-note.*']` in
    /// nightly.yaml keeps it from being taken for a feed.
    public var noteFolder: String?

    /// A whole municipality with one dirty row in a hundred; the other settings are changed by hand.
    public init(properties: Int, seed: UInt64, asOf: String = "2026-02-28", dirtyPermille: Int = 10) {
        self.properties = properties
        self.seed = seed
        self.asOf = asOf
        self.dirtyPermille = dirtyPermille
    }

    /// The same municipality so many nights later.
    public func changed(night: Int) -> SampleMunicipality {
        var later = self
        later.night = night
        return later
    }

    /// The same municipality with data for so many percent of its properties.
    public func thinned(toPercent percent: Int) -> SampleMunicipality {
        var thinned = self
        thinned.dataPercent = percent
        return thinned
    }

    /// Writes the delivery into the folder, which is made when it is missing.
    ///
    /// - Throws: `SampleSettingsError` before anything is written; `SampleWriteError` where the machine will
    ///   not take a file.
    public func write(into folder: String) throws -> SampleSummary {
        guard let day = Day(iso: asOf), day >= Day(2021, 1, 1), day <= Day(2099, 12, 31) else {
            throw SampleSettingsError.asOf(asOf)
        }
        guard (1...500_000).contains(properties) else { throw SampleSettingsError.properties(properties) }
        guard (0...366).contains(night) else { throw SampleSettingsError.night(night) }
        guard (0...100).contains(dataPercent) else { throw SampleSettingsError.dataPercent(dataPercent) }
        let portfolio = Portfolio(seed: seed, listed: properties, asOf: day)
        var summary = SampleSummary(of: self, portfolio)
        try makeFolder(folder)
        let beside = noteFolder ?? folder
        try makeFolder(beside)
        let note = try DeliveryNote(folder: beside)
        try writeRegister(portfolio, into: folder, &summary)
        if !registerOnly {
            var files: [SampleFile] = []
            let writer = MunicipalWriter(
                portfolio: portfolio, night: night, dataPercent: dataPercent, dirtyPermille: dirtyPermille,
                folder: folder,
                report: { note.add($0) }, finished: { files.append($0) })
            try writer.writeAll()
            summary.files += files
            noteTruth(portfolio, writer, note)
        }
        summary.dirtyRows = note.dirtyRows
        summary.note = "\(beside)/\(DeliveryNote.tableName)"
        try note.close(summary)
        return summary
    }

    private func writeRegister(_ portfolio: Portfolio, into folder: String, _ summary: inout SampleSummary)
        throws
    {
        let writer = RegisterWriter(portfolio: portfolio, night: night)
        for table in RegisterTable.allCases {
            let container = plainRegister ? Container.plain : table.container
            let base = table.baseName(writer.delivered)
            let name = "\(base).\(container.rawValue)"
            var records = 0
            let bytes = try Packing.write("\(folder)/\(name)", container, member: "\(base).XML") { sink in
                let file = RegisterFile(
                    sink, table: table, indented: table.isIndented,
                    header: table.hasHeader ? writer.delivered : nil)
                writer.write(table, to: file)
                try file.close()
                records = file.records
            }
            summary.files.append(SampleFile(name: name, records: records, bytes: bytes))
        }
    }

    private func noteTruth(_ portfolio: Portfolio, _ writer: MunicipalWriter, _ note: DeliveryNote) {
        for index in 0..<properties {
            note.add(
                portfolio.property(index), decision: portfolio.decision(index), thinned: writer.thinned(index)
            )
        }
        for (index, percent) in writer.overAllocated {
            note.add(
                fact: "cost centre 4800000 gives it \(percent) %, and all its shares sum to 130 %",
                subject: portfolio.property(index).id)
        }
        note.add(
            fact: "two shared areas (CO50900T) name buildings that are not in the delivery",
            subject: "CO50900T")
        note.add(
            fact: "2 % of the cost is on cost centre 4900000, which is allocated to no property",
            subject: "costs")
    }
}
