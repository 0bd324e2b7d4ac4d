import Foundation
import Records
import Testing

@testable import Stages

@Suite struct LatestEditionTests {
    private let files = FileManager.default

    private func isLink(_ path: String) -> Bool {
        (try? files.destinationOfSymbolicLink(atPath: path)) != nil
    }

    @Test func aFolderInThePlaceOfTheLinkIsPutAsideAndTold() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        let latest = root.path + "/outbound/latest"
        for number in 1...2 {
            try files.removeItem(atPath: latest)
            try root.write("outbound/latest/mine.txt", "kept")
            let outcome = try root.run("2026-03-0\(number)")
            #expect(isLink(latest))
            #expect(root.text("outbound/latest-aside-\(number)/mine.txt") == "kept")
            #expect(
                outcome.warnings.contains { $0.contains("outbound/latest-aside-\(number)") },
                "\(outcome.warnings)")
        }
    }

    @Test func aCopyOfAnEditionIsKnownByItsFingerprints() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let name = try #require(try root.run("2026-02-28").edition)
        let places = Places(root: root.path)
        #expect(LatestEdition(places: places).name == name)
        try files.removeItem(atPath: places.latest)
        try files.copyItem(atPath: "\(places.editions)/\(name)", toPath: places.latest)
        #expect(LatestEdition(places: places).name == name)
        try files.removeItem(atPath: places.latest + "/" + EditionSeal.name)
        #expect(LatestEdition(places: places).name == nil)
    }

    /// What is tried leaves nothing behind; `make gate-shares` plays nights where no link can be made.
    @Test func whetherLinksCanBeMadeIsTried() throws {
        let root = try TrialRoot()
        let places = Places(root: root.path)
        try root.write("outbound/.latest.part/index.html", "half")
        #expect(LatestEdition(places: places).makesLinks)
        #expect(Durable.names(in: places.outbound).isEmpty)
    }

    @Test func whatAKilledSwapTookAwayComesBack() throws {
        let root = try TrialRoot()
        let places = Places(root: root.path)
        try root.write("outbound/.latest.before/index.html", "old")
        try root.write("outbound/.latest.part/index.html", "half")
        LatestEdition.mend(places)
        #expect(
            root.text("outbound/latest/index.html") == "old"
                && root.text("outbound/.latest.part/index.html") == nil)
        try root.write("outbound/.latest.before/index.html", "older")
        LatestEdition.mend(places)
        #expect(
            root.text("outbound/latest/index.html") == "old"
                && root.text("outbound/.latest.before/index.html") == nil)
    }
}
