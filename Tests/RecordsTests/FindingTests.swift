import Testing

@testable import Records

@Suite struct FindingTests {
    @Test func line() {
        var finding = Finding(
            file: "pipelines/1_raw/costs.yaml", line: 3, column: 9, code: "unknown_column",
            message: "there is no column area")
        #expect(
            finding.description == "pipelines/1_raw/costs.yaml:3:9: there is no column area (unknown_column)")
        finding.line = nil
        #expect(finding.description == "pipelines/1_raw/costs.yaml: there is no column area (unknown_column)")
    }

    @Test func sortedByPlace() {
        let findings = [("b", 1), ("a", 2), ("a", 1)].map {
            Finding(file: $0.0, line: $0.1, code: "c", message: "m")
        }
        #expect(findings.sorted().map { "\($0.file)\($0.line!)" } == ["a1", "a2", "b1"])
    }
}
