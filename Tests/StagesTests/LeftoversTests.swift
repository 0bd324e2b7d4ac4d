import Foundation
import Records
import Testing

@testable import Stages

/// What a killed run leaves under temporary names goes with the next; what people put there stays.
@Suite struct LeftoversTests {
    @Test func theNextRunSweepsThemUp() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.run("2026-02-28")
        let whole = root.tree("outbound")
        for name in [
            "outbound/editions/.2026-02-20-0badcafe.part/index.html",
            "outbound/editions/.2026-02-20-0badcafe.replaced/rooms.csv",
            ".kvadratur/warehouse.sqlite.restored",
            ".kvadratur/archive/.incoming.part", "inbound/.0badcafe0bad.restoring",
        ] { try root.write(name, "half") }
        symlink("editions/nowhere", root.path + "/outbound/.latest.part")
        try root.write("inbound/.hidden", "mine")
        try root.run("2026-03-01")
        #expect(
            root.tree("outbound").filter { !$0.contains("2026-03-01") }
                == whole.filter { !$0.contains("latest/") })
        #expect(
            root.tree("outbound").allSatisfy { !$0.hasPrefix("editions/.") }
                && !FileState.exists(root.path + "/outbound/.latest.part"))
        #expect(
            root.tree("inbound") == [".hidden"]
                && root.tree(".kvadratur").allSatisfy { !$0.hasSuffix(".restored") && !$0.hasSuffix(".part") }
        )
    }

    /// A folder where the link to the newest edition belongs is somebody's: put aside and told, and nothing
    /// half is left beside it.
    @Test func aFolderInTheLinksPlaceIsPutAside() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        try root.write("outbound/latest/in-the-way", "mine")
        let outcome = try root.run()
        #expect(outcome.published && outcome.warnings.contains { $0.contains("outbound/latest-aside-1") })
        #expect(root.tree("outbound").contains("latest-aside-1/in-the-way"))
        #expect(
            root.tree("outbound").allSatisfy { !$0.hasPrefix("editions/.") }
                && !FileState.exists(root.path + "/outbound/.latest.part"))
    }
}
