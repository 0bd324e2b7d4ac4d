import Fingerprints
import Glibc
import Records

/// One file of an edition.
public struct EditionFile: Hashable, Sendable {
    /// A plain name in the edition's folder.
    public var name: String
    /// Its size.
    public var bytes: Int
    /// 64 lower-case digits.
    public var sha256: String

    /// A file that was written, with what it is known by.
    public init(name: String, bytes: Int, sha256: String) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// Writes every file of an edition into a folder that exists and is empty. The same content gives the same
/// bytes. Making them survive a power cut (fsync, rename) is the caller's.
///
/// - Throws: `ReportError`, which says where the machine is to blame, or `WarehouseFailure` for the
///   GeoPackage's file. What was written by then stays in the folder.
public func writeEdition(_ content: EditionContent, _ resources: ReportResources, into folder: String) throws
    -> [EditionFile]
{
    var files: [EditionFile] = []
    func put(_ name: String, _ bytes: [UInt8]) throws {
        try writeFile(bytes, to: folder + "/" + name)
        files.append(EditionFile(name: name, bytes: bytes.count, sha256: sha256(bytes)))
    }
    func made(_ name: String) throws {
        let bytes = try readFile(folder + "/" + name)
        files.append(EditionFile(name: name, bytes: bytes.count, sha256: sha256(bytes)))
    }
    for table in content.tablesByName {
        guard let file = table.file else { continue }
        guard !file.contains("/"), !file.hasPrefix(".") else {
            throw ReportError(file: file, message: "the file of table \(table.name) must be a plain name")
        }
        try put(file, renderCSV(table, style: content.csvStyle))
    }
    let texts = Texts(content.language, in: resources, glossary: content.tables["glossary"])
    for table in content.tablesByName {
        guard let shape = table.calendar, let calendar = renderCalendar(table, shape, content, texts) else {
            continue
        }
        try put(shape.file, calendar)
    }
    try put("index.html", renderHTML(content, resources))
    for language in resources.languages.keys.sorted() {
        try put("council.\(language).html", renderPlanPaper(content, resources, language: language))
    }
    try writeWorkbook(content, resources, path: folder + "/kvadratur.xlsx")
    try made("kvadratur.xlsx")
    try writeGeoPackage(content, resources, path: folder + "/kvadratur.gpkg")
    try made("kvadratur.gpkg")
    try put("metrics.prom", renderMetrics(content))
    try put("datapackage.json", renderDataPackage(content, files: files))
    try put("summary.json", renderSummaryJSON(content, files: files))
    return files.sorted { $0.name < $1.name }
}

private func sha256(_ bytes: [UInt8]) -> String {
    var printer = Fingerprinter()
    bytes.withUnsafeBytes { printer.update($0) }
    return printer.finish().hex
}

/// Every `write` is checked: on a full disk the night must say so, not trap.
private func writeFile(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else {
        throw ReportError(file: path, message: String(cString: strerror(errno)), isSystem: true)
    }
    defer { close(file) }
    try bytes.withUnsafeBytes { buffer in
        var done = 0
        while done < buffer.count {
            let count = write(file, buffer.baseAddress! + done, buffer.count - done)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw ReportError(file: path, message: String(cString: strerror(errno)), isSystem: true)
            }
            done += count
        }
    }
}

func readFile(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
        throw ReportError(file: path, message: String(cString: strerror(errno)), isSystem: true)
    }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = chunk.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else {
            throw ReportError(file: path, message: String(cString: strerror(errno)), isSystem: true)
        }
        if count == 0 { return bytes }
        bytes.append(contentsOf: chunk[..<count])
    }
}
