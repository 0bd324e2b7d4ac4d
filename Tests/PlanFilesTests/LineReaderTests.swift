import PlanExample
import PlanFiles
import Testing

@Suite struct LineReaderTests {
    /// A text that the reader understands but that says the same in other bytes is refused with the line that
    /// differs, and with what it should be.
    @Test func anotherSpellingIsNamedWithItsLine() {
        let text = Example.plan.text()
        let at = text.split(separator: "\n").firstIndex { $0.hasPrefix("leaf\t") }! + 1
        let error = #expect(throws: PlanTextError.self) {
            try Plan(text: text.replacing("leaf\t0\t", with: "leaf\t-7\t"))
        }
        guard case .unexpected(let expected, let found)? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.line == at && expected.hasPrefix("leaf\t0\t") && found.hasPrefix("leaf\t-7\t"))
    }

    /// Keys that begin with a mark of their own, that are long, and that read alike in other bytes all come
    /// back byte for byte.
    @Test func oddKeysComeBack() throws {
        var plan = Example.plan
        let composed = "skole i den nordlige bydel \u{e5}"
        let apart = "skole i den nordlige bydel a\u{30a}"
        plan.bound?.leaves = [
            .init(
                cases: [],
                multipliers: [
                    .init(row: .group("\u{301}accent"), numerator: 1),
                    .init(row: .room(composed), numerator: 2), .init(row: .room(apart), numerator: 3),
                    .init(row: .arrive(group: composed, room: "a\tb\\c\r\n"), numerator: 4),
                ])
        ]
        let text = plan.text()
        let read = try Plan(text: text)
        #expect(read == plan && read.text().utf8.elementsEqual(text.utf8))
    }

    @Test(arguments: [("", 1), ("kvadratur-plan", 1), ("kvadratur-plan\t1\nstage", 2)])
    func aTextWithoutItsEndIsRefusedAtItsLastLine(text: String, line: Int) {
        let error = #expect(throws: PlanTextError.self) { try Plan(text: text) }
        #expect(error?.line == line && error?.reason == .endMissing)
    }
}
