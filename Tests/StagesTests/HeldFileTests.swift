import Foundation
import Records
import Testing

@testable import Stages

/// Files that seem to hold personal data: held, never printed, never archived, and gone after their time.
@Suite struct HeldFileTests {
    static let number = "010170-1234"

    /// Everything under the root that is not the held file itself, as text.
    private func everything(_ root: TrialRoot) throws -> String {
        root.tree("").filter { !$0.hasPrefix(".kvadratur/refused/") || $0.hasSuffix("why.txt") }.map { name in
            FileManager.default.contents(atPath: root.path + "/" + name).map {
                String(decoding: $0, as: UTF8.self)
            } ?? ""
        }.joined()
    }

    private func night(_ uses: String) throws -> (root: TrialRoot, outcome: NightOutcome) {
        let root = try TrialRoot()
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.write("inbound/uses-20260203.csv", uses)
        return (root, try root.run("2026-02-28"))
    }

    /// In a value, in a record that cannot be cut into fields, behind rows that were taken already.
    @Test(arguments: [
        "room;day;hours\nhall;2026-02-01;1\n\(number);2026-02-02;1\n",
        "room;day;hours\nhall;2026-02-01;1\nhall;2026-02-02;1;\(number)\n",
        "room;day;hours\nhall;2026-02-01;\(number)\n", "room;day;hours\nhall \"x\(number);2026-02-01;1\n",
    ])
    func heldAndNowhereElse(_ uses: String) throws {
        let (root, outcome) = try night(uses)
        #expect(outcome.exitCode == .attention && outcome.warnings.count == 1)
        let warning = outcome.warnings[0]
        #expect(
            warning.contains("(personal_data)") && warning.contains("it is held in .kvadratur/refused/")
                && warning.contains(" until 2026-03-30, for this account alone"))
        #expect(!warning.contains(Self.number))
        #expect(try !everything(root).contains(Self.number))
        #expect(root.tree(".kvadratur/archive").filter { $0.hasSuffix("uses-20260203.csv") } == [])
        let held = try #require(root.tree(".kvadratur/refused").first { $0.hasSuffix(".csv") })
        let attributes = try FileManager.default.attributesOfItem(
            atPath: root.path + "/.kvadratur/refused/" + held)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(
            try Status(root: root.path).text().contains(
                "held until 2026-03-30 for whoever answers for personal data"))
    }

    /// A night that ends between the two places leaves it in `inbound/`, never in the archive.
    @Test func itLeavesTheArchiveBeforeItsPlace() throws {
        let root = try TrialRoot()
        try root.write("inbound/uses-20260203.csv", "room;day;hours\n\(Self.number);2026-02-02;1\n")
        // A plain file where the folder for refused ones belongs: the move gets that far and no further.
        try root.write(".kvadratur/refused", "in the way")
        #expect(throws: SystemFailure.self) { try root.run("2026-02-28") }
        #expect(root.tree("inbound") == ["uses-20260203.csv"] && root.tree(".kvadratur/archive").isEmpty)
        try root.remove(".kvadratur/refused")
        #expect(try root.run("2026-02-28").exitCode == .attention)
        #expect(root.tree("inbound").isEmpty && root.tree(".kvadratur/archive").isEmpty)
        #expect(root.tree(".kvadratur/refused").contains { $0.hasSuffix("/uses-20260203.csv") })
    }

    @Test func goesAfterItsTimeWithoutAnySetting() throws {
        let root = try night("room;day;hours\n\(Self.number);2026-02-02;1\n").root
        #expect(try !Prune(root: root.path).prune(dryRun: false).text.contains("gone: "))
        try root.run("2026-03-30")
        #expect(try !Prune(root: root.path).prune(dryRun: false).text.contains("gone: "))
        try root.run("2026-03-31")
        #expect(
            try Prune(root: root.path).prune(dryRun: false).text.contains(
                "uses-20260203.csv, held on 2026-02-28"))
        #expect(root.tree(".kvadratur/refused").isEmpty)
        #expect(try !everything(root).contains(Self.number))
    }

    @Test func theTimeIsASetting() throws {
        let root = try night("room;day;hours\n\(Self.number);2026-02-02;1\n").root
        try root.write(
            "pipelines/nightly.yaml",
            root.text("pipelines/nightly.yaml")! + "  - {key: retention.held_days, value: 3}\n")
        try root.run("2026-03-04")
        #expect(try Prune(root: root.path).prune(dryRun: true).text.contains("would go: "))
    }

    /// A column that the contract drops must not come in by a record with too many fields.
    @Test func whatIsDroppedAtTheDoorIsNotKeptInARejectEither() throws {
        let root = try TrialRoot()
        try root.write(
            "schemas/feeds/uses.yaml",
            root.text("schemas/feeds/uses.yaml")! + "  - {name: who, type: text, drop: true}\n")
        try root.write("inbound/rooms-20260201.csv", Good.rooms)
        try root.write(
            "inbound/uses-20260203.csv",
            "room;day;hours;who\nhall;2026-02-01;1;Somebody Known\nhall;2026-02-02;1;Somebody Known;x\n")
        try root.run()
        #expect(try root.rows("select code, raw from ledger_reject") == ["field_count|"])
        _ = try Rejects(root: root.path, language: .en).export("uses", into: root.path + "/mended.csv")
        let mended = try #require(root.text("mended.csv"))
        #expect(mended.contains("reject_of") && !mended.contains("Somebody"))
    }
}
