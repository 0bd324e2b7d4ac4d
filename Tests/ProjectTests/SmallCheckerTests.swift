import Testing

/// Whoever doubts a plan must be able to read all that judges it: the plan's checker stays small and counts
/// in whole numbers. That it knows no solver follows from what it may import (`ImportsTests`).
@Suite struct SmallCheckerTests {
    /// Lines of the checker's sources, comments and blank ones too. What only writes or reads a plan belongs
    /// in `PlanFiles`. 700 of 160 columns since it also judges places by activity and people counted in a
    /// property, which no other of its limits says; 850 of 110 columns for the same code.
    static let mostLines = 850

    @Test func thePlanCheckerCanBeReadWhole() throws {
        let files = try swiftFiles(under: "Sources/PlanChecker")
        let lines = files.map { $0.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }
            .reduce(0, +)
        #expect(files.contains { $0.file.hasSuffix("/Verify.swift") }, "the checker's sources were not found")
        #expect(lines < Self.mostLines, "Sources/PlanChecker has \(lines) lines")
    }

    @Test func thePlanCheckerCountsInWholeNumbers() throws {
        for (file, text) in try swiftFiles(under: "Sources/PlanChecker") {
            for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                #expect(!line.contains(/\b(Double|Float\d*)\b|\b\d[\d_]*\.\d/), "\(file): \(line)")
            }
        }
    }
}
