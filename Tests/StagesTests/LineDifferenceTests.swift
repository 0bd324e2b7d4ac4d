import Testing

@testable import Stages

@Suite struct LineDifferenceTests {
    @Test(arguments: [
        (["a"], ["a"], []),
        (["a", "b"], ["a", "c"], ["@@ -1 +1 @@", " a", "-b", "+c"]),
        ([], ["x"], ["@@ -1 +1 @@", "+x"]),
        (
            ["1", "2", "3", "4", "5", "x"], ["1", "2", "3", "4", "5"],
            ["@@ -3 +3 @@", " 3", " 4", " 5", "-x"]
        ),
        (
            ["x", "1", "2", "3", "4", "5", "6", "7", "y"], ["1", "2", "3", "4", "5", "6", "7", "z"],
            ["@@ -1 +1 @@", "-x", " 1", " 2", " 3", "@@ -6 +5 @@", " 5", " 6", " 7", "-y", "+z"]
        ),
    ])
    func hunks(_ old: [String], _ new: [String], _ expected: [String]) {
        #expect(LineDifference.lines(from: old, to: new) == expected)
    }
}
