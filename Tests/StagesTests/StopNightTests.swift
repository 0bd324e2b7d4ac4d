import Foundation
import Testing

@testable import Stages

/// SIGTERM, SIGINT and SIGHUP in the middle of a delivery: the transaction is rolled back, the ledger says
/// so, and the next run takes it.
@Suite struct StopNightTests {
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP]) func aNightStopsInTheMiddleOfAFile(_ number: Int32) throws {
        let root = try TrialRoot()
        let rows = (0..<60_000).map { "room\($0);2026-02-\(10 + $0 % 18);1\n" }.joined()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.write("inbound/uses-20260203.csv", "room;day;hours\n" + rows)

        let night = try Playing(["run", "--as-of", "2026-02-28", "--root", root.path])
        // The archived copy is there when the rows are being read; they take a second or more.
        let archive = root.path + "/.kvadratur/archive"
        while night.process.isRunning,
            !root.tree(".kvadratur/archive").contains(where: { $0.hasSuffix("uses-20260203.csv") })
        { usleep(1000) }
        #expect(FileManager.default.fileExists(atPath: archive))
        kill(night.process.processIdentifier, number)
        let (code, errors) = night.end()

        #expect(code == 128 + number)
        #expect(errors.hasSuffix("next: kvadratur run\n") && errors.hasPrefix("stopped by SIG"), "\(errors)")
        #expect(try root.rows("select outcome, exit_code from ledger_run") == ["stopped|\(128 + number)"])
        #expect(try root.rows("select name from ledger_file") == ["rooms-20260201.csv"])
        #expect(try root.rows("select count(*) from raw_uses") == ["0"])
        #expect(root.tree("inbound") == ["uses-20260203.csv"])
        #expect(root.tree(".kvadratur").allSatisfy { !$0.hasSuffix(".part") } && root.latest().isEmpty)

        try root.run()
        #expect(try root.rows("select count(*) from raw_uses") == ["60000"])
        #expect(root.tree("inbound").isEmpty && !root.latest().isEmpty)
    }

    /// While a fresh file is watched nothing is at hand: the night ends at once, and the file is still the
    /// next night's.
    @Test(arguments: [SIGTERM, SIGHUP]) func aNightStopsWhileItWatchesTheDropFolder(_ number: Int32) throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let dropped = root.tree("inbound")
        let night = try Playing(["run", "--as-of", "2026-02-28", "--settle", "600", "--root", root.path])
        while night.process.isRunning, (try? root.rows("select count(*) from ledger_run")) != ["1"] {
            usleep(10_000)
        }
        usleep(300_000)
        kill(night.process.processIdentifier, number)
        let (code, errors) = night.end()

        #expect(code == 128 + number)
        #expect(errors.contains("stopped by SIG") && errors.hasSuffix("next: kvadratur run\n"), "\(errors)")
        #expect(try root.rows("select outcome, exit_code from ledger_run") == ["stopped|\(128 + number)"])
        #expect(root.tree("inbound") == dropped && root.latest().isEmpty)
        try root.run()
        #expect(root.tree("inbound").isEmpty && !root.latest().isEmpty)
    }

    /// A night that takes too long ends as a matter of the system, and lets go of the lock.
    @Test func aNightIsStoppedByItsTimeLimit() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let dropped = root.tree("inbound")
        let (code, errors) = try Playing([
            "run", "--as-of", "2026-02-28", "--settle", "600", "--limit", "1", "--root", root.path,
        ]).end()
        #expect(
            code == 74 && errors.contains("stopped by the time limit of a run")
                && errors.hasSuffix("and kvadratur run\n"), "\(errors)")
        #expect(try root.rows("select outcome, exit_code from ledger_run") == ["stopped|74"])
        #expect(root.tree("inbound") == dropped && root.latest().isEmpty)
        try root.write(
            "pipelines/nightly.yaml", root.text("pipelines/nightly.yaml")! + "run: {limit_seconds: 1}\n")
        #expect(
            try Playing(["run", "--as-of", "2026-02-28", "--settle", "600", "--root", root.path]).end().code
                == 74)
        #expect(
            try Playing(["run", "--as-of", "2026-02-28", "--limit", "0", "--root", root.path]).end().code == 0
        )
        #expect(root.tree("inbound").isEmpty && !root.latest().isEmpty)
    }

    @Test func aSignalThatWasIgnoredStaysIgnored() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        // `nohup` and a shell's background jobs start programs so.
        let night = try Playing(
            [
                "-c", "trap '' HUP; kill -HUP $$; exec \"$0\" run --as-of 2026-02-28 --root \"$1\"",
                Playing.program, root.path,
            ], of: "/bin/sh")
        #expect(night.end().code == 0)
    }
}

/// The program in a process of its own, while it runs.
struct Playing {
    let process = Process()
    private let errors = Pipe()

    static var program: String {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("kvadratur").path
    }

    init(_ words: [String], of path: String = Playing.program) throws {
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = words
        process.environment = ["PATH": "/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
    }

    func end() -> (code: Int32, errors: String) {
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (
            process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, said
        )
    }
}
