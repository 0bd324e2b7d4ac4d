import Records

/// The forms of workbooks that are read, and what a file is that only looks like one.
enum SheetKind: String {
    case xlsx, ods

    /// Ends of names that workbooks have which are read.
    static let suffixes = [".xlsx", ".xlsm", ".ods"]
    /// Ends of names of workbooks that are not read: the file is named as what it is.
    static let otherSuffixes = [".xls", ".xlsb", ".xlt", ".xltx", ".xltm"]

    static func hasName(of name: String) -> Bool { suffixes.contains(where: name.lowercased().hasSuffix) }

    /// Told from an archive's members; nil for an archive of another kind.
    static func of(_ names: [String]) throws -> SheetKind? {
        let names = Set(names)
        if names.contains("xl/workbook.bin") {
            throw Refusal(
                .notATable,
                detail: "an Excel workbook of the binary form (.xlsb): open it and save it as .xlsx")
        }
        if names.contains("[Content_Types].xml") {
            return names.contains { $0.hasPrefix("xl/") }
                || names.contains("_rels/.rels") && names.contains { $0.hasSuffix("workbook.xml") }
                ? .xlsx : nil
        }
        return names.contains("mimetype") && names.contains("content.xml") ? .ods : nil
    }

    static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// What a compound file is, told from the names in its directory: Excel packs a workbook with a password
    /// into one.
    static func compoundName(_ source: PackedSource) throws -> String {
        let head = try source.peek(128 << 10)
        var directory = head[...]
        if head.count >= 512, (9...12).contains(head[30]) {
            let first = (0..<4).reduce(0) { $0 | Int(head[48 + $1]) << (8 * $1) }
            let start = (first + 1) << Int(head[30])
            if start < head.count { directory = head[start..<min(head.count, start + 4096)] }
        }
        func holds(_ name: String) -> Bool {
            var wide: [UInt8] = []
            for byte in name.utf8 { wide += [byte, 0] }
            return directory.indices.contains { directory[$0...].starts(with: wide) }
        }
        if holds("EncryptedPackage") {
            return
                """
                a workbook with a password: open it, take the password off (File, Info, Protect \
                Workbook) and save it again
                """
        }
        if holds("Workbook") || holds("Book") {
            return "an Excel workbook of the old form (.xls): open it and save it as .xlsx"
        }
        return
            """
            an Excel workbook of the old form (.xls), or an Office document with a password: open it \
            and save it as .xlsx without a password
            """
    }
}
