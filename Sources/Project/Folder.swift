import Fingerprints
import Foundation
import Records

/// The project's files, read as UTF-8 in the order of their names.
struct Folder {
    let root: String
    /// The product's folder, where the root is a layer over it.
    var product: String?
    let findings: Findings
    /// Texts that stand in the place of files', for a look at what a change would do.
    var instead: [String: String] = [:]
    /// What was read so far.
    let read = FilesRead()

    private static let endings = [".test.yaml", ".given.yaml"]

    init(root: String, product: String? = nil, findings: Findings) {
        (self.root, self.product, self.findings) = (root, product, findings)
    }

    /// The folders that are looked into, the root's own first.
    private var layers: [String] { [root] + (product.map { [$0] } ?? []) }

    /// Where the file in force lies: the root's own before the product's, but for those that belong to one
    /// alone.
    func path(_ file: String) -> String { (owner(file) ?? root) + "/" + file }

    /// The folder of the layer whose file is in force; nil where neither has it.
    func owner(_ file: String) -> String? {
        guard let product else { return Self.isThere(root, file) ? root : nil }
        return switch Layers.soleOwner(file) {
        case .product: product
        case .root: root
        case nil: [root, product].first { Self.isThere($0, file) }
        }
    }

    private static func isThere(_ folder: String, _ file: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/" + file)
    }

    func exists(_ file: String) -> Bool { owner(file).map { Self.isThere($0, file) } ?? false }

    /// The product's file of the same name as one of the root's own; nil for a root that is whole by itself.
    private func beneath(_ file: String) -> String? {
        guard let product, owner(file) == root, !Layers.isOnesAlone(file), Self.isThere(product, file) else {
            return nil
        }
        return product + "/" + file
    }

    /// Paths relative to the root of the files with this ending, sorted by name; `.test.yaml` and
    /// `.given.yaml` are endings of their own.
    func files(_ folder: String, _ ending: String) -> [String] {
        let names = Set(
            layers.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0 + "/" + folder)) ?? [] }
        )
        return names.filter { name in
            guard !name.hasPrefix("."), name.hasSuffix(ending), folder + "/" + name != Layers.noteFile else {
                return false
            }
            var isFolder: ObjCBool = false
            guard let owner = owner("\(folder)/\(name)"),
                FileManager.default.fileExists(atPath: "\(owner)/\(folder)/\(name)", isDirectory: &isFolder),
                !isFolder.boolValue
            else { return false }
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
        guard let data = FileManager.default.contents(atPath: path(file)) else {
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

    /// The product's text beneath a file of the root's own, where rows or texts of both count; the
    /// configuration says that it was read.
    func textBeneath(_ file: String) -> (path: String, text: String)? {
        guard let path = beneath(file), let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else { return nil }
        read.fingerprints[file + " (product)"] = .of([text])
        return (path, text)
    }

    final class FilesRead { var fingerprints: [String: Fingerprint] = [:] }

    static func name(_ file: String) -> String {
        String(file[(file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex)...])
    }
    /// Name without folder and endings.
    static func stem(_ file: String) -> String {
        let name = name(file)
        return String(name[..<(name.firstIndex(of: ".") ?? name.endIndex)])
    }
}
