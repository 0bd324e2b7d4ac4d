import Foundation
import Project
import Testing
import Warehouse

@testable import Stages

/// Which delta follows which delivery.
@Suite struct SerialChainTests {
    static func file(_ serial: Int?, _ kind: DeliveryKind, _ day: String) -> LedgerFile {
        var file = LedgerFile(
            sha256: "\(day)", name: "x", feed: "houses", bytes: 1, claimedOn: day, deliveredOn: day,
            arrival: day, state: "loaded")
        (file.serial, file.kind) = (serial, kind)
        return file
    }

    private func match(_ serial: Int?, _ kind: DeliveryKind, _ day: String) throws -> FeedFinder.Match {
        let root = try TrialRoot()
        let feed = try #require(Project.load(root: root.path).project.feeds.first)
        return FeedFinder.Match(feed: feed, deliveredOn: day, arrival: day, serial: serial, kind: kind)
    }

    static let loaded = [file(1, .full, "02-01"), file(2, .delta, "02-02"), file(3, .delta, "02-03")]

    @Test(arguments: [
        (loaded, 4, DeliveryKind.delta, "02-04", SerialChain.Verdict.take),
        (loaded, 6, .delta, "02-06", .gap(after: 3)),
        (loaded, 3, .delta, "02-05", .outOfOrder(last: 3)),
        (loaded, 2, .delta, "02-05", .outOfOrder(last: 3)),
        (loaded, 4, .delta, "02-02", .outOfOrder(last: 3)),
        (loaded, 9, .delta, "01-15", .passed),
        (loaded, 1, .full, "02-09", .take),
        (loaded, 7, .full, "01-09", .take),
        ([], 1, .delta, "02-01", .gap(after: nil)),
        ([], 1, .full, "02-01", .take),
        ([file(nil, .full, "02-01")], 17, .delta, "02-02", .take),
        ([file(nil, .full, "02-01"), file(17, .delta, "02-02")], 19, .delta, "02-03", .gap(after: 17)),
        (loaded + [file(9, .full, "02-09")], 10, .delta, "02-10", .take),
        (loaded + [file(9, .full, "02-09")], 4, .delta, "02-04", .passed),
        (loaded + [file(1, .full, "02-09")], 2, .delta, "02-10", .take),
        // What a full delivery holds already, however late it comes.
        (loaded + [file(9, .full, "02-09")], 8, .delta, "02-10", .passed),
        // An older full delivery that comes late changes nothing of what the deltas follow.
        ([file(1, .full, "01-01")] + loaded, 4, .delta, "02-04", .take),
    ])
    func verdict(
        _ loaded: [LedgerFile], _ serial: Int, _ kind: DeliveryKind, _ day: String,
        _ expected: SerialChain.Verdict
    ) throws {
        #expect(SerialChain(loaded).verdict(try match(serial, kind, day)) == expected)
    }

    @Test func aDeltaWhoseNumberCannotBeReadWaits() throws {
        #expect(SerialChain(Self.loaded).verdict(try match(nil, .delta, "02-04")) == .gap(after: 3))
    }
}
