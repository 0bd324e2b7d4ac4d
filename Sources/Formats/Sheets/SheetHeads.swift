import Records

/// The first lines of a workbook's sheets, read once, against which the headers of many feeds are held.
public struct SheetHeads: Sendable {
    private let heads: [SheetHead]

    /// - Throws: `Refusal` for a workbook that is not read.
    /// - Returns: nil where the file is no workbook.
    public static func of(path: String, limits: Limits = .init()) throws -> SheetHeads? {
        guard let book = try SheetBook.open(.path(path), limits: limits) else { return nil }
        defer { book.close() }
        return SheetHeads(heads: try book.heads(decimal: UInt8(ascii: ",")))
    }

    /// The names in the header of the sheet that a reader would read.
    ///
    /// - Throws: `Refusal` where no sheet has a cell, or the one that is named is not there.
    public func header(for reader: CSVReader) throws -> [String] {
        try SheetSearch(reader: reader, heads: heads).names()
    }

    /// Whether a file's name is one that workbooks have.
    public static func isCalledWorkbook(_ name: String) -> Bool {
        let lower = name.lowercased()
        return (SheetKind.suffixes + SheetKind.otherSuffixes).contains(where: lower.hasSuffix)
    }

    /// What a file is that has a workbook's name and is none: nothing is read by what it pretends to be.
    ///
    /// - Throws: `Refusal` for a damaged archive, and for a file that cannot be read at all.
    public static func refusal(path: String, name: String) throws -> Refusal {
        let source = try PackedSource(.path(path))
        defer { source.close() }
        let head = try source.peek(FileKind.window)
        if head.isEmpty { return Refusal(.emptyFile) }
        if head.starts(with: [0x50, 0x4B]) {
            // A damaged archive is said to be damaged.
            _ = try ZipMembers(source: source, limits: .init()).all()
            return Refusal(
                .notATable, detail: "a ZIP under the name of a workbook: unpack it, or name it .zip")
        }
        let kind = head.withUnsafeBufferPointer(FileKind.name)
        return Refusal(
            .notATable,
            detail: kind.map { "\($0) under the name of a workbook" }
                ?? "a text under the name of a workbook: if it is a table, name it .csv")
    }
}
