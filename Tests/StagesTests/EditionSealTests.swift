import Foundation
import Testing

@testable import Stages

/// Every edition can be proved whole, and one that somebody took files out of is made again with the same
/// bytes.
@Suite struct EditionSealTests {
    @Test func everyFileIsListedOnce() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run()
        let files = root.latest().keys.filter { $0 != "SHA256SUMS" }.sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        let listed = (root.text("outbound/latest/SHA256SUMS") ?? "").split(separator: "\n").map {
            String($0.dropFirst(66))
        }
        #expect(listed == files && files.contains("index.html"))
        #expect(EditionSeal.isWhole(root.path + "/outbound/latest"))
    }

    enum Harm: CaseIterable { case gone, changed, emptied, noList, wholeFolder, latest }

    @Test(arguments: Harm.allCases) func harmIsSeenAndMended(_ harm: Harm) throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        let name = try #require(try root.run().edition)
        let (before, folder) = (root.latest(), "outbound/editions/" + name)
        switch harm {
        case .gone: try root.remove(folder + "/rooms.csv")
        case .changed: try root.write(folder + "/rooms.csv", "1,2\n")
        case .emptied: try root.write(folder + "/kvadratur.xlsx", "")
        case .noList: try root.remove(folder + "/SHA256SUMS")
        case .wholeFolder: try root.remove(folder)
        case .latest: try root.remove("outbound/latest")
        }
        if harm != .latest { #expect(!EditionSeal.isWhole(root.path + "/" + folder)) }
        let again = try root.run()
        #expect(again.edition == name && again.published == (harm != .latest) || again.published)
        #expect(root.latest() == before)
        #expect(Durable.names(in: root.path + "/outbound/editions") == [name])
        #expect(try root.run().published == false)
    }
}
