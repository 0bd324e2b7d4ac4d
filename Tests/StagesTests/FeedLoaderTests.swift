import Contracts
import Formats
import Project
import Records
import Testing
import Warehouse

@testable import Stages

/// One file into its raw table: what is loaded, what is set aside, and when the whole file is refused.
@Suite struct FeedLoaderTests {
    /// Loads a file of rooms with this tolerance; says what came of it.
    private func load(_ rows: [String], tolerate: Tolerance) throws -> String {
        let root = try TrialRoot()
        try root.write("rooms.csv", (["room,seats"] + rows).joined(separator: "\n") + "\n")
        let project = Project.load(root: root.path).project
        var feed = project.feeds.first { $0.name == "rooms" }!
        feed.contract.tolerate = tolerate
        try Durable.makeFolder(root.path + "/.kvadratur")
        let warehouse = try root.warehouse()
        do {
            let outcome = try warehouse.transaction { transaction in
                _ = try transaction.ensureRawTable(feed)
                return try FeedLoader(feed: feed, codes: project.codes, readerChoice: .automatic).load(
                    path: root.path + "/rooms.csv", file: 1, repeats: true, into: transaction)
            }
            let notes = outcome.events.sorted { $0.key < $1.key }.map {
                "\($0.key.code.rawValue) \($0.key.column ?? "-") \($0.value)"
            }.joined(separator: ", ")
            return
                """
                \(outcome.summary.records) read, \(outcome.loaded) loaded, \(outcome.rejects.count) set \
                aside; \(notes)
                """
        } catch let refusal as Refusal {
            #expect(try !warehouse.read { try $0.exists(table: "raw_rooms") })
            return
                """
                \(refusal.fault.code.rawValue) at line \(refusal.fault.position.line): \
                \(refusal.fault.detail ?? "")
                """
        }
    }

    static let good = (1...18).map { "r\($0),\($0)" }

    @Test(arguments: [
        (
            good, Tolerance(rows: 0, permille: 0),
            "18 read, 18 loaded, 0 set aside; missing_optional_column opened 1"
        ),
        (
            good + ["x,many", "y,-1"], Tolerance(rows: 2, permille: 0),
            "20 read, 18 loaded, 2 set aside; missing_optional_column opened 1"
        ),
        (
            good + ["x,many", "y,-1"], Tolerance(rows: 0, permille: 100),
            "20 read, 18 loaded, 2 set aside; missing_optional_column opened 1"
        ),
        (
            good + ["x,many", "y,-1"], Tolerance(rows: 1, permille: 99),
            """
            over_tolerance at line 20: 2 of 20 rows, 1 are tolerated; the first: \"many\" is not a \
            whole number
            """
        ),
        (
            ["x,many"], Tolerance(rows: 0, permille: 1000),
            "1 read, 0 loaded, 1 set aside; missing_optional_column opened 1"
        ),
        (
            [], Tolerance(rows: 0, permille: 0),
            "0 read, 0 loaded, 0 set aside; missing_optional_column opened 1"
        ),
        (
            ["x"], Tolerance(rows: 1, permille: 0),
            "1 read, 0 loaded, 1 set aside; missing_optional_column opened 1"
        ),
        (
            ["a,1", "a,1"], Tolerance(rows: 1, permille: 0),
            "2 read, 2 loaded, 0 set aside; missing_optional_column opened 1"
        ),
    ])
    func tolerance(_ rows: [String], _ tolerate: Tolerance, _ expected: String) throws {
        let said = try load(rows, tolerate: tolerate)
        #expect(said == expected)
    }

    @Test func manyRowsGoInByBatches() throws {
        #expect(
            try load((1...2500).map { "r\($0),1" }, tolerate: Tolerance(rows: 0, permille: 0))
                == "2500 read, 2500 loaded, 0 set aside; missing_optional_column opened 1")
    }
}
