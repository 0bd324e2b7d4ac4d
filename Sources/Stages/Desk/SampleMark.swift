import Foundation
import Project
import Records

/// Which deliveries are of the made-up municipality: `.kvadratur-sample` beside them, and `.kvadratur/sample` once a night has seen it, a SHA-256 a
/// line. Made-up rows among real ones would be found in no figure any more, so a run refuses to begin where both are.
public struct SampleMark {
    let places: Places

    /// Beside the deliveries; no feed takes a name that begins with a point.
    static let name = ".kvadratur-sample"
    /// Where `make run` and `kvadratur demo` play it.
    public static let folder = "demo"

    private var kept: String { places.state + "/sample" }

    /// Marks what lies in a folder now.
    public static func mark(_ folder: String) throws {
        let own = try Durable.list(folder).filter { !$0.hasPrefix(".") }
        let lines = try own.compactMap { name -> String? in
            guard FileState("\(folder)/\(name)") != nil else { return nil }
            return try fingerprint(ofFile: "\(folder)/\(name)").hex
        }
        try Durable.write((lines.sorted().joined(separator: "\n") + "\n").utf8, to: "\(folder)/\(Self.name)")
    }

    /// Refuses a run in which made-up deliveries and real ones would meet; what is made up is remembered.
    ///
    /// - Throws: `UsageFailure` with the way out.
    func refuseMixture(ignore: [FilePattern]) throws {
        let beside = lines("\(places.inbound)/\(Self.name)"), known = lines(kept)
        let demo = Places(root: "\(places.root)/\(Self.folder)")
        let all = beside.union(known).union(lines("\(demo.inbound)/\(Self.name)")).union(SampleMark(places: demo).known)
        guard !all.isEmpty else { return }
        var made: [String] = [], own: [String] = []
        for file in try Inbox(places: places, ignore: ignore).files where file.bytes > 0 {
            guard let print = try? fingerprint(ofFile: file.path).hex else { continue }
            if all.contains(print) { made.append("inbound/\(file.name)") } else { own.append("inbound/\(file.name)") }
        }
        for shelf in Durable.names(in: places.archive) {
            for print in Durable.names(in: "\(places.archive)/\(shelf)") where print.count == 64 {
                let name = Durable.names(in: "\(places.archive)/\(shelf)/\(print)").first { !["claimed", "decided", "waived"].contains($0) } ?? print
                if all.contains(print) { made.append("\(name), loaded before") } else { own.append("\(name), loaded before") }
            }
        }
        if !made.isEmpty, !own.isEmpty { throw UsageFailure(Self.words(made.sorted(), own.sorted(), isDemo: !known.isEmpty)) }
        let mine = beside.union(made.isEmpty ? [] : all)
        if !mine.isSubset(of: known), !made.isEmpty { try Durable.write((mine.union(known).sorted().joined(separator: "\n") + "\n").utf8, to: kept) }
    }

    private var known: Set<String> { lines(kept) }

    private func lines(_ path: String) -> Set<String> {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return Set(text.split(separator: "\n").map(String.init).filter { $0.count == 64 })
    }

    private static func words(_ made: [String], _ own: [String], isDemo: Bool) -> String {
        func some(_ names: [String]) -> String { names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(Figures.count(names.count - 3)) more" : "") }
        let next = isDemo
            ? "this place plays the made-up municipality: take your own files to a place of their own (kvadratur new DIR, or inbound/ of the project)"
            : "take the made-up files out of inbound/ (kvadratur demo plays them in a folder of its own)"
        return """
            inbound: deliveries of the made-up municipality and others would be mixed, and nobody could tell them apart afterwards
              made up: \(some(made)); others: \(some(own))
              nothing was touched; next: \(next)
            """
    }
}
