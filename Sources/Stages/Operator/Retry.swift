import Foundation
import Project
import Records
import Warehouse

/// Puts refused files back into `inbound/`, so that a night may judge them again: a contract was mended, a
/// disk was freed.
///
/// What was held back needs nothing of the kind: its table still has the version of an earlier night, and any
/// run builds it.
public struct Retry {
    private let places: Places
    private let project: Project

    /// - Throws: `ConfigurationFailure` where the project is wrong, `UsageFailure` where no night has run
    ///   yet, `WarehouseFailure` where the warehouse cannot be opened.
    public init(root: String) throws {
        let past = try PastNights(root: root)
        places = past.places
        project = past.project
    }

    /// Moves the files that the last refusing run set aside, or all that were ever refused and lie there
    /// still; one line for each.
    ///
    /// - Throws: `RunLock.Held` while somebody works, `SystemFailure` where a file cannot be moved.
    public func putBack(all: Bool = false) throws -> [String] {
        let lock = try RunLock(path: places.lock, command: "retry")
        defer { lock.release() }
        let warehouse = try Warehouse(path: places.warehouse, ledger: project.ledger)
        let here = try warehouse.read { try $0.files("state = 'refused' AND fault_code <> 'erased'") }
            .compactMap { file in Self.bytes(of: file, in: places).map { (file, $0) } }
        let last = here.map(\.0.run).max()
        return try here.filter { all || $0.0.run == last }.map { file, path in
            let target = "\(places.inbound)/\(file.name)"
            if FileState(target) != nil {
                return
                    """
                    inbound/\(file.name): another file of that name waits there; the refused one stays \
                    in .kvadratur/refused/\(file.sha256.prefix(12))
                    """
            }
            try Durable.move(path, to: target) { _ = try Archive.copy($0, to: $1) }
            let folder = "\(places.refused)/\(file.sha256.prefix(12))"
            try Durable.remove(folder + "/why.txt")
            rmdir(folder)
            try Durable.syncFolder(of: folder)
            return "inbound/\(file.name): put back, to be judged again"
        }
    }

    /// Where a refused file's bytes lie; nil when a person took them away.
    static func bytes(of file: LedgerFile, in places: Places) -> String? {
        let path = "\(places.refused)/\(file.sha256.prefix(12))/\(file.name)"
        return FileState(path) == nil ? nil : path
    }
}
