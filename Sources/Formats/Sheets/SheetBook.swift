import Records

/// What a workbook's sheets need to be read.
struct XlsxBook {
    var from1904 = false
    var forms: [CellForm] = []
    var strings = SharedStrings()

    @inline(__always)
    func form(_ style: Int) -> CellForm { style < forms.count ? forms[style] : .general }
}

/// The first lines of one sheet.
struct SheetHead: Sendable {
    var name: String
    var isHidden: Bool
    /// The lines as a table's text.
    var text: [UInt8]
}

/// A workbook in the drop folder: its sheets, each as lines of text that the CSV reader takes.
final class SheetBook {
    let kind: SheetKind
    private let source: PackedSource
    private let limits: Limits
    private let zip: ZipMembers
    private let members: [ZipMembers.Member]
    private let packed: Int
    private var meter: UnpackMeter
    /// Parts of an Excel workbook's sheets, in their order.
    private var parts: [(name: String, part: String, isHidden: Bool)] = []
    private var book = XlsxBook()
    private var isOpen = false

    /// Members of a workbook: one a sheet, a picture, a chart, a note.
    private static let members = 20_000

    /// - Throws: `Refusal` for a workbook that is not read, with the way out; whatever an archive that is
    ///   none would be refused for.
    /// - Returns: nil where the delivery is no workbook.
    static func open(_ delivery: Delivery, limits: Limits) throws -> SheetBook? {
        if case .descriptor = delivery { return nil }
        let source = try PackedSource(delivery)
        do {
            let head = try source.peek(8)
            if head == SheetKind.compound {
                throw Refusal(.notATable, detail: try SheetKind.compoundName(source))
            }
            guard head.starts(with: [0x50, 0x4B, 3, 4]) else {
                source.close()
                return nil
            }
            var roomy = limits
            roomy.members = max(limits.members, members)
            let zip = ZipMembers(source: source, limits: roomy)
            guard let found = try? zip.all(), let kind = try SheetKind.of(found.map(\.name)) else {
                source.close()
                return nil
            }
            return try SheetBook(kind, source, zip, found, limits)
        } catch {
            source.close()
            throw error
        }
    }

    private init(
        _ kind: SheetKind, _ source: PackedSource, _ zip: ZipMembers, _ members: [ZipMembers.Member],
        _ limits: Limits
    ) throws {
        (self.kind, self.source, self.zip, self.members, self.limits) = (kind, source, zip, members, limits)
        packed = source.size ?? 0
        meter = UnpackMeter(limits: limits, packed: packed)
        if members.contains(where: \.isEncrypted) {
            throw Refusal(
                .notATable, detail: "a workbook with a password: take the password off and save it again")
        }
        switch kind {
        case .xlsx: try openXlsx()
        case .ods: try openOds()
        }
    }

    func close() {
        if !isClosed {
            isClosed = true
            source.close()
        }
    }
    private var isClosed = false

    /// Refuses a file that its owner changed meanwhile.
    func checkUnchanged() throws { try source.checkUnchanged() }

    var packedBytes: Int { packed }

    // MARK: - parts

    private func has(_ part: String) -> Bool { members.contains { $0.name == part } }

    private func read(_ part: String, _ handler: any XMLHandler, progress: (Int) -> Void = { _ in }) throws {
        guard let place = members.firstIndex(where: { $0.name == part }) else {
            throw Refusal(.archiveMember, value: part, detail: "the workbook lacks a part")
        }
        let parser = XMLEvents(part: part, limits: limits, handler: handler)
        // Each reading of a part has the whole allowance: the heads of sheets are read before the sheet.
        var own = meter
        try withExtendedLifetime(handler) {
            try zip.read(place, &own) { bytes, packed in
                try parser.push(bytes)
                progress(min(self.packed, packed))
            }
            try parser.finish()
        }
    }

