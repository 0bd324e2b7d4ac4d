import Foundation
import Records

@testable import Project
@testable import Stages

/// One story of `Tests/Nights/cases`: what is typed, and what is made before each command. The README there
/// says how to write one.
struct NightCase {
    let name: String
    let folder: String
    /// Lines of the file `command`, the story's title left out.
    let commands: [String]
    /// Texts that may stand nowhere but in the delivered file itself: what is printed, kept and published is
    /// searched for them.
    private(set) var never: [String] = []
    /// The warehouse is damaged on purpose and stays so.
    private(set) var leavesDamage = false
    /// Names in the root that the story itself makes, and deliveries that it takes away.
    private var own: [String] = [], gone: [String] = []
    /// Editions are damaged on purpose.
    private(set) var touchesEditions = false
    /// Folders of `Tests/Nights/with` that are laid over the small project first: feeds that several stories
    /// share.
    private var with: [String] = []
    /// The moment at which every command starts, for a story in which the program asks the clock for the
    /// night's date.
    private(set) var clock: String?
    private var recipes: [YAMLMap] = []
    private let findings = Findings()

    init(_ name: String, in cases: String) throws {
        self.name = name
        folder = cases + "/" + name
        commands = try String(contentsOfFile: folder + "/command", encoding: .utf8).split(separator: "\n")
            .map(String.init).filter { !$0.hasPrefix("#") }
        guard let text = try? String(contentsOfFile: folder + "/case.yaml", encoding: .utf8) else { return }
        guard
            let map = Located.parse(text, file: "case.yaml", into: findings).flatMap({
                YAMLMap($0, what: "a case")
            })
        else { throw problem() }
        never = map.strings("never") ?? []
        leavesDamage = map.bool("leaves_damage") ?? false
        touchesEditions = map.bool("touches_editions") ?? false
        with = map.strings("with") ?? []
        clock = map.string("clock")
        (own, gone) = (map.strings("own") ?? [], map.strings("gone") ?? [])
        recipes = (map.list("make") ?? []).compactMap { YAMLMap($0, what: "a thing to make") }
        map.finish()
    }

    /// Lays down everything that the story has before its command of this number (1 is the first).
    func prepare(_ root: TrialRoot, before number: Int) throws {
        if number == 1 { for name in with { try root.overlay(folder + "/../../with/" + name) } }
        let suffix = number == 1 ? "" : ".\(number)"
        try root.overlay(folder + "/project" + suffix)
        try root.overlay(folder + "/inbound" + suffix, at: "inbound")
        for recipe in recipes where (recipe.integer("before") ?? 1) == number {
            try make(recipe, in: root)
            recipe.finish()
        }
        if !findings.all.isEmpty { throw problem() }
    }

    /// Whether a command leaves the night's date to the clock.
    var mayAskTheClock: Bool { commands.contains { !$0.contains("--as-of") } }
    func makes(_ name: String) -> Bool { own.contains(name) }
    func takesAway(_ name: String) -> Bool { gone.contains(name) }

    private func make(_ recipe: YAMLMap, in root: TrialRoot) throws {
        let bytes = NightBytes(root: root.path)
        func place(_ name: String) throws -> String {
            let path = root.path + "/" + name
            try FileManager.default.createDirectory(
                atPath: String(path[..<path.lastIndex(of: "/")!]), withIntermediateDirectories: true)
            return path
        }
        if let name = recipe.string("file") {
            // A name's bytes may be none that a YAML file can hold.
            let path = try Array(place(name).utf8) + (recipe.string("name_hex").map(NightBytes.hex) ?? [])
            let wanted = try bytes.bytes(recipe.list("bytes") ?? [])
            for number in 1...(recipe.integer("copies") ?? 1) {
                let text = String(decoding: path, as: UTF8.self)
                if text.contains("{n}") {
                    let numbered = String(decoding: wanted, as: UTF8.self).replacing("{n}", with: "\(number)")
                    try write(
                        Array(numbered.utf8),
                        to: Array(text.replacing("{n}", with: String(10000 + number).dropFirst()).utf8))
                } else {
                    try write(wanted, to: path)
                }
            }
        } else if let name = recipe.string("link") {
            try FileManager.default.createSymbolicLink(
                atPath: place(name), withDestinationPath: recipe.string("to") ?? "")
        } else if let name = recipe.string("fifo") {
            guard mkfifo(try place(name), 0o644) == 0 else {
                throw NightBytes.Unclear(description: "mkfifo: \(errno)")
            }
        } else if let name = recipe.string("folder") {
            _ = try place(name + "/x")
        } else if let name = recipe.string("socket") {
            try bindSocket(place(name))
        } else if let name = recipe.string("replace") {
            let find = recipe.string("find") ?? ""
            let text = root.text(name) ?? ""
            guard text.contains(find) else {
                throw NightBytes.Unclear(description: "\(name) does not hold \(find)")
            }
            try root.write(name, text.replacing(find, with: recipe.string("with") ?? ""))
        } else {
            throw NightBytes.Unclear(description: "nobody knows how to make this")
        }
    }

    private func write(_ bytes: [UInt8], to path: [UInt8]) throws {
        let file = (path + [0]).withUnsafeBufferPointer {
            $0.withMemoryRebound(to: CChar.self) {
                open($0.baseAddress!, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            }
        }
        guard file >= 0 else { throw NightBytes.Unclear(description: "open: \(errno)") }
        defer { close(file) }
        try bytes.withUnsafeBytes { try Durable.writeAll($0, to: file, path: "a recipe") }
    }

    private func bindSocket(_ path: String) throws {
        // The name of a socket is short; a relative one is reached from its folder by a second thread-safe
        // way: the descriptor's own path.
        let folder = open(String(path[..<path.lastIndex(of: "/")!]), O_RDONLY | O_DIRECTORY)
        defer { close(folder) }
        let short = "/proc/self/fd/\(folder)/" + path[path.index(after: path.lastIndex(of: "/")!)...]
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(short.utf8) + [0]) }
        let made = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(made) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(made, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw NightBytes.Unclear(description: "bind: \(errno)") }
    }

    private func problem() -> NightBytes.Unclear {
        .init(description: "\(name)/" + findings.all.map(\.description).joined(separator: "\n"))
    }
}
