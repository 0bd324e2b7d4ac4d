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
        for name in ["outbound/editions/.2026-02-20-0badcafe.part/index.html", "outbound/editions/.2026-02-20-0badcafe.replaced/rooms.csv", ".kvadratur/warehouse.sqlite.restored",
                     ".kvadratur/archive/.incoming.part", "inbound/.0badcafe0bad.restoring"] { try root.write(name, "half") }
        symlink("editions/nowhere", root.path + "/outbound/.latest.part")
        try root.write("inbound/.hidden", "mine")
        try root.run("2026-03-01")
        #expect(root.tree("outbound").filter { !$0.contains("2026-03-01") } == whole.filter { !$0.contains("latest/") })
        #expect(root.tree("outbound").allSatisfy { !$0.hasPrefix("editions/.") } && !FileState.exists(root.path + "/outbound/.latest.part"))
        #expect(root.tree("inbound") == [".hidden"] && root.tree(".kvadratur").allSatisfy { !$0.hasSuffix(".restored") && !$0.hasSuffix(".part") })
    }

    @Test func aFailureSweepsAtOnce() throws {
        let root = try TrialRoot()
        try Good.drop(into: root)
        // A folder where the link to the newest edition belongs: publishing gets that far and no further.
        try root.write("outbound/latest/in-the-way", "")
        #expect(throws: SystemFailure.self) { try root.run() }
        #expect(root.tree("outbound").allSatisfy { !$0.hasPrefix("editions/.") } && !FileState.exists(root.path + "/outbound/.latest.part"))
    }
}
