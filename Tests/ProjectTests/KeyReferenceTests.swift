import Records
import Testing

@testable import Project

/// The keys as the decoders ask for them.
@Suite struct KeyReferenceTests {
    private static let groups = KeyReference.groups()

    /// A sentence on every key that there is.
    private static let whole = Dictionary(
        uniqueKeysWithValues: groups.map { group in
            (
                group.name,
                Dictionary(uniqueKeysWithValues: group.keys.map { ($0, "Says what \($0) is | or not") })
            )
        })

    @Test func everyKeyOfAFeedInUseIsThere() throws {
        let feed = try #require(Self.groups.first { $0.name == "a feed" })
        let column = try #require(Self.groups.first { $0.name == "a column" })
        #expect(
            Set(["feed", "table", "match", "map", "values", "replaces", "expected", "keep", "gate", "drift"])
                .isSubset(of: feed.keys))
        #expect(
            Set(["name", "from", "type", "required", "describes", "describes_da", "example"]).isSubset(
                of: column.keys))
        #expect(Self.groups.allSatisfy { Set($0.keys).count == $0.keys.count && !$0.keys.isEmpty })
        #expect(Set(Self.groups.map(\.name)).count == Self.groups.count)
    }

    @Test func whatIsDescribedStandsOnceUnderItsHeading() {
        let (text, findings) = KeyReference.markdown(Self.whole, file: "keys.yaml")
        #expect(findings.isEmpty)
        let keys = Self.groups.reduce(0) { $0 + $1.keys.count }
        #expect(text.split(separator: "\n").count { $0.hasPrefix("| `") } == keys)
        #expect(
            text.ranges(of: "\n## ").count == Self.groups.count && !text.contains(" | or not")
                && text.contains(" \\| or not"))
    }

    @Test func aKeyWithoutAWordAndAWordWithoutAKeyAreFindings() {
        var some = Self.whole
        some["csv"]!["separator"] = nil
        some["csv"]!["colour"] = "None asks for it"
        some["cellar"] = ["a": "b"]
        let found = KeyReference.markdown(some, file: "keys.yaml").findings.map(\.description)
        #expect(found.count == 3)
        for said in [
            "separator of csv is not described", "colour of csv is described, and no decoder asks for it",
            "cellar is described",
        ] {
            #expect(found.contains { $0.contains(said) }, "\(said): \(found)")
        }
    }

    @Test func theProjectsOwnDescriptionsAreWhole() {
        let project = Project.load(root: repository.path).project
        #expect(KeyReference.markdown(project.docs.keys, file: "keys.yaml").findings.map(\.description) == [])
    }
}
