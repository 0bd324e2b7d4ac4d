import Records
import Testing

@testable import Contracts

@Suite struct IDParserTests {
    @Test(arguments: ["0", "0101", "2032620", "00000000000000000000000000000001"])
    func kept(_ id: String) { #expect(parsing(id) { text(IDParser.parse($0)) } == .value(id)) }

    @Test(arguments: ["-1", "1.234", "12 34", "12a", "=\"0012\"", "１２", "1,2E+10"])
    func refused(_ id: String) { #expect(parsing(id) { text(IDParser.parse($0)) } == .bad(.badID)) }
}
