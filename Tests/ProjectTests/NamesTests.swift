import Contracts
import Foundation
import Testing

@testable import Project

/// Swift knows how, `pipelines/` and `schemas/` know what: no feed, table or column of a municipality is
/// named in Swift.
@Suite struct NamesTests {
    /// Targets in which such names may stand, each with its reason.
    static let free: [String: String] = [
        "Sample": "it writes a made-up municipality's files, so it knows their columns",
        "PlanFiles": "its plan text is a format of its own, with words for the same things",
        "Optimiser": "its bench makes plans in that format",
        "Reports":
            "the page draws the promises of schemas/reports, which are the project's, not a customer's",
    ]
    /// Files of other targets in which they may stand, by the beginning of their path.
    static let freeFiles: [String: String] = [
        "Sources/Warehouse/PlanTables": "the plan's own tables, which the engine fills",
        "Sources/Stages/Plan": "it fills and reads the plan's own tables",
        "Sources/Stages/Operator/Diff": "it compares what two editions say in the report's promised tables",
        "Sources/Stages/Explain": "it tells what the report's promised tables say of one property",
    ]
    /// Single names with the reason why the engine knows them.
    static let known: [String: String] = [
        "property_id": "grain of the engine's own tables history_property and baseline_property"
    ]
    /// Words of a contract, a feed or the plan's own tables that happen to be a column of somebody's file
    /// too.
    static let words: Set<String> = [
        "name", "unit", "text", "kind", "period", "year", "day", "reason", "mark", "condition", "status",
        "effect", "amount", "users", "room", "urgency",
        "category", "address", "account", "sector", "locality", "capacity", "listed", "meter", "enhed",
        "verdict", "state", "title", "source", "frame",
    ]

    @Test func noneInSwift() throws {
        let project = Project.load(root: repository.path).project
        #expect(project.feeds.count > 20, "the project's own feeds were not found")
        let names = Set(
            project.feeds.flatMap {
                [$0.name, $0.table, $0.contract.name] + $0.contract.columns.map(\.name) + $0.contract.key
            }
        )
        .subtracting(Self.known.keys)
        for target in try FileManager.default.contentsOfDirectory(atPath: repository.path + "/Sources")
            .sorted() where Self.free[target] == nil
        {
            for (file, text) in try swiftFiles(under: "Sources/" + target)
            where !Self.freeFiles.keys.contains(where: file.hasPrefix) {
                for literal in Self.literals(text) {
                    let hit = Self.named(literal, names)
                    #expect(hit == nil, "\(file): \"\(literal)\" names \(hit ?? "")")
                }
            }
        }
    }

    /// A name that the literal is, or an unmistakable one (with an underscore or a digit in it) that stands
    /// in it as a word.
    static func named(_ literal: String, _ names: Set<String>) -> String? {
        if names.contains(literal), !words.contains(literal) { return literal }
        return literal.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init).first {
            names.contains($0) && $0.contains { $0 == "_" || $0.isNumber }
        }
    }

    /// Text literals of a Swift file, comments left out.
    static func literals(_ text: String) -> [String] {
        var result: [String] = []
        for line in text.split(separator: "\n") {
            let trimmed = line.drop { $0 == " " }
            if trimmed.hasPrefix("//") { continue }
            let parts = trimmed.split(separator: "\"", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() where index % 2 == 1 { result.append(String(part)) }
            // A line of SQL in a text of several lines has no quotes of its own.
            if parts.count == 1 { result.append(String(trimmed)) }
        }
        return result
    }
}
