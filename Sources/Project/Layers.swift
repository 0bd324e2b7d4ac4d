import Fingerprints
import Foundation
import Records

/// What of a root's method is the product's and what its own: two owners, two layers, never a third.
///
/// A root that says `product:` in `pipelines/nightly.yaml` is laid over the product's `pipelines/` and
/// `schemas/`, which an upgrade replaces. A root that says nothing is whole by itself, as a checkout is.
public struct Layers: Sendable {
    /// The folder of the product; nil for a root that is whole by itself.
    public var product: String?
    /// Files of the root that take the place of one of the product's, in the order of their paths.
    public var replaced: [Replaced] = []
    /// Given tables of which the root replaces or adds rows by their key: the file, and how many of each.
    public var rows: [Rows] = []
    /// Files of the root that the product has not.
    public var added: [String] = []

    /// A file of the root in the place of the product's.
    public struct Replaced: Sendable, Equatable {
        /// Relative to the root, such as `pipelines/3_kpi/kpi_area.sql`.
        public var file: String
        /// The version of the product that it was taken from; nil where nobody wrote it down.
        public var takenFrom: String?
        /// What the product's file says now is not what it said when it was taken; nil where nobody knows.
        public var hasChanged: Bool?
        /// The bytes are the product's own: the copy holds an upgrade back for nothing.
        public var isSame = false
    }

    /// Rows of the root's own in a given table; those that say what the product's say are no matter.
    public struct Rows: Sendable, Equatable {
        /// The given table's file, relative to the root.
        public var file: String
        /// How many rows say something else than the product's row of their key.
        public var replaced: Int
        /// How many have a key that the product has not.
        public var added: Int
    }

    /// Where taken files are written down: in the root's own repository, since it is about its files.
    public static let noteFile = "pipelines/taken.yaml"
    /// What stands in `product:` for the product that the program belongs to.
    public static let installed = "installed"

    /// The folder of the product that the running program belongs to: `../share/kvadratur` of an installed
    /// one, else the checkout that it was built in.
    ///
    /// - Parameter program: the path of the program, with links followed.
    public static func installedProduct(program: String) -> String? {
        var folder = (program as NSString).deletingLastPathComponent
        let shared = (folder as NSString).deletingLastPathComponent + "/share/kvadratur"
        if isWhole(shared) { return shared }
        while folder.count > 1 {
            if isWhole(folder) { return folder }
            folder = (folder as NSString).deletingLastPathComponent
        }
        return nil
    }

    /// The same, of this process.
    public static var installedProduct: String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")).flatMap {
            installedProduct(program: $0)
        }
    }

    /// Whether a folder has the product's whole method: settings and the ledger's migrations are a part of
    /// every one.
    public static func isWhole(_ folder: String) -> Bool {
        ["pipelines/nightly.yaml", "schemas/ledger"].allSatisfy {
            FileManager.default.fileExists(atPath: folder + "/" + $0)
        }
    }

    /// Whether two paths, however they are written, are one folder.
    public static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (URL(fileURLWithPath: a), URL(fileURLWithPath: b))
        return a.standardizedFileURL.resolvingSymlinksInPath().path
            == b.standardizedFileURL.resolvingSymlinksInPath().path
    }

    /// Whose a file is: the product's, which an upgrade replaces, or the municipality's own.
    public enum Owner: Sendable { case product, root }

    /// Whose a file is that only one of the two has a say in: the ledger's migrations are the product's,
    /// settings and the note of taken files the root's. Nil for any other, which either may have.
    public static func soleOwner(_ file: String) -> Owner? {
        if file.hasPrefix("schemas/ledger/") { return .product }
        return file == "pipelines/nightly.yaml" || file == noteFile ? .root : nil
    }

    /// Files that never take another's place: those of one owner, and papers.
    static func isOnesAlone(_ file: String) -> Bool { soleOwner(file) != nil || file.hasSuffix(".md") }

    /// Every file of the method below a folder, relative to it, in the order of their paths.
    public static func methodFiles(_ root: String) -> [String] {
        ["pipelines", "schemas"].flatMap { part -> [String] in
            let found =
                FileManager.default.enumerator(atPath: "\(root)/\(part)")?.compactMap { $0 as? String } ?? []
            return found.map { "\(part)/\($0)" }.filter { file in
                var isFolder: ObjCBool = false
                return !file.split(separator: "/").contains { $0.hasPrefix(".") }
                    && FileManager.default.fileExists(atPath: "\(root)/\(file)", isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
        }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

/// `pipelines/taken.yaml`: from which version of the product a file was taken, and the fingerprint that it
/// had there.
public struct TakenFiles: Sendable {
    /// What one file was when it was taken.
    public struct Taken: Sendable, Equatable {
        /// The product's version, as the program says it.
        public var version: String
        /// `Fingerprint.of` the product's text as it was then, so that a change by an upgrade is seen.
        public var fingerprint: String

        /// A file as it was in that version.
        public init(version: String, fingerprint: String) {
            (self.version, self.fingerprint) = (version, fingerprint)
        }
    }

    /// By path from the root.
    public var files: [String: Taken] = [:]

    /// No file was taken.
    public init() {}

    static func decode(_ text: String, into findings: Findings) -> TakenFiles {
        var result = TakenFiles()
        guard let root = Located.parse(text, file: Layers.noteFile, into: findings) else { return result }
        for place in root.items {
            guard let map = YAMLMap(place, what: "a taken file"),
                let file = map.string("file", required: true),
                let version = map.string("version", required: true),
                let print = map.string("fingerprint", required: true)
            else { continue }
            result.files[file] = Taken(version: version, fingerprint: print)
            map.finish()
        }
        return result
    }

    /// Reads a root's; empty where it has none or one that cannot be read (which `Project.load` says).
    public static func of(root: String) -> TakenFiles {
        guard let text = try? String(contentsOfFile: root + "/" + Layers.noteFile, encoding: .utf8) else {
            return TakenFiles()
        }
        return decode(text, into: Findings())
    }

    /// The file's text, by path.
    public var text: String {
        """
        # Which version of the product each of this municipality's own files was taken from (kvadratur \
        layer take).\n
        """
            + files.sorted { $0.key < $1.key }
            .map {
                """
                - {file: \($0.key), version: \"\($0.value.version)\", fingerprint: \
                \($0.value.fingerprint)}\n
                """
            }.joined()
    }
}
