/// Writes the municipality's own files, each from nothing but property numbers.
struct MunicipalWriter {
    let portfolio: Portfolio
    let night: Int
    let dataPercent: Int
    let dirtyPermille: Int
    let folder: String
    /// Takes every dirty row.
    let report: (DirtyRow) -> Void
    /// Takes every finished file.
    let finished: (SampleFile) -> Void

    var calendar: Calendar24 { Calendar24(asOf: portfolio.asOf) }

    func thinned(_ index: Int) -> Bool { portfolio.isThinned(index, dataPercent: dataPercent) }

    /// All files of a first delivery; a later night counts the people anew and leaves the rest as it was.
    func writeAll() throws {
        if night == 0 {
            try writeProperties()
            try writeBookings()
            try writePresence()
            try writeCosts()
            try writeAllocation()
            try writeCondition()
            try writeEnergy()
            try writeLeases()
            try writeForecast()
            try writeDecisions()
        }
        try writeHeadcount()
    }

    func file(
        _ feed: String, _ columns: [String], _ dirt: [Dirt], last: Dirt? = nil,
        _ body: (CSVFile) throws -> Void
    ) throws {
        let (year, month, _) = portfolio.asOf.civil
        let period = night == 0 ? Month(year, month).iso : (portfolio.asOf + night).iso
        let name = "\(feed)-\(period).csv"
        let number = feed.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
        let dirtier = Dirtier(
            dirt, last: last, permille: min(dirtyPermille, 40), seed: portfolio.seed, file: number,
            report: report)
        var rows = 0
        let bytes = try Packing.write("\(folder)/\(name)", .plain, member: name) { sink in
            let csv = CSVFile(sink, name: name, columns: columns, dirt: dirtier)
            try body(csv)
            try csv.finish()
            rows = csv.rows
        }
        finished(SampleFile(name: name, records: rows, bytes: bytes))
    }
}
