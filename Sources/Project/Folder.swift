import Fingerprints
import Foundation
import Records

/// The project's files, read as UTF-8 in the order of their names.
struct Folder {
    let root: String
    let findings: Findings
    /// Texts that stand in the place of files', for a look at what a change would do.
    var instead: [String: String] = [:]
    /// What was read so far.
    let read = FilesRead()

    private static let endings = [".test.yaml", ".given.yaml"]

    func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + file) }

    /// Paths relative to the root of the files with this ending, sorted by name; `.test.yaml` and `.given.yaml` are endings of their own.
    func files(_ folder: String, _ ending: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
        return names.filter { name in
            guard !name.hasPrefix("."), name.hasSuffix(ending) else { return false }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(root)/\(folder)/\(name)", isDirectory: &isFolder), !isFolder.boolValue else { return false }
            return Self.endings.allSatisfy { ending == $0 || !name.hasSuffix($0) }
        }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .map { folder + "/" + $0 }
    }

    /// The file's text; a finding when it cannot be read or is no UTF-8.
    func text(_ file: String) -> String? {
        if let text = instead[file] {
            read.fingerprints[file] = .of([text])
            return text
        }
        guard let data = FileManager.default.contents(atPath: root + "/" + file) else {
            findings.add(Finding(file: file, code: "unreadable", message: "the file cannot be read"))
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            findings.add(Finding(file: file, code: "encoding", message: "the file is not UTF-8"))
            return nil
        }
        read.fingerprints[file] = .of([text])
        return text
    }

    final class FilesRead { var fingerprints: [String: Fingerprint] = [:] }

    static func name(_ file: String) -> String { String(file[(file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex)...]) }
    /// Name without folder and endings.
    static func stem(_ file: String) -> String {
        let name = name(file)
        return String(name[..<(name.firstIndex(of: ".") ?? name.endIndex)])
    }
}
