import Records

/// Finds the sheet of a workbook that a feed's contract means.
struct SheetSearch {
    let reader: CSVReader
    let heads: [SheetHead]

    private var layout: CSVLayout { Self.layout(reader) }

    /// The layout of a sheet's text, whatever the feed's files have otherwise.
    static func layout(_ reader: CSVReader) -> CSVLayout {
        var layout = reader.layout
        (layout.separator, layout.quote, layout.encoding, layout.findsEncoding) = (
            RowText.separator, RowText.quote, .utf8, false
        )
        return layout
    }

    /// The names in the header of the sheet that would be read.
    func names() throws -> [String] { try scan(heads[try choose().number])?.names ?? [] }

    /// The number of the sheet that is read, and the names of others that have its header and rows.
    func choose() throws -> (number: Int, others: [String]) {
        if let wanted = layout.sheet {
            // A sheet may be called 2026: a name comes before a number.
            if let number = heads.firstIndex(where: { Self.folded($0.name) == Self.folded(wanted) }) {
                return (number, [])
            }
            guard let number = Int(wanted), heads.indices.contains(number - 1) else {
                throw lacks(wanted, heads)
            }
            return (number - 1, [])
        }
        // What people see comes before what somebody hid.
        let order = heads.indices.filter { !heads[$0].isHidden } + heads.indices.filter { heads[$0].isHidden }
        var best: (number: Int, hits: Int)?
        var matching: [Int] = []
        for number in order where !heads[number].text.isEmpty {
            let header: CSVHeader?
            // Two lines that could both be the header are a matter of the sheet, told when it is read.
            do { header = try scan(heads[number]) } catch is Refusal {
                matching.append(number)
                continue
            }
            guard let header else { continue }
            if !reader.required.isEmpty, header.satisfies(reader.required) { matching.append(number) }
            let hits =
                reader.required.count { !header.missing.contains($0) } * 1000 + header.hits(reader.fields)
            if hits > best?.hits ?? -1 { best = (number, hits) }
        }
        guard let number = matching.first ?? best?.number else {
            throw Refusal(.emptyFile, detail: "no sheet of the workbook has a cell")
        }
        let rows = matching.dropFirst().filter { heads[$0].text.count { $0 == 10 } > 1 }
        return (number, rows.map { heads[$0].name })
    }

    private static func folded(_ name: String) -> String {
        String(name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()).lowercased()
    }

    private func lacks(_ name: String, _ heads: [SheetHead]) -> Refusal {
        Refusal(
            .missingSheet, value: name, detail: "its sheets are " + heads.map(\.name).joined(separator: ", "))
    }

    private func scan(_ head: SheetHead) throws -> CSVHeader? {
        let scanner = CSVScanner(
            layout: layout, fields: reader.fields, required: reader.required, needed: [],
            limits: reader.limits, onReject: { _ in }, onRecord: { _ in })
        scanner.isSheet = true
        scanner.headerOnly = true
        do {
            try head.text.withUnsafeBytes { try scanner.push($0) }
            if scanner.header == nil { try scanner.finish() }
        } catch let refusal as Refusal
            where scanner.header == nil && refusal.fault.detail?.hasSuffix("could both be it") != true
        {
            return nil
        }
        return scanner.header
    }
}
