import Foundation
import Records
import Reports
import Sample
import Testing
import Warehouse

@testable import Formats
@testable import Stages

/// Every error that can end a command ends it with a code of its own: 70 is for what is our own fault.
@Suite struct FailureTests {
    /// Errors that a command may end with, by the name that their type is declared under.
    private static let ends: [(name: String, error: any Error, code: ExitCode)] = [
        ("UsageFailure", UsageFailure("nope"), .usage),
        ("Unknown", PlanDesk.Unknown(description: "nope"), .usage),
        ("SampleSettingsError", SampleSettingsError.night(999), .usage),
        ("ConfigurationFailure", ConfigurationFailure(findings: []), .configuration),
        ("Held", RunLock.Held(holder: "somebody"), .locked),
        ("NothingYet", Status.NothingYet(), .attention),
        ("Unreadable", PlanVerification.Unreadable(description: "nope"), .attention),
        (
            "PastNightGone",
            PastNightGone(
                night: CalendarDay("2026-02-28")!, files: [], pruned: [], archive: Archive(folder: "/x")),
            .attention
        ),
        ("Unmade", Rebuild.Unmade(night: CalendarDay("2026-02-28")!, said: []), .attention),
        ("HarmedArchive", Rebuild.HarmedArchive(path: "x", night: CalendarDay("2026-02-28")!), .system),
        (
            "Unshrunk",
            Prune.Unshrunk(path: "x", room: (1, 0), failure: .stopped(path: "x", message: "full")), .system
        ),
        ("AlteredDelivery", AlteredDelivery(path: "x"), .system),
        ("SystemFailure", SystemFailure("open", "x", ENOSPC), .system),
        ("WarehouseFailure", WarehouseFailure.damaged(path: "x", message: "y"), .system),
        ("SampleWriteError", Self.unwritten, .system),
        ("Failure", ArchiveWriter.Failure(path: "x", message: "full"), .system),
        ("ReportError", ReportError(file: "x", message: "full", isSystem: true), .system),
    ]

    /// Errors that never reach the end of a command, or are our own fault when they do.
    private static let inner: Set<String> = [
        // Signals between a reader and the one who asked it: caught where they are thrown.
        "Enough", "Cancelled", "BuildWhole", "NotReadAgain", "Ungone", "PlainReaderDeclined", "NothingLike",
        // A delivery's or a model's fault: the night writes it down and goes on.
        "Refusal", "HeldDelivery", "ModelRefused", "Finding", "NotASelect", "BoundParameter",
        // Said by the reader of plans with the file's name, or by the checker.
        "PlanTextError", "InstanceFault", "Violation",
        // Has a status of its own: 128 and the signal.
        "Stopped",
        // Our own errors.
        "LostRows", "UnexpectedCode",
    ]

    /// What the sample says where it may not write.
    private static let unwritten: any Error = {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kvadratur-no-folder-\(UUID().uuidString)"
        ).path
        FileManager.default.createFile(atPath: path, contents: Data())
        defer { try? FileManager.default.removeItem(atPath: path) }
        do { _ = try SampleMunicipality(properties: 1, seed: 1, asOf: "2026-01-01").write(into: path) } catch
        { return error }
        return UsageFailure("it was written")
    }()

    @Test func eachEndsWithItsCode() {
        for (name, error, code) in Self.ends {
            #expect(Failure.code(of: error) == code, "\(name)")
            #expect("\(type(of: error))".hasSuffix(name), "\(name) is \(type(of: error))")
        }
    }

    /// A new error has to say how a command ends with it, or why none does.
    @Test func everyErrorIsKnown() throws {
        let known = Set(Self.ends.map(\.name)).union(Self.inner)
        var found: Set<String> = []
        let sources = try #require(FileManager.default.enumerator(atPath: repository + "/Sources"))
        for case let file as String in sources where file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: repository + "/Sources/" + file, encoding: .utf8)
            for match in text.matches(
                of: /(?:struct|enum|class) (\w+)[^{\n]*:[^{\n]*\b(?:Error|EndsCommand)\b/)
            {
                found.insert(String(match.1))
            }
        }
        #expect(found.subtracting(known).sorted() == [])
        #expect(known.subtracting(found).sorted() == [])
    }
}
