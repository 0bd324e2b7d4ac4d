import Foundation
import Records

/// Folders of the root that are a share of their own. A share that is not mounted leaves an empty folder, or
/// none, and a night that takes it for the real one sees no deliveries, or writes a report that nobody will
/// find.
struct Mounts {
    let places: Places

    private var file: String { places.state + "/mounts" }

    /// Whether a folder lies on another file system than the engine's own; nil when it is not there.
    private func isOwn(_ path: String) -> Bool? {
        var information = stat()
        var home = stat()
        guard stat(path, &information) == 0, stat(places.state, &home) == 0 else { return nil }
        return information.st_dev != home.st_dev
    }

    /// Folders that were shares on an earlier night and are none tonight, or are not there at all.
    ///
    /// - Parameter isKnown: nights have run here, so that a folder that is not there has gone.
    func missing(isKnown: Bool) -> [String] {
        guard isKnown else { return [] }
        let known = Set(
            (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n").map(String.init)
                ?? [])
        return [("inbound", places.inbound), ("outbound", places.outbound)].compactMap { name, path in
            switch isOwn(path) {
            case nil: name == "inbound" || known.contains(name) ? name : nil
            case false?: known.contains(name) ? name : nil
            case true?: nil
            }
        }
    }

    /// Remembers what is a share tonight; what was one stays known until somebody removes the list.
    func remember() throws {
        let known = Set(
            (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n").map(String.init)
                ?? [])
        let now = [("inbound", places.inbound), ("outbound", places.outbound)].filter { isOwn($0.1) == true }
            .map(\.0)
        let all = known.union(now)
        if all != known { try Durable.write((all.sorted().joined(separator: "\n") + "\n").utf8, to: file) }
    }

    static func message(_ name: String, isThere: Bool) -> String {
        let what =
            isThere
            ? "it was a share of its own, and is an empty place on the local disk tonight" : "it is not there"
        let then =
            name == "inbound"
            ? "nothing was taken from it and it was not made; what was delivered last stays in force"
            : "the edition lies on the local disk"
        let way =
            isThere
            ? "mount the share; if the folder is to be local from now on: rm .kvadratur/mounts"
            : "mount the share, or if it was a folder of this disk: mkdir \(name)"
        return "\(name): \(what)\n  \(then); next: \(way), and run kvadratur run"
    }
}
