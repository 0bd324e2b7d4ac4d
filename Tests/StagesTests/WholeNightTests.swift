import Foundation
import Testing

@testable import Stages

/// The stories in `Tests/Nights/cases`, each played by the program itself in a process of its own. Adding one needs no Swift: see the README there.
@Suite struct WholeNightTests {
    static let folder = repository + "/Tests/Nights"
    static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder + "/cases")) ?? []).filter { !$0.hasPrefix(".") }.sorted()

    @Test func thereAreStories() { #expect(Self.cases.count >= 13) }

    @Test(arguments: cases) func story(_ name: String) throws {
        let folder = "\(Self.folder)/cases/\(name)"
        let root = try TrialRoot()
        let commands = try String(contentsOfFile: folder + "/command", encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        var transcript = ""
        for (index, command) in commands.enumerated() {
            let suffix = index == 0 ? "" : ".\(index + 1)"
            try root.overlay(folder + "/project" + suffix)
            try root.overlay(folder + "/inbound" + suffix, at: "inbound")
            let words = command.split(separator: " ").map(String.init)
            let ran = try Program.play(words + ["--root", root.path])
            transcript += "$ kvadratur \(command)\n\(ran)\n"
        }
        transcript = Self.plain(transcript + (try Self.end(of: root)), root)
        let file = folder + "/expected"
        if ProcessInfo.processInfo.environment["KVADRATUR_WRITE_NIGHTS"] != nil {
            try transcript.write(toFile: file, atomically: true, encoding: .utf8)
        }
        let expected = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        for (ours, theirs) in zip(transcript.split(separator: "\n"), expected.split(separator: "\n")) where ours != theirs {
            Issue.record("\(name): found\n    \(ours)\nbut expected\n    \(theirs)")
            return
        }
        #expect(transcript == expected)
    }

    /// What is left: files in `inbound/` and those refused, the raw tables, and whether the books balance.
    static func end(of root: TrialRoot) throws -> String {
        var lines = ["inbound: " + root.tree("inbound").joined(separator: ", "), "refused: " + root.tree(".kvadratur/refused").joined(separator: ", ")]
        if FileManager.default.fileExists(atPath: root.path + "/.kvadratur/warehouse.sqlite") {
            for table in try root.rows("select name from ledger_table where stage = 'raw' and name not in ('raw_file', 'raw_feed', 'raw_reject', 'raw_event') and name like 'raw%' and row_count > 0 order by 1") {
                lines.append("\(table):")
                lines += try root.rows("select * from \(table) order by _file, _record").map { "  " + $0 }
            }
            lines += try root.rows(
                "select 'file ' || name || ' ' || state || ' read ' || records_read || ' = loaded ' || rows_loaded || ' + rejected ' || rows_rejected || ' + duplicate ' || rows_duplicate from ledger_file order by feed, arrival, sha256")
            lines += try root.rows("select 'note ' || f.name || ' ' || e.code || ' ' || coalesce(e.column_name, '-') || ' ' || coalesce(e.detail, '-') || ' ' || e.occurrences from ledger_event as e join ledger_file as f on f.file = e.file order by 1")
            lines += try root.rows("select 'check ' || f.name || ' does not add up' from ledger_file as f where records_read <> rows_loaded + rows_rejected + rows_duplicate")
        }
        lines.append("latest: " + (root.latest().isEmpty ? "none" : "an edition"))
        return lines.joined(separator: "\n").replacingOccurrences(of: ": \n", with: ":\n") + "\n"
    }

    /// Without what differs between machines and versions.
    static func plain(_ text: String, _ root: TrialRoot) -> String {
        text.replacingOccurrences(of: root.path + "/", with: "").replacingOccurrences(of: root.path, with: ".")
            .replacing(/(\d{4}-\d\d-\d\d)-[0-9a-f]{8,}/) { "\($0.1)-EDITION" }
            // How long ago the nights of a story were follows from today's date.
            .replacing(/\d+ nights? without a run: [^;\n]*;[^\n]*/) { _ in "nights without a run" }
            .replacing(/[ ]+\n/) { _ in "\n" }
    }
}

extension Program {
    /// The program as built beside the tests: what it says (standard error behind `! `) and its exit code.
    static func play(_ words: [String]) throws -> String {
        let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let process = Process()
        process.executableURL = folder.appendingPathComponent("kvadratur")
        process.arguments = words
        process.environment = ["PATH": "/usr/bin:/bin", "TZ": "Pacific/Auckland"]
        let (out, err) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (out, err)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let errors = DispatchQueue(label: "errors")
        nonisolated(unsafe) var second = Data()
        let done = DispatchSemaphore(value: 0)
        errors.async { second = err.fileHandleForReading.readDataToEndOfFile(); done.signal() }
        let first = out.fileHandleForReading.readDataToEndOfFile()
        done.wait()
        process.waitUntilExit()
        func lines(_ data: Data, _ mark: String) -> String {
            String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { mark + $0 + "\n" }.joined()
        }
        let code = process.terminationReason == .exit ? "exit \(process.terminationStatus)" : "killed by signal \(process.terminationStatus)"
        return lines(first, "") + lines(second, "! ") + code
    }
}
