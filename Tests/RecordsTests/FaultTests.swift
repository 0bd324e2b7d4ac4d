import Testing

@testable import Records

@Suite struct FaultTests {
    @Test("a value is cut at 200 characters, with a mark")
    func cut() {
        let exact = String(repeating: "æ", count: 200)
        #expect(Fault(code: .badDate, position: Position(line: 1), value: exact).value == exact)
        #expect(
            Fault(code: .badDate, position: Position(line: 1), value: exact + "æ").value == exact.dropLast()
                + "…")
    }
}
