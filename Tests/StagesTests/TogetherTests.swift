import Foundation
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// Several at once: one works, readers see whole nights, and a copy made meanwhile is whole.
@Suite struct TogetherTests {
    @Test func whoComesSecondIsToldWhoWorksAndForHowLong() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-01")
        try root.run("2026-02-28")
        let copy = root.path + "/copy.sqlite"
        _ = try Backup(root: root.path).write(into: copy)
        let lock = try RunLock(path: root.path + "/.kvadratur/lock", command: "run")
        let stands = FileManager.default.contents(atPath: root.path + "/.kvadratur/warehouse.sqlite")
        let commands = [
            ["run"], ["run", "--as-of", "2026-02-01"], ["run", "--stage", "kpi"], ["retry"], ["prune"],
            ["restore", copy], ["baseline", "--freeze"],
            ["rejects", "--waive", "1.1", "--by", "x", "--why", "y"],
        ]
        for command in commands {
            let said = try Program.play(command + ["--root", root.path])
            #expect(
                said.hasSuffix("exit 75")
                    && said.contains(
                        /! another run holds the lock: process \d+, run, for \d+ s; nothing was touched/),
                "\(command): \(said)")
        }
        // Who only looks is not kept out.
        for command in [
            ["status"], ["log"], ["run", "--dry-run"], ["backup", "--into", copy], ["explain", "core_room"],
        ] {
            #expect(try Program.play(command + ["--root", root.path]).hasSuffix("exit 0"), "\(command)")
        }
        #expect(FileManager.default.contents(atPath: root.path + "/.kvadratur/warehouse.sqlite") == stands)
        lock.release()
    }

    @Test func ofManyAtOnceOneWorks() throws {
        let root = try TrialRoot()
        let alone = try TrialRoot()
        try Good.drop(into: root)
        try Good.drop(into: alone)
        try alone.run("2026-02-28")
        let path = root.path
        let said = Parallel.map(12) { _ in
            (try? Program.play(["run", "--as-of", "2026-02-28", "--root", path])) ?? ""
        }
        let codes = said.map { String($0.suffix(7)) }
        // One has done the night; who came after it was done found nothing to do, the others were told.
        #expect(
            codes.contains("\nexit 0") && codes.allSatisfy { ["\nexit 0", "exit 75"].contains($0) }, "\(said)"
        )
        #expect(said.filter { $0.contains("steps done") }.count == 1)
        #expect(root.latest() == alone.latest() && !root.latest().isEmpty)
        #expect(try root.warehouse().problems(thorough: true) == [])
    }

    @Test func whoReadsDuringARunSeesOneWholeNightAndHoldsNobodyUp() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        let edition = try FileHandle(
            forReadingFrom: URL(fileURLWithPath: root.path + "/outbound/latest/rooms.csv"))
        let old = root.text("outbound/latest/rooms.csv")
        let tables = ["raw_rooms", "core_room", "kpi_room", "report_rooms", "ledger_file"]
        func content(_ transaction: Transaction) throws -> [String] {
            try tables.map {
                try transaction.rows("SELECT * FROM \($0) ORDER BY 1").map {
                    $0.map(\.plain).joined(separator: "|")
                }.joined(separator: "\n")
            }
        }
        let reader = try root.warehouse()
        let started = ContinuousClock.now
        try reader.read { transaction in
            let before = try content(transaction)
            try root.write("inbound/rooms-20260310.csv", "room,seats\nhall,121\n")
            let said = try Program.play(["run", "--as-of", "2026-03-10", "--root", root.path])
            // 1: a person is told of what is late or unusual that night.
            #expect(said.hasSuffix("exit 0") || said.hasSuffix("exit 1"), "\(said)")
            #expect(try content(transaction) == before)
        }
        // The reader is not waited for: SQLite would have done so for 30 seconds.
        #expect(ContinuousClock.now - started < .seconds(25))
        #expect(
            try root.rows("select seats from report_rooms where room = 'hall'") == ["121"]
                || root.rows("select seats from raw_rooms") == ["121"])
        #expect(String(decoding: try edition.readToEnd() ?? Data(), as: UTF8.self) == old)
        #expect(root.text("outbound/latest/rooms.csv") != old)
    }

    @Test func aBackupDuringARunIsWhole() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        try root.write(
            "inbound/rooms-20260310.csv",
            "room,seats\n" + (1...20_000).map { "room\($0),\($0 % 300)\n" }.joined())
        let ledger = Project.load(root: root.path).project.ledger.map(\.name)
        let path = root.path
        let said = Parallel.map(4) { index -> String in
            if index == 0 {
                return (try? Program.play(["run", "--as-of", "2026-03-10", "--root", path])) ?? ""
            }
            return (1...3).map { _ in
                (try? Program.play(["backup", "--into", "\(path)/copy-\(index).sqlite", "--root", path]))
                    ?? ""
            }.joined()
        }
        #expect(said[0].hasSuffix("exit 0") || said[0].hasSuffix("exit 1"), "\(said[0])")
        for index in 1...3 {
            #expect(
                said[index].components(separatedBy: "checked; keep .kvadratur/archive with it").count == 4,
                "\(said[index])")
            let copy = "\(root.path)/copy-\(index).sqlite"
            #expect(try WarehouseCopy.problems(copy, ledger: ledger).isEmpty)
            // Either night, never half of a file.
            let rooms = try Warehouse(path: copy, ledger: Project.load(root: root.path).project.ledger).read {
                try $0.integer("SELECT count(*) FROM raw_rooms")
            }
            #expect([3, 20_000].contains(rooms))
        }
    }

    @Test func aRestoreWaitsForNobodyWhoReadsAndChangesNothingThen() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        _ = try Backup(root: root.path).write(into: root.path + "/copy.sqlite")
        let reader = try root.warehouse()
        try reader.read { transaction in
            _ = try transaction.rows("SELECT * FROM ledger_run")
            try root.run("2026-03-01")
            let error = #expect(throws: UsageFailure.self) {
                try Backup(root: root.path).restore(from: root.path + "/copy.sqlite")
            }
            #expect(error?.description.contains("somebody reads it just now; nothing was changed") == true)
        }
        #expect(try root.rows("select max(as_of) from ledger_run") == ["2026-03-01"])
        #expect(root.tree(".kvadratur").allSatisfy { !$0.contains("restore") })
    }
}

/// Work on threads of its own, since each waits for a process.
enum Parallel {
    static func map<T: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) -> T) -> [T] {
        let results = Results<T>()
        let group = DispatchGroup()
        for index in 0..<count {
            group.enter()
            Thread.detachNewThread {
                results.set(index, body(index))
                group.leave()
            }
        }
        group.wait()
        return (0..<count).compactMap { results.get($0) }
    }

    private final class Results<T: Sendable>: @unchecked Sendable {
        private let lock = NSLock()
        private var values: [Int: T] = [:]
        func set(_ index: Int, _ value: T) { lock.withLock { values[index] = value } }
        func get(_ index: Int) -> T? { lock.withLock { values[index] } }
    }
}