    private func openXlsx() throws {
        var main = "xl/workbook.xml"
        if has("_rels/.rels") {
            let root = XlsxRelations(of: "")
            try read("_rels/.rels", root)
            if let target = root.byID.values.first(where: { $0.type == "officeDocument" }) {
                main = target.path
            }
        }
        let workbook = XlsxWorkbook()
        try read(main, workbook)
        let relations = XlsxRelations(of: main)
        if has(XlsxRelations.path(of: main)) { try read(XlsxRelations.path(of: main), relations) }
        parts = workbook.sheets.compactMap { sheet in
            // Charts and dialogues are sheets too, and hold no cells.
            guard let target = relations.byID[sheet.id], target.type == "worksheet", has(target.path) else {
                return nil
            }
            return (sheet.name, target.path, sheet.isHidden)
        }
        book.from1904 = workbook.from1904
        styles = relations.byID.values.first { $0.type == "styles" && has($0.path) }?.path
        strings = relations.byID.values.first { $0.type == "sharedStrings" && has($0.path) }?.path
    }

    private var styles: String?
    private var strings: String?

    /// Reads what all sheets share, once.
    private func openShared() throws {
        guard !isOpen else { return }
        isOpen = true
        if let styles {
            let found = XlsxStyles()
            try read(styles, found)
            book.forms = found.forms
        }
        if let strings { try read(strings, book.strings) }
    }

    private func openOds() throws {
        guard has("META-INF/manifest.xml") else { return }
        let manifest = OdsManifest()
        try read("META-INF/manifest.xml", manifest)
        if manifest.isEncrypted {
            throw Refusal(
                .notATable, detail: "a workbook with a password: take the password off and save it again")
        }
    }

    // MARK: - sheets

    /// The first lines of every sheet that has cells, in the workbook's order.
    func heads(decimal: UInt8) throws -> [SheetHead] {
        if let made { return made }
        var heads: [SheetHead] = []
        switch kind {
        case .xlsx:
            for place in parts.indices {
                var text: [UInt8] = []
                do {
                    try rows(of: place, decimal: decimal, notes: SheetNotes(), enough: Self.headLines) {
                        text += $0.prefix(Self.headBytes - text.count)
                        if text.count >= Self.headBytes { throw XMLEvents.Enough() }
                    }
                } catch is XMLEvents.Enough {}
                heads.append(SheetHead(name: parts[place].name, isHidden: parts[place].isHidden, text: text))
            }
        case .ods:
            // All sheets are one part: of each the first lines are kept, and the rest is passed over.
            let content = OdsContent(decimal: decimal, notes: SheetNotes()) {
                [limits, packed] _, name, isHidden in
                let number = heads.count
                heads.append(SheetHead(name: name, isHidden: isHidden, text: []))
                return RowText(limits: limits, packed: packed) { piece in
                    heads[number].text += piece.prefix(max(0, Self.headBytes - heads[number].text.count))
                }
            }
            try read("content.xml", content)
        }
        made = heads
        return heads
    }

    private var made: [SheetHead]?
    private static let headLines = CSVHeaderSearch.lines + 10
    private static let headBytes = CSVHeaderSearch.bytes

    /// Hands the lines of one sheet on as text.
    func read(
        sheet number: Int, decimal: UInt8, notes: SheetNotes, progress: (Int) -> Void,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try withoutActuallyEscaping(body) { body in
            switch kind {
            case .xlsx: try rows(of: number, decimal: decimal, notes: notes, progress: progress, body)
            case .ods:
                let content = OdsContent(decimal: decimal, notes: notes) { [limits, packed] sheet, _, _ in
                    sheet == number ? RowText(limits: limits, packed: packed, sink: body) : nil
                }
                try read("content.xml", content, progress: progress)
            }
        }
    }

    private func rows(
        of place: Int, decimal: UInt8, notes: SheetNotes, enough: Int = .max,
        progress: (Int) -> Void = { _ in }, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try openShared()
        try withoutActuallyEscaping(body) { body in
            let out = RowText(limits: limits, packed: packed, enough: enough, sink: body)
            try read(
                parts[place].part, XlsxSheet(book: book, decimal: decimal, notes: notes, out: out),
                progress: progress)
            try out.finish()
        }
    }
}
