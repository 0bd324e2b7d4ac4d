import Records
import Testing

@testable import Contracts

@Suite struct UUIDParserTests {
    static let known = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"

    static func parse(_ uuid: String) -> Parsed<String> {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { room in
            parsing(uuid) { text(UUIDParser.parse($0, into: room.baseAddress!)) }
        }
    }

    @Test(arguments: [known, known.uppercased(), "{\(known)}", "{\(known.uppercased())}"])
    func good(_ uuid: String) { #expect(Self.parse(uuid) == .value(Self.known)) }

    @Test(arguments: ["00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}"])
    func zero(_ uuid: String) { #expect(Self.parse(uuid) == .null) }

    @Test("a single digit is not zero", arguments: 0..<16)
    func digit(_ value: Int) {
        let uuid = "00000000-0000-0000-0000-00000000000" + String(value, radix: 16)
        #expect(Self.parse(uuid) == (value == 0 ? .null : .value(uuid)))
    }

    @Test(arguments: [
        "", "0a1b2c3d4e5f6789abcdef0123456789", "{\(known)", "\(known)}", "(\(known))", "\(known)0",
        "0a1b2c3d-4e5f-6789-abcd-ef012345678",
        "0a1b2c3d-4e5f-6789-abcd-ef012345678g", "0a1b2c3d_4e5f_6789_abcd_ef0123456789",
        "0a1b2c3-d4e5f-6789-abcd-ef0123456789",
    ])
    func bad(_ uuid: String) { #expect(Self.parse(uuid) == .bad(.badUUID)) }
}
