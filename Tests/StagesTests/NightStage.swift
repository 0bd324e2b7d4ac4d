import Fingerprints
import Foundation
import Records
import Testing

@testable import Stages

/// Where one story is played: a root, an empty home and an empty folder for temporary files beside it, all of
/// them looked at afterwards.
final class NightStage {
    let night: NightCase
    let root: TrialRoot
    private let folder: String
    private var homes: [String] { ["home", "tmp"].map { folder + "/" + $0 } }
    /// Fingerprints of every file that lay in `inbound/` before a command.
    private var dropped: [String: String] = [:]
    /// Every edition that was seen, with the fingerprint of its files, and the command that made it.
    private var editions: [String: (files: [String: String], command: Int)] = [:]

    /// In memory where there is room: nothing here is about the disk.
    private static let base: String = {
        var room = statvfs()
        let isLarge =
            statvfs("/dev/shm", &room) == 0 && Int(room.f_bavail) * Int(room.f_bsize) > 4 << 30
            && access("/dev/shm", W_OK) == 0
        return isLarge ? "/dev/shm" : FileManager.default.temporaryDirectory.path
    }()

    /// The kernel counts what the tests themselves held when they started a program as that program's.
    private static var ownPeak: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }

    private static let tellsCosts = ProcessInfo.processInfo.environment["KVADRATUR_NIGHT_COSTS"] != nil

    init(_ night: NightCase) throws {
        self.night = night
        folder = Self.base + "/kvadratur-story-\(UUID().uuidString)"
        root = try TrialRoot(path: folder + "/root")
        for home in homes {
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Plays every command and gives the whole transcript.
    func play() throws -> String {
        var transcript = ""
        for (index, command) in night.commands.enumerated() {
            try night.prepare(root, before: index + 1)
            try note()
            let outcome = try run(command)
            if Self.tellsCosts {
                print("cost \(night.name) \(index + 1): \(outcome.seconds) s, \(outcome.peakBytes >> 20) MiB")
            }
            // A command that speaks of `kvadratur` in a shell may end with the shell's own code and words.
            if outcome.code != 0 {
                #expect(!outcome.errors.isEmpty, "\(night.name): exit \(outcome.code) without a word")
            }
            #expect(
                outcome.peakBytes < max(256 << 20, Self.ownPeak + 1),
                "\(night.name): \(outcome.peakBytes >> 20) MiB of memory")
            let typed = command.hasPrefix("$ ") ? String(command.dropFirst(2)) : "kvadratur " + command
            transcript += "$ \(typed)\n\(outcome.transcript)\n"
            try look(after: index + 1)
        }
        try lookAtTheEnd()
        transcript += try NightEnd(root).text + "latest: " + latest + "\n"
        for secret in night.never {
            #expect(!transcript.contains(secret), "\(night.name): printed what may not be printed")
        }
        return plain(transcript)
    }

    /// `$ …` is a line for the shell, in the root and with the program on its path; anything else the
    /// program's own words.
    private func run(_ command: String) throws -> Played.Outcome {
        // As root the mode of a file means nothing: $PLAIN takes that power away.
        let plain = geteuid() == 0 ? "setpriv --bounding-set=-all --inh-caps=-all --" : ""
        let environment = try Played.surroundings.merging(night.clock.map(Played.clock) ?? [:]) { $1 }
            .merging([
                "PATH": Played.folder + ":/usr/bin:/bin", "HOME": homes[0], "TMPDIR": homes[1],
                "ROOT": root.path, "PLAIN": plain,
                "REPOSITORY": repository,
            ]) { $1 }
        let words =
            command.hasPrefix("$ ")
            ? ["/bin/sh", "-c", String(command.dropFirst(2))]
            : [Played.folder + "/kvadratur"] + command.split(separator: " ").map(String.init) + [
                "--root", root.path,
            ]
        return try Played.run(words, environment: environment, workingFolder: root.path, scratch: folder)
    }

    // MARK: - what must hold after every command, whatever the story

    private func note() throws {
        for name in root.tree("inbound") where isPlainFile("inbound/" + name) {
            dropped[try fingerprint(ofFile: root.path + "/inbound/" + name).hex] = name
        }
    }

    private func look(after command: Int) throws {
        // An edition is whole, and never changed once it was seen.
        for name in Durable.names(in: root.path + "/outbound/editions") where !name.hasPrefix(".") {
            let files = Dictionary(
                uniqueKeysWithValues: root.tree("outbound/editions/" + name).map { file in
                    (file, Fingerprint.of([root.text("outbound/editions/\(name)/\(file)") ?? ""]).hex)
                })
            if let known = editions[name], !night.touchesEditions {
                #expect(known.files == files, "\(night.name): the edition \(name) was changed")
            }
            editions[name] = editions[name] ?? (files, command)
        }
        // Nothing was written anywhere else.
        #expect(
            Set(Durable.names(in: folder)) == ["home", "root", "tmp"], "\(night.name): a file beside the root"
        )
        for home in homes {
            #expect(Durable.names(in: home) == [], "\(night.name): a file was left in \(home)")
        }
    }

    private func lookAtTheEnd() throws {
        let known: Set = ["pipelines", "schemas", "inbound", "outbound", ".kvadratur"]
        let others = Durable.names(in: root.path).filter { !known.contains($0) && !night.makes($0) }
        #expect(others == [], "\(night.name): strange files in the root")
        let unfinished = (root.tree(".kvadratur") + root.tree("outbound")).filter {
            $0.hasSuffix(".part") && !$0.hasPrefix("refused/")
        }
        #expect(unfinished == [], "\(night.name): unfinished files")
        // Every delivery is still somewhere, byte for byte.
        var kept: Set<String> = []
        for place in ["inbound", ".kvadratur/archive", ".kvadratur/refused"] {
            for name in root.tree(place) where isPlainFile("\(place)/\(name)") {
                kept.insert(try fingerprint(ofFile: "\(root.path)/\(place)/\(name)").hex)
            }
        }
        for (print, name) in dropped.sorted(by: { $0.value < $1.value })
        where !kept.contains(print) && !night.takesAway(name) {
            Issue.record("\(night.name): the delivery \(name) is nowhere any more")
        }
        if !night.leavesDamage,
            FileManager.default.fileExists(atPath: root.path + "/.kvadratur/warehouse.sqlite")
        {
            #expect(
                try root.rows("pragma integrity_check") == ["ok"]
                    && root.rows("pragma foreign_key_check") == [], "\(night.name): the warehouse is damaged")
        }
        for secret in night.never {
            for name in root.tree(".kvadratur").filter({
                !$0.hasPrefix("archive/") && ($0.hasSuffix("why.txt") || !$0.hasPrefix("refused/"))
            }).map({ ".kvadratur/" + $0 })
                + root.tree("outbound").map({ "outbound/" + $0 })
            {
                let bytes = FileManager.default.contents(atPath: root.path + "/" + name) ?? Data()
                #expect(
                    bytes.range(of: Data(secret.utf8)) == nil,
                    "\(night.name): \(name) holds what may not be kept")
            }
        }
    }

    private func isPlainFile(_ name: String) -> Bool { FileState(root.path + "/" + name) != nil }

    /// Whose edition people see.
    private var latest: String {
        guard
            let link = try? FileManager.default.destinationOfSymbolicLink(
                atPath: root.path + "/outbound/latest")
        else { return "none" }
        let name = String(link[link.index(after: link.lastIndex(of: "/") ?? link.startIndex)...])
        return editions[name].map { "the edition of command \($0.command)" } ?? "a link to nothing"
    }

    /// Without what differs between machines, versions and minutes.
    private func plain(_ text: String) -> String {
        text.replacingOccurrences(of: root.path + "/", with: "").replacingOccurrences(
            of: root.path, with: "."
        )
        .replacing(/(\d{4}-\d\d-\d\d)-[0-9a-f]{8,}/) { "\($0.1)-EDITION" }
        // How long ago the nights of a story were follows from today's date.
        .replacing(/\d+ nights? without a run: [^;\n]*;[^\n]*/) { _ in "nights without a run" }
        .replacing(/process \d+/) { _ in "process N" }
        .replacing(/for \d+ s\b/) { _ in "for N s" }
        .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) { _ in "MOMENT" }
        .replacing(/[ ]+\n/) { _ in "\n" }
    }
}
