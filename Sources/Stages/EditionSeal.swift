import Fingerprints
import Foundation
import Records

/// `SHA256SUMS` in every edition: each of its files with its SHA-256, so that anybody can prove it whole with
/// `sha256sum --check`, and a night sees that somebody took a file out of it.
enum EditionSeal {
    static let name = "SHA256SUMS"

    /// Writes the list of everything that lies in the folder.
    static func write(_ folder: String) throws {
        let lines = try files(in: folder).filter { $0 != name }.map {
            "\(try fingerprint(ofFile: folder + "/" + $0).hex)  \($0)\n"
        }
        try Durable.write(lines.joined().utf8, to: folder + "/" + name)
    }

    /// Whether every listed file is there with the bytes that it was published with.
    static func isWhole(_ folder: String) -> Bool {
        guard let list = FileManager.default.contents(atPath: folder + "/" + name), !list.isEmpty else {
            return false
        }
        return String(decoding: list, as: UTF8.self).split(separator: "\n").allSatisfy { line in
            guard line.count > 66 else { return false }
            return (try? fingerprint(ofFile: folder + "/" + line.dropFirst(66)).hex)
                == String(line.prefix(64))
        }
    }

    /// Paths relative to the folder, sorted by their bytes.
    private static func files(in folder: String, prefix: String = "") throws -> [String] {
        try Durable.names(in: folder).flatMap { name -> [String] in
            var information = stat()
            guard lstat(folder + "/" + name, &information) == 0 else {
                throw SystemFailure("stat", folder + "/" + name, errno)
            }
            return information.st_mode & S_IFMT == S_IFDIR
                ? try files(in: folder + "/" + name, prefix: prefix + name + "/") : [prefix + name]
        }
    }
}
