import Records
import Testing

@testable import Contracts

@Suite struct CodeParserTests {
    @Test(arguments: ["0", "00", "6", "VIRK-12.3", "kælder st"])
    func kept(_ code: String) { #expect(parsing(code) { text(CodeParser.parse($0)) } == .value(code)) }

    @Test(arguments: ["a\tb", "a\nb", "a\u{0}"])
    func refused(_ code: String) { #expect(parsing(code) { text(CodeParser.parse($0)) } == .bad(.badText)) }
}
