import Fingerprints
import Foundation
import Records

/// Two folders, byte for byte.
enum FolderComparison {
    /// How many files were compared, and the names of those that differ or stand in one folder only, sorted.
    static func compare(_ a: String, _ b: String) throws -> (count: Int, differing: [String]) {
        let (first, second) = (try prints(a), try prints(b))
        let names = Set(first.keys).union(second.keys)
        return (names.count, names.filter { first[$0] != second[$0] }.sorted())
    }

    private static func prints(_ folder: String) throws -> [String: String] {
        var result: [String: String] = [:]
        for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
            let path = folder + "/" + name
            var information = stat()
            guard lstat(path, &information) == 0 else { throw SystemFailure("stat", path, errno) }
            if information.st_mode & S_IFMT == S_IFDIR { continue }
            // What is no plain file is no file of an edition.
            result[name] =
                information.st_mode & S_IFMT == S_IFREG ? try fingerprint(ofFile: path).hex : "not a file"
        }
        return result
    }
}
