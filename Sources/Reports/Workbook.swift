import CXlsxWriter
import Glibc
import Records

/// `kvadratur.xlsx`: candidates, properties, figures, plan, reconciliation, data quality, decisions to fill
/// in, glossary, charts.
///
/// libxlsxwriter does not look at whether its temporary files were written: a disk that was full for a moment
/// would leave a workbook with a part missing and no error. So it is written twice, and both must be the
/// same.
///
/// - Throws: `ReportError` where the file cannot be written, or its two writings differ.
public func writeWorkbook(_ content: EditionContent, _ resources: ReportResources, path: String) throws {
    try writeTwice(path) { try writeOnce(content, resources, path: $0) }
}

/// Writes a file by libxlsxwriter twice, and holds the two against each other.
func writeTwice(_ path: String, _ writeOnce: (String) throws -> Void) throws {
    let second = path + ".second"
    defer { unlink(second) }
    for one in [path, second] { try writeOnce(one) }
    guard try readFile(path) == readFile(second) else {
        throw ReportError(
            file: path, message: "two writings of it differ: the disk lost a part", isSystem: true)
    }
}

private func writeOnce(_ content: EditionContent, _ resources: ReportResources, path: String) throws {
    let texts = Texts(content.language, in: resources, glossary: content.tables["glossary"])
    let book = try WorkbookFile(
        path: path, language: content.language, title: pageTitle(content, texts), asOf: content.asOf)
    for name in ["candidates", "properties", "figures", "plan", "reconciliation"] {
        guard let table = content.tables[name] else { continue }
        try TableSheet(book, texts).write(table, name: sheetName(table, texts))
    }
    try QualitySheet(book, texts).write(content)
    try DecisionSheet(book, texts).write(content)
    // Tables that nobody has written a line for: their promise names a sheet, and a part of the page. One
    // without rows would be a sheet about what the municipality does not deliver.
    let promised = content.tables.values.filter { $0.page != nil && $0.sheet != nil && !$0.rows.isEmpty }
    for table in promised.sorted(by: { $0.name < $1.name }) {
        try TableSheet(book, texts).write(table, name: sheetName(table, texts))
    }
    if let glossary = content.tables["glossary"] {
        try TableSheet(book, texts).write(glossary, name: sheetName(glossary, texts))
    }
    try ChartSheet(book, texts).write(content)
    try book.close()
}

/// The promised sheet name, else the table's title.
func sheetName(_ table: ReportTable, _ texts: Texts) -> String {
    table.sheet?[texts.language] ?? table.title[texts.language] ?? table.name
}

/// An open workbook with the formats of the house.
final class WorkbookFile {
    typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
    typealias Format = UnsafeMutablePointer<lxw_format>

    let path: String
    let language: String
    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: [String: Format] = [:]
    private var names: Set<String> = []

    init(path: String, language: String, title: String, asOf: String) throws {
        self.path = path
        self.language = language
        // Its temporary files lie beside the workbook: on the disk whose room is known, and swept up with the
        // edition when we are killed.
        guard mkdir(path + ".tmp", 0o700) == 0 else {
            throw ReportError(file: path + ".tmp", message: String(cString: strerror(errno)), isSystem: true)
        }
        let folder = strdup(path + ".tmp")
        defer { free(folder) }
        var options = lxw_workbook_options(constant_memory: 0, tmpdir: folder, use_zip64: 0)
        guard let book = workbook_new_opt(path, &options) else {
            throw ReportError(file: path, message: "the workbook cannot be created", isSystem: true)
        }
        self.book = book
        var properties = lxw_doc_properties()
        // Without a fixed time the same night would give other bytes each time it is written.
        properties.created = time_t(secondsSince1970(asOf))
        try title.withCString { title in
            properties.title = UnsafeMutablePointer(mutating: title)
            try check(workbook_set_properties(book, &properties))
        }
    }

    /// A sheet whose name Excel accepts: at most 31 characters, none of []:*?/\, no name twice.
    func sheet(_ wanted: String) throws -> Sheet {
        var name = String(wanted.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(28))
        if name.isEmpty { name = "Sheet" }
        var unique = name
        var number = 2
        while !names.insert(unique.lowercased()).inserted {
            unique = "\(name) \(number)"
            number += 1
        }
        guard let sheet = workbook_add_worksheet(book, unique) else {
            throw ReportError(file: path, message: "sheet \(unique) cannot be added")
        }
        return sheet
    }

    func chart(_ kind: lxw_chart_type) throws -> UnsafeMutablePointer<lxw_chart> {
        guard let chart = workbook_add_chart(book, UInt8(kind.rawValue)) else {
            throw ReportError(file: path, message: "a chart cannot be added")
        }
        return chart
    }

    /// The format of a kind of cell, made once.
    func format(_ name: String, _ configure: (Format) -> Void) -> Format {
        if let format = formats[name] { return format }
        let format = workbook_add_format(book)!
        configure(format)
        formats[name] = format
        return format
    }

    /// Writes it. A full disk may show in `errno` alone, which no call that works resets; what could not be
    /// removed shows in the folder.
    func close() throws {
        errno = 0
        let result = workbook_close(book)
        let left = errno
        try check(result)
        if [ENOSPC, EIO, EFBIG, EDQUOT, EROFS, ENOMEM].contains(left) {
            throw ReportError(file: path, message: String(cString: strerror(left)), isSystem: true)
        }
        guard rmdir(path + ".tmp") == 0 else {
            throw ReportError(file: path + ".tmp", message: String(cString: strerror(errno)), isSystem: true)
        }
    }

    func check(_ error: lxw_error) throws {
        guard error != LXW_NO_ERROR else { return }
        // The library's first codes are memory, files and packing; the others are about what it was given.
        throw ReportError(
            file: path, message: String(cString: lxw_strerror(error)),
            isSystem: error.rawValue <= LXW_ERROR_ZIP_CLOSE.rawValue)
    }
}

/// Midnight UTC of an ISO date, by the civil calendar; 0 when it is no date.
func secondsSince1970(_ iso: String) -> Int {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return 0 }
    // Days from civil: years begin in March, so that the leap day comes last.
    let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (parts[1] + (parts[1] > 2 ? -3 : 9)) + 2) / 5 + parts[2] - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return (era * 146_097 + dayOfEra - 719_468) * 86_400
}
